"""The page of a board."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from leaderboards.exports import board_file
from leaderboards.models import Board, Entry
from leaderboards.queries import entries, entry, may_see
from leaderboards.shown import criterion_name, shown_columns, shown_value
from spreadsheets import FileKind

PER_PAGE = 50
OWN_SUBJECTS = "seat_subjects"


@dataclass(frozen=True)
class Line:
    """A row as the page shows it."""

    entry: Entry
    values: list[str]
    is_own: bool


@require_GET
def board(request: HttpRequest, key: str) -> HttpResponse:
    """Rows by page, found by name without accents; one's own row always in sight. `?as=csv|xlsx` is the whole board."""
    found = visible_board(key, request.user)
    search = request.GET.get("q", "")
    kind = request.GET.get("as")
    if kind in set(FileKind):
        content = board_file(found, entries(found, search=search), FileKind(kind))
        disposition = f'attachment; filename="{key}.{kind}"'
        return HttpResponse(content, content_type=FileKind(kind).mime, headers={"Content-Disposition": disposition})
    page = Paginator(entries(found, search=search), PER_PAGE).get_page(request.GET.get("page"))
    own = set(request.session.get(OWN_SUBJECTS, []))
    columns = shown_columns(found)
    lines = [_line(row, columns, own) for row in page]
    context = {
        "board": found,
        "columns": [criterion_name(name) for name in columns],
        "lines": lines,
        "own_line": _own_line(found, columns, own, lines),
        "has_ties": any(line.entry.is_tied for line in lines),
        "page": page,
        "q": search,
    }
    return render(request, "leaderboards/board.html", context)


def visible_board(key: str, user: object) -> Board:
    """Raises Http404 for a board that is not there or not for this person."""
    found = Board.objects.filter(key=key).first()
    if found is None or not may_see(found, user):
        raise Http404("no such board")
    return found


def _line(row: Entry, columns: list[str], own: set[str]) -> Line:
    return Line(row, [shown_value(name, row.values) for name in columns], row.subject in own)


def _own_line(found: Board, columns: list[str], own: set[str], lines: list[Line]) -> Line | None:
    """One's own row when it is not on this page."""
    if not own or any(line.is_own for line in lines):
        return None
    rows = (entry(found.key, subject) for subject in sorted(own))
    return next((_line(row, columns, own) for row in rows if row is not None), None)

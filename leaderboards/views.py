"""The page of a board."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from leaderboards.exports import board_file
from leaderboards.models import Board, Entry
from leaderboards.queries import entries, first_of, may_see, next_better, sees_all
from leaderboards.shown import criterion_name, readable, shown_columns, shown_value
from spreadsheets import FileKind

PER_PAGE = 50
OWN_SUBJECTS = "seat_subjects"


@dataclass(frozen=True)
class Line:
    """A row as the page shows it."""

    entry: Entry
    values: list[str]
    is_own: bool


@dataclass(frozen=True)
class Table:
    """Which columns a reader gets, and which rows are their own."""

    columns: tuple[str, ...]
    own: frozenset[str]
    is_whole: bool

    def line(self, row: Entry) -> Line:
        values = readable(row, is_whole=self.is_whole)
        return Line(row, [shown_value(name, values) for name in self.columns], row.subject in self.own)


@require_GET
def board(request: HttpRequest, key: str) -> HttpResponse:
    """Rows by page, found by name without accents; one's own row always in sight. `?as=csv|xlsx` is the whole board."""
    found = visible_board(key, request.user)
    search = request.GET.get("q", "")
    kind = request.GET.get("as")
    if kind in set(FileKind):
        rows = entries(found, search=search)
        content = board_file(found, rows, FileKind(kind), is_whole=sees_all(request.user))
        disposition = f'attachment; filename="{key}.{kind}"'
        return HttpResponse(content, content_type=FileKind(kind).mime, headers={"Content-Disposition": disposition})
    page = Paginator(entries(found, search=search), PER_PAGE).get_page(request.GET.get("page"))
    own = set(request.session.get(OWN_SUBJECTS, []))
    table = Table(tuple(shown_columns(found)), frozenset(own), is_whole=sees_all(request.user))
    lines = [table.line(row) for row in page]
    context = {
        "board": found,
        "columns": [criterion_name(name) for name in table.columns],
        "lines": lines,
        **_own(found, table, lines),
        "has_ties": any(line.entry.is_tied for line in lines),
        "has_apart": any(line.entry.rank is None for line in lines),
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


def _own(found: Board, table: Table, lines: list[Line]) -> dict[str, Line | None]:
    """One's own row when it is not on this page, and the row of the next better rank."""
    own = first_of(found, table.own)
    if own is None:
        return {"own_line": None, "next_line": None}
    better = next_better(found.key, own.subject)
    return {
        "own_line": None if any(line.is_own for line in lines) else table.line(own),
        "next_line": table.line(better) if better else None,
    }

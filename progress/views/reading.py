"""Pages on which people read how participation grows, and remind those who have not taken part."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from members.models import User
from progress.exports import report_file
from progress.models import Programme
from progress.queries.programmes import programmes as all_programmes
from progress.queries.readers import Reader, reader_for
from progress.queries.reminders import Missing, missing_in
from progress.queries.reports import Choice, choose
from progress.services import remind_missing
from progress.views.drawing import bar, trends
from progress.views.tree import rows
from refusals import Rejected, say
from spreadsheets import FileKind

PER_PAGE = 50
FIRST_NAMES = 8
FILTER_LEVELS = 2


@login_required
@require_GET
def programmes(request: HttpRequest) -> HttpResponse:
    """The list; where there is one programme only, readers go straight to it."""
    page = Paginator(all_programmes(), PER_PAGE).get_page(request.GET.get("page"))
    if page.paginator.count == 1 and not request.user.has_perm("contests.organise"):
        return redirect("programme", pk=page[0].pk)
    return render(request, "progress/programmes.html", {"page": page})


@login_required
@require_GET
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """The tree of cells in a phase, what it lacks to the target, the trend; `?as=csv|xlsx` is the same as a file."""
    reader = reader_for(_signed_in(request))
    kind = request.GET.get("as")
    if kind in set(FileKind):
        return _file(_choice(pk, reader, request.GET, is_whole=True), FileKind(kind))
    choice = _choice(pk, reader, request.GET)
    search = request.GET.get("q", "")
    unfolded = request.GET.get("open", "")
    lines = choice.phase.lines if choice.phase else ()
    chosen = choice.phase.line(choice.cell) if choice.phase else None
    context = {
        "choice": choice,
        "programme": choice.whole.programme,
        "phases": [take.phase for take in choice.whole.takes],
        "cells": _filter_cells(choice),
        "chosen": chosen,
        "bar": bar(chosen.numbers) if chosen and chosen.numbers else None,
        "days_left": _days_left(choice),
        "page": Paginator(rows(lines, choice.cell, unfolded=unfolded, search=search), PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "trends": trends(choice.report, choice.cell, choice.phase.phase.position) if choice.phase else [],
        "has_hidden": any(line.numbers is None for line in lines),
        "q": search,
        **_names(choice, reader),
    }
    return render(request, "progress/programme.html", context)


@login_required
@require_GET
def missing(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody of a cell who has not taken part; for whoever does not look after the cell there is no such page."""
    reader = reader_for(_signed_in(request))
    choice = _choice(pk, reader, request.GET)
    names = _names(choice, reader)
    if "missing" not in names:
        raise Http404
    page = Paginator(names["missing"], PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "progress/missing.html",
        {"choice": choice, "programme": choice.whole.programme, **names, "page": page},
    )


@login_required
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Reminds everybody of a cell who has not taken part, at most once a day."""
    user = _signed_in(request)
    reader = reader_for(user)
    choice = _choice(pk, reader, request.POST)
    if choice.phase is None or not reader.sees(choice.cell.path):
        raise Http404
    phase = choice.phase.phase
    try:
        count = remind_missing(phase=phase, cell=choice.cell, by=user, on=timezone.localdate())
    except Rejected as refusal:
        messages.error(request, say(refusal))
    else:
        done = ngettext("Đã nhắc %(count)d người.", "Đã nhắc %(count)d người.", count)
        messages.success(request, done % {"count": count})
    query = QueryDict(mutable=True)
    query.update({"phase": str(phase.position), "cell": choice.cell.code})
    return redirect(f"{reverse('programme', args=[pk])}?{query.urlencode()}#missing")


def _choice(pk: int, reader: Reader, asked: QueryDict, *, is_whole: bool = False) -> Choice:
    """`is_whole`: without a cell, that of the programme and not the reader's own."""
    found = get_object_or_404(Programme.objects.select_related("cell"), pk=pk)
    cell = asked.get("cell", "") or (found.cell.code if is_whole else "")
    choice = choose(found, reader, phase=asked.get("phase", ""), cell=cell, on=timezone.localdate())
    if choice is None:
        raise Http404
    return choice


def _file(choice: Choice, kind: FileKind) -> HttpResponse:
    position = f"-{choice.phase.phase.position}" if choice.phase else ""
    name = f"progress-{choice.whole.programme.pk}{position}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(report_file(choice, kind), content_type=kind.mime, headers=headers)


def _names(choice: Choice, reader: Reader) -> dict[str, Any]:
    """Who has not taken part in the chosen cell, for those who look after it only."""
    if choice.phase is None or not reader.sees(choice.cell.path):
        return {}
    today = timezone.localdate()
    phase = choice.phase.phase
    names: list[Missing] = missing_in(choice.whole, phase, choice.cell, today)
    is_open = phase.opens_on <= today <= phase.closes_on
    to_remind = sum(one.reminded_on != today for one in names) if is_open else 0
    return {"missing": names, "first_names": names[:FIRST_NAMES], "to_remind": to_remind, "today": today}


def _filter_cells(choice: Choice) -> list[dict[str, Any]]:
    """The top of the tree and the chosen cell; the others are chosen in the table."""
    top = choice.whole.cells[0].depth
    return [
        {"cell": cell, "indent": "\u00a0\u00a0" * (cell.depth - top)}
        for cell in choice.whole.cells
        if cell.depth - top < FILTER_LEVELS or cell.pk == choice.cell.pk
    ]


def _days_left(choice: Choice) -> int | None:
    """From tomorrow to the last day of the phase; None outside it."""
    if choice.phase is None:
        return None
    phase, today = choice.phase.phase, timezone.localdate()
    return (phase.closes_on - today).days if phase.opens_on <= today <= phase.closes_on else None


def _signed_in(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user

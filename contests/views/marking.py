"""The marking desk: what is left to mark, one script at a time, and the moment the marks become known."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from contests.forms.marking import MarkForm
from contests.models import Contest
from contests.queries.marking import Numbered, Script, backlogs, next_unmarked, numbered, script_on_desk
from contests.services.marking import mark_script, publish_written_marks
from contests.views.refusing import page_not_found_for
from members.models import User
from refusals import Rejected, say

MARK = "contests.mark"
PAGE_SIZE = 50


@require_GET
@login_required
@permission_required(MARK, raise_exception=True)
def marking(request: HttpRequest) -> HttpResponse:
    """Every backlog; with `?run=` the scripts of one of them, by number."""
    found = backlogs(timezone.now())
    chosen = next((one for one in found if str(one.run) == request.GET.get("run")), None)
    page = Paginator(_scripts(chosen.run), PAGE_SIZE).get_page(request.GET.get("page")) if chosen else None
    return render(request, "contests/marking.html", {"backlogs": found, "chosen": chosen, "page": page})


@require_GET
@login_required
@permission_required(MARK, raise_exception=True)
def marking_next(request: HttpRequest, run: int) -> HttpResponse:
    """Goes to the first script of a run that nobody has marked."""
    if run not in {one.run for one in backlogs(timezone.now())}:
        raise page_not_found_for("run")
    following = next_unmarked(_scripts(run))
    return redirect("script", pk=following) if following else redirect("marking")


@require_http_methods(["GET", "POST"])
@login_required
@permission_required(MARK, raise_exception=True)
def script(request: HttpRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    found = script_on_desk(pk, now)
    if found is None:
        raise page_not_found_for("script")
    form = MarkForm(request.POST or None, script=found)
    refusal: Rejected | None = None
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)
        try:
            mark_script(
                draft=found.draft,
                points=form.points(),
                comment=form.cleaned_data["comment"],
                version=form.cleaned_data["version"],
                marker=request.user,
                at=now,
            )
        except Rejected as error:
            refusal = error
            found = script_on_desk(pk, now) or found
            form.script = found
        else:
            return _go_on(request, found)
    status = 200 if request.method == "GET" else 409 if refusal else 400
    context = {"script": found, "form": form, "refusal": say(refusal) if refusal else ""}
    return render(request, "contests/script.html", context, status=status)


def _go_on(request: HttpRequest, marked: Script) -> HttpResponse:
    messages.success(request, _("Đã ghi điểm bài %(number)03d.") % {"number": marked.number})
    following = next_unmarked(_scripts(marked.draft.run_id), after=marked.number)
    return redirect("script", pk=following) if following else redirect("marking")


@require_POST
@login_required
@permission_required("contests.organise", raise_exception=True)
def marks_publish(request: HttpRequest, pk: int) -> HttpResponse:
    contest = Contest.objects.filter(pk=pk).first()
    if contest is None:
        raise page_not_found_for("contest")
    assert isinstance(request.user, User)
    try:
        publish_written_marks(contest=contest, by=request.user, at=timezone.now())
    except Rejected as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, _("Đã công bố điểm tự luận. Điểm đã được cộng vào bảng xếp hạng."))
    return redirect("marking")


def _scripts(run: int) -> list[Numbered]:
    return numbered([run])[run]

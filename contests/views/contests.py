"""The pages of contests: the list, one contest with its rules, and the page on which an organiser sets one up."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from contests.forms.contest import ContestForm, fits_the_page
from contests.models import Contest, ContestState
from contests.queries.bank import stock
from contests.queries.contests import (
    Standing,
    contests_for,
    items_planned,
    line_of,
    lines,
    rounds_planned,
    standing_in,
    titled,
    with_rooms,
)
from contests.rules import codes
from contests.services.authoring import (
    copy_contest,
    create_contest,
    delete_draft,
    plan_of,
    publish_contest,
    write_contest,
)
from contests.views.refusing import page_not_found_for
from leaderboards.models import Board
from members.models import User
from refusals import Rejected, say

PAGE_SIZE = 50
ORGANISE = "contests.organise"
USUAL_HOUR = time(19, 30)


@require_GET
@login_required
def contest_list(request: HttpRequest) -> HttpResponse:
    show, words = request.GET.get("show", ""), request.GET.get("q", "")
    found = titled(standing_in(contests_for(request.user), show), words)
    page = Paginator(with_rooms(found).order_by("-starts_at", "-pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    is_organiser = request.user.has_perm(ORGANISE)
    standings = [one for one in Standing if is_organiser or one is not Standing.DRAFT]
    context = {"page": page, "lines": lines(page), "standings": standings, "show": show, "q": words}
    return render(request, "contests/list.html", context)


@require_GET
def contest_page(request: HttpRequest, pk: int) -> HttpResponse:
    """`?ask=publish` and `?ask=delete` show the question that comes before the deed."""
    contest = visible(request, pk)
    if isinstance(contest, HttpResponse):
        return contest
    line = line_of(contest)
    context: dict[str, Any] = {
        "line": line,
        "contest": contest,
        "rounds": rounds_planned(contest),
        "code": codes.grouped(line.room.code) if line.room else "",
        "has_boards": Board.objects.filter(key__startswith=f"contest-{contest.pk}-").exists(),
        "ask": request.GET.get("ask", ""),
    }
    if request.user.has_perm(ORGANISE):
        context["items"] = items_planned(contest)
        context["base_url"] = request.build_absolute_uri("/").rstrip("/")
    return render(request, "contests/detail.html", context)


@require_GET
def contest_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """The rules as a page to print or to pass on, from the same settings that are run."""
    contest = visible(request, pk)
    if isinstance(contest, HttpResponse):
        return contest
    return render(request, "contests/rules.html", {"contest": contest, "rounds": rounds_planned(contest)})


def visible(request: HttpRequest, pk: int) -> Contest | HttpResponse:
    """The contest; for who is not signed in and may not see it, the way to sign in, whether it exists or not.

    Raises Http404.
    """
    contest = with_rooms(contests_for(request.user)).filter(pk=pk).first()
    if contest is not None:
        return contest
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise page_not_found_for("contest")


@require_http_methods(["GET", "POST"])
@login_required
@permission_required(ORGANISE, raise_exception=True)
def contest_new(request: HttpRequest) -> HttpResponse:
    return _edit(request, None)


@require_http_methods(["GET", "POST"])
@login_required
@permission_required(ORGANISE, raise_exception=True)
def contest_edit(request: HttpRequest, pk: int) -> HttpResponse:
    contest = _found(pk)
    if contest.state != ContestState.DRAFT:
        messages.error(request, say(Rejected("contest_is_published")))
        return redirect("contest", pk=pk)
    if not fits_the_page(plan_of(contest)):
        messages.warning(request, _("Cuộc thi này có nhiều vòng hơn trang soạn sửa được; hãy sửa qua API."))
        return redirect("contest", pk=pk)
    return _edit(request, contest)


def _edit(request: HttpRequest, contest: Contest | None) -> HttpResponse:
    now = timezone.now()
    form = ContestForm(request.POST or None, stock=stock(), starts_at=_tomorrow(now), contest=contest)
    status = 200
    if request.method == "POST":
        written = _written(request, form, contest, now)
        if written is not None:
            messages.success(request, _("Đã lưu bản nháp. Xem lại rồi công bố khi sẵn sàng."))
            if form.cleaned_data["pick"] == "draw":
                told = _("Các câu trắc nghiệm được bốc bằng mã “%(seed)s”.") % {"seed": form.cleaned_data["seed"]}
                messages.info(request, told)
            return redirect("contest", pk=written.pk)
        status = 400
    return render(request, "contests/edit.html", {"form": form, "contest": contest}, status=status)


def _written(request: HttpRequest, form: ContestForm, contest: Contest | None, now: datetime) -> Contest | None:
    if not form.is_valid():
        return None
    try:
        if contest is not None:
            return write_contest(contest=contest, plan=form.plan)
        assert isinstance(request.user, User)
        return create_contest(plan=form.plan, by=request.user, at=now)
    except Rejected as refusal:
        form.add_error(None, say(refusal))
        return None


@require_POST
@login_required
@permission_required(ORGANISE, raise_exception=True)
def contest_publish(request: HttpRequest, pk: int) -> HttpResponse:
    contest = _found(pk)
    try:
        room = publish_contest(contest=contest, at=timezone.now())
    except Rejected as refusal:
        messages.error(request, say(refusal))
    else:
        told = _("Đã công bố. Mã phòng là %(code)s.") % {"code": codes.grouped(room.code)}
        messages.success(request, told)
    return redirect("contest", pk=pk)


@require_POST
@login_required
@permission_required(ORGANISE, raise_exception=True)
def contest_delete(request: HttpRequest, pk: int) -> HttpResponse:
    contest = _found(pk)
    try:
        delete_draft(contest=contest)
    except Rejected as refusal:
        messages.error(request, say(refusal))
        return redirect("contest", pk=pk)
    messages.success(request, _("Đã xoá bản nháp “%(title)s”.") % {"title": contest.title})
    return redirect("contests")


@require_POST
@login_required
@permission_required(ORGANISE, raise_exception=True)
def contest_copy(request: HttpRequest, pk: int) -> HttpResponse:
    contest, now = _found(pk), timezone.now()
    title = _("%(title)s (bản sao)") % {"title": contest.title[:180]}
    assert isinstance(request.user, User)
    try:
        copy = copy_contest(contest=contest, title=title, by=request.user, starts_at=_tomorrow(now), at=now)
    except Rejected as refusal:
        messages.error(request, say(refusal))
        return redirect("contest", pk=pk)
    messages.success(request, _("Đây là bản sao, đang ở dạng nháp. Hãy đặt lại tên và giờ bắt đầu."))
    return redirect("contest", pk=copy.pk)


def _found(pk: int) -> Contest:
    contest = Contest.objects.select_related("cell").filter(pk=pk).first()
    if contest is None:
        raise page_not_found_for("contest")
    return contest


def _tomorrow(now: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(now) + timedelta(days=1), USUAL_HOUR))

"""Pages on which one person of a cell is given a password, or leaves the organisation."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.forms import LeaveForm
from members.models import Membership, User
from members.queries import may_get_password, place_on, sees_cell
from members.rules.permissions import Permission
from members.services.accounts import give_password
from members.services.people import end_membership
from members.views.reading import signed_in
from refusals import Rejected, say


@login_required
@require_http_methods(["GET", "POST"])
def member_password(request: HttpRequest, pk: int) -> HttpResponse:
    """The password is shown in this one answer and nowhere else."""
    user, today = signed_in(request), timezone.localdate()
    place, slip = _seen_place(user, pk, today), None
    if not may_get_password([pk], by=user):
        raise PermissionDenied
    if request.method == "POST":
        try:
            slip = give_password(member=place.member, by=user, on=today)
        except Rejected as refusal:
            messages.error(request, say(refusal))
            return redirect("cells")
    return render(request, "members/member_password.html", {"place": place, "slip": slip})


@login_required
@permission_required(str(Permission.IMPORT_ROSTER), raise_exception=True)
@require_http_methods(["GET", "POST"])
def member_leave(request: HttpRequest, pk: int) -> HttpResponse:
    user, today = signed_in(request), timezone.localdate()
    place = _seen_place(user, pk, today)
    form = LeaveForm(request.POST or None, initial={"first_day_out": today})
    if request.method == "POST" and form.is_valid():
        try:
            end_membership(member=place.member, on=form.cleaned_data["first_day_out"], today=today)
        except Rejected as refusal:
            form.add_error(None, say(refusal))
        else:
            left = _("%(name)s không còn thuộc “%(cell)s”.")
            messages.success(request, left % {"name": place.member.full_name, "cell": place.cell.name})
            return redirect("cell", code=place.cell.code)
    return render(request, "members/member_leave.html", {"place": place, "form": form})


def _seen_place(user: User, pk: int, today: date) -> Membership:
    """For whoever does not look after the member, the member does not exist."""
    place = place_on(pk, today)
    if place is None or not sees_cell(user, place.cell):
        raise Http404
    return place

"""The page where an administrator gives and takes roles and makes accounts for staff."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.forms import GrantForm, StaffForm, cleaned
from members.models import Role
from members.rules.permissions import Permission
from members.rules.slips import new_password
from members.services.accounts import add_staff
from members.services.roles import grant_role, revoke_role
from members.views.reading import signed_in
from refusals import Rejected, say

PER_PAGE = 50


@permission_required(str(Permission.ADMINISTER), raise_exception=True)
@require_http_methods(["GET", "POST"])
def roles(request: HttpRequest) -> HttpResponse:
    grant, staff = GrantForm(prefix="grant"), StaffForm(prefix="staff")
    made: dict[str, str] = {}
    if request.method == "POST":
        match request.POST.get("action"):
            case "grant":
                grant = GrantForm(request.POST, prefix="grant")
                if _grant(request, grant):
                    return redirect("roles")
            case "staff":
                staff = StaffForm(request.POST, prefix="staff")
                made = _add_staff(request, staff)
                staff = StaffForm(prefix="staff") if made else staff
            case "revoke":
                _revoke(request)
                return redirect("roles")
            case _:
                raise Http404
    held = Role.objects.select_related("user", "cell").order_by("kind", "user__username", "cell__path")
    page = Paginator(held, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/roles.html", {"page": page, "grant": grant, "staff": staff, "made": made})


def _grant(request: HttpRequest, form: forms.Form) -> bool:
    if not form.is_valid():
        return False
    try:
        grant_role(**{name: cleaned(form, name) for name in form.fields}, by=signed_in(request))
    except Rejected as refusal:
        form.add_error(None, say(refusal))
        return False
    messages.success(request, _("Đã giao vai trò."))
    return True


def _add_staff(request: HttpRequest, form: forms.Form) -> dict[str, str]:
    """The password is shown in this one answer and nowhere else."""
    if not form.is_valid():
        return {}
    password = new_password()
    try:
        user = add_staff(
            **{name: cleaned(form, name) for name in form.fields}, password=password, by=signed_in(request)
        )
    except Rejected as refusal:
        form.add_error(None, say(refusal))
        return {}
    return {"username": user.username, "password": password}


def _revoke(request: HttpRequest) -> None:
    pk = request.POST.get("role", "")
    role = get_object_or_404(Role.objects.select_related("user"), pk=int(pk) if pk.isdecimal() else 0)
    try:
        revoke_role(role=role, by=signed_in(request))
    except Rejected as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, _("Đã thu vai trò."))

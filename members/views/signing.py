"""Pages by which people sign in and out and change their own password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from members.forms import SignInForm, cleaned
from members.services.accounts import check_sign_in
from members.views.reading import signed_in
from refusals import Rejected, say


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Goes on to `next` when that lies on this site."""
    onward = _onward(request)
    if request.user.is_authenticated:
        return redirect(onward)
    form, status = SignInForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            user = check_sign_in(
                username=cleaned(form, "username"),
                password=cleaned(form, "password"),
                address=str(request.META.get("REMOTE_ADDR", "")),
                at=timezone.now(),
            )
        except Rejected as refusal:
            form.add_error(None, say(refusal))
            status = 429 if refusal.code == "sign_in_wait" else 200
        else:
            login(request, user)
            return redirect(onward)
    return render(request, "members/sign_in.html", {"form": form, "next": onward}, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@sensitive_post_parameters("old_password", "new_password1", "new_password2")
@login_required
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """A new password ends every other session of the account, because sessions carry a digest of it."""
    form = PasswordChangeForm(signed_in(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, _("Đã đổi mật khẩu. Các thiết bị khác phải đăng nhập lại."))
        return redirect("account")
    return render(request, "members/account.html", {"form": form})


def _onward(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return resolve_url(settings.LOGIN_REDIRECT_URL)

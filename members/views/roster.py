"""Pages by which a roster is uploaded, looked at, and applied or discarded, and accounts are made."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.exports import CELLS_HEADER, ROSTER_HEADER, slips_file
from members.forms import AccountsForm, ApplyForm, UploadForm, cleaned
from members.importers.limits import UPLOAD_BYTES
from members.models import RosterImport
from members.queries import current_members_without_account
from members.rules.permissions import Permission
from members.rules.roster import Plan
from members.services.accounts import create_accounts
from members.services.cells import cell_with
from members.services.roster import apply_roster, discard_roster, keep_roster, report_on
from members.views.reading import problem_lines, signed_in
from refusals import Rejected, say
from spreadsheets import FileKind, table_file

PER_PAGE = 50
MAY_IMPORT = str(Permission.IMPORT_ROSTER)


@permission_required(MAY_IMPORT, raise_exception=True)
@require_http_methods(["GET", "POST"])
def roster_import(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = keep_roster(
                content=file.read(UPLOAD_BYTES + 1), file_name=file.name, by=signed_in(request), at=timezone.now()
            )
        except Rejected as refusal:
            form.add_error("file", say(refusal))
        else:
            return redirect("roster-report", pk=kept.pk)
    uploads = RosterImport.objects.select_related("uploaded_by").defer("content").order_by("-pk")
    context = {
        "form": form,
        "page": Paginator(uploads, PER_PAGE).get_page(request.GET.get("page")),
        "without_account": current_members_without_account().count(),
        "accounts_form": AccountsForm(prefix="accounts"),
    }
    return render(request, "members/roster.html", context)


@permission_required(MAY_IMPORT, raise_exception=True)
@require_http_methods(["GET", "POST"])
def roster_report(request: HttpRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(RosterImport.objects.select_related("uploaded_by"), pk=pk)
    if request.method == "POST":
        return _decide(request, kept)
    if kept.applied_at:
        return render(request, "members/roster_applied.html", {"kept": kept})
    report = report_on(content=bytes(kept.content), at=timezone.now())
    lists = _lists(report.plan)
    show = request.GET.get("show", "")
    if show not in lists:
        show = next((name for name, rows in lists.items() if rows), "problems")
    page = Paginator(lists[show], PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "kept": kept,
        "plan": report.plan,
        "ignored": report.ignored_columns,
        "show": show,
        "numbers": {name: len(rows) for name, rows in lists.items()},
        "page": page,
        "form": ApplyForm(),
    }
    return render(request, "members/roster_report.html", context)


def _lists(plan: Plan) -> dict[str, Sequence[object]]:
    return {
        "problems": problem_lines(plan.problems),
        "new": plan.new,
        "moved": plan.moved,
        "changed": plan.changed,
        "missing": plan.missing,
        "unchanged": plan.unchanged,
    }


def _decide(request: HttpRequest, kept: RosterImport) -> HttpResponse:
    form = ApplyForm(request.POST)
    try:
        match request.POST.get("action") if form.is_valid() else None:
            case "apply":
                plan = apply_roster(roster_import=kept, at=timezone.now(), whole=bool(form.cleaned_data["whole"]))
            case "discard":
                discard_roster(roster_import=kept)
                messages.success(request, _("Đã bỏ danh sách tải lên. Không có gì thay đổi."))
                return redirect("roster-import")
            case _:
                raise Http404
    except Rejected as refusal:
        messages.error(request, say(refusal))
        return redirect("roster-report", pk=kept.pk)
    _say_applied(request, plan)
    return redirect("roster-report", pk=kept.pk)


def _say_applied(request: HttpRequest, plan: Plan) -> None:
    done = _("Đã áp dụng: thêm %(new)d người, chuyển %(moved)d, sửa %(changed)d.")
    messages.success(request, done % {name: len(getattr(plan, name)) for name in ("new", "moved", "changed")})
    lines = {problem.line for problem in plan.errors}
    if lines:
        messages.warning(request, _("%(number)d dòng có lỗi nên không được áp dụng.") % {"number": len(lines)})


@permission_required(MAY_IMPORT, raise_exception=True)
@require_GET
def roster_template(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """An empty list with the headings that the import understands."""
    headers = {"roster": ROSTER_HEADER, "cells": CELLS_HEADER}
    if name not in headers or kind not in set(FileKind):
        raise Http404
    return _download(table_file(headers[name], [], FileKind(kind)), name=name, kind=FileKind(kind))


@permission_required(MAY_IMPORT, raise_exception=True)
@require_POST
def roster_accounts(request: HttpRequest) -> HttpResponse:
    """The answer is the only place where the passwords ever stand."""
    form = AccountsForm(request.POST, prefix="accounts")
    if not form.is_valid():
        raise Http404
    code, kind = cleaned(form, "cell"), FileKind(cleaned(form, "kind"))
    try:
        slips = create_accounts(cell_path=cell_with(code).path if code else "")
    except Rejected as refusal:
        messages.error(request, say(refusal))
        return redirect("roster-import")
    if not slips:
        messages.info(request, _("Mọi thành viên đều đã có tài khoản."))
        return redirect("roster-import")
    return _download(slips_file(slips, kind), name="accounts", kind=kind)


def _download(content: bytes, *, name: str, kind: FileKind) -> HttpResponse:
    response = HttpResponse(content, content_type=kind.mime)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response

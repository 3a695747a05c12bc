"""Pages of the tree of cells: the tree, one cell with its members, and the list that fills the tree."""

from datetime import date

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.forms import CellForm, CloseForm, MoveForm, RenameForm, UploadForm, cleaned
from members.importers.cells import read_cells
from members.importers.limits import UPLOAD_BYTES
from members.models import Cell, User
from members.queries import cell_lines, cells_seen_by, is_open, may_get_password, members_on, sees_cell
from members.rules.permissions import Permission
from members.services.cells import add_cell, close_cell, import_cells, move_cell, rename_cell
from members.views.reading import problem_lines, signed_in
from refusals import Rejected, say
from vietnamese import fold

PER_PAGE = 50


@login_required
@require_http_methods(["GET", "POST"])
def cells(request: HttpRequest) -> HttpResponse:
    """The cells this person looks after; an administrator adds new ones here."""
    user, today = signed_in(request), timezone.localdate()
    paths = cells_seen_by(user)
    may_edit = user.has_perm(Permission.ADMINISTER)
    if not (paths or may_edit) or (request.method == "POST" and not may_edit):
        raise PermissionDenied
    form = CellForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_cell(**{name: cleaned(form, name) for name in form.fields})
        except Rejected as refusal:
            form.add_error(None, say(refusal))
        else:
            messages.success(request, _("Đã thêm đơn vị “%(name)s”.") % {"name": added.name})
            return redirect("cells")
    search = request.GET.get("q", "")
    page = Paginator(cell_lines(paths, on=today, search=search), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "q": search, "form": form, "may_edit": may_edit}
    return render(request, "members/cells.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def cell(request: HttpRequest, code: str) -> HttpResponse:
    """The members of a cell and of those below it, for whoever looks after it; for others it does not exist."""
    user, today = signed_in(request), timezone.localdate()
    found = _seen_cell(user, code)
    may_edit = user.has_perm(Permission.ADMINISTER)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    edits = _edit_forms(found, today)
    if request.method == "POST":
        answer = _edit(request, found, edits)
        if answer:
            return answer
    people = members_on(found.path, today)
    search = fold(request.GET.get("q", ""))
    if search:
        people = people.filter(member__search_key__contains=search)
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "cell": found,
        "is_open": is_open(found, today),
        "page": page,
        "get_password": may_get_password([place.member_id for place in page], by=user),
        "q": request.GET.get("q", ""),
        "may_edit": may_edit,
        "edits": edits,
    }
    return render(request, "members/cell.html", context)


def _seen_cell(user: User, code: str) -> Cell:
    found: Cell | None = Cell.objects.filter(code__iexact=code).first()
    if found is None or not sees_cell(user, found):
        raise Http404
    return found


def _edit_forms(found: Cell, today: date) -> dict[str, forms.Form]:
    return {
        "rename": RenameForm(initial={"name": found.name, "kind": found.kind}, prefix="rename"),
        "move": MoveForm(prefix="move"),
        "close": CloseForm(initial={"last_day": today}, prefix="close"),
    }


def _edit(request: HttpRequest, found: Cell, edits: dict[str, forms.Form]) -> HttpResponse | None:
    """Does what the pressed button says; when it cannot, leaves the form with its errors in `edits`."""
    action = request.POST.get("action", "")
    if action not in edits:
        raise Http404
    form = edits[action] = type(edits[action])(request.POST, prefix=action)
    if not form.is_valid():
        return None
    try:
        match action:
            case "rename":
                rename_cell(code=found.code, name=cleaned(form, "name"), kind=cleaned(form, "kind"))
            case "move":
                move_cell(code=found.code, parent=cleaned(form, "parent"))
            case _:
                close_cell(code=found.code, on=form.cleaned_data["last_day"])
    except Rejected as refusal:
        form.add_error(None, say(refusal))
        return None
    messages.success(request, _("Đã lưu."))
    return redirect("cell", code=found.code)


@permission_required(str(Permission.ADMINISTER), raise_exception=True)
@require_http_methods(["GET", "POST"])
def cells_import(request: HttpRequest) -> HttpResponse:
    """A list of cells is applied whole or not at all."""
    form, problems = UploadForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        try:
            plan = import_cells(cells=read_cells(form.cleaned_data["file"].read(UPLOAD_BYTES + 1)))
        except Rejected as refusal:
            form.add_error("file", say(refusal))
        else:
            if not plan.problems:
                done = _("Đã thêm %(new)d đơn vị, sửa %(changed)d, giữ nguyên %(unchanged)d.")
                numbers = {name: len(getattr(plan, name)) for name in ("new", "changed", "unchanged")}
                messages.success(request, done % numbers)
                return redirect("cells")
            problems = problem_lines(plan.problems)
            form.add_error("file", say(Rejected("cells_have_errors", number=len(problems))))
    return render(request, "members/cells_import.html", {"form": form, "problems": problems[:PER_PAGE]})

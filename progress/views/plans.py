"""Pages on which organisers plan a programme: its phases, the contests that count in each, and the cells' targets."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.rules.permissions import Permission
from progress.forms import PhaseForm, ProgrammeForm, TargetForm
from progress.models import Phase, Programme, Target
from progress.queries.programmes import phases_of
from progress.services import add_phase, create_programme, drop_target, edit_phase, edit_programme, set_target
from refusals import Rejected, say

MAY_PLAN = str(Permission.ORGANISE)


@permission_required(MAY_PLAN, raise_exception=True)
@require_http_methods(["GET", "POST"])
def programme_new(request: HttpRequest) -> HttpResponse:
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_programme(title=form.cleaned_data["title"], cell=form.cleaned_data["cell"])
        except Rejected as refusal:
            form.add_error(None, say(refusal))
        else:
            messages.success(request, _("Đã lập chương trình. Hãy thêm đợt đầu tiên."))
            return redirect("phase-new", pk=made.pk)
    return render(request, "progress/programme_edit.html", {"form": form})


@permission_required(MAY_PLAN, raise_exception=True)
@require_http_methods(["GET", "POST"])
def programme_edit(request: HttpRequest, pk: int) -> HttpResponse:
    programme = _programme(pk)
    form = ProgrammeForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        try:
            edit_programme(programme=programme, title=form.cleaned_data["title"], cell=form.cleaned_data["cell"])
        except Rejected as refusal:
            form.add_error(None, say(refusal))
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("programme-edit", pk=pk)
    context = {"form": form, "programme": programme, "phases": phases_of(programme)}
    return render(request, "progress/programme_edit.html", context)


@permission_required(MAY_PLAN, raise_exception=True)
@require_http_methods(["GET", "POST"])
def phase_new(request: HttpRequest, pk: int) -> HttpResponse:
    programme = _programme(pk)
    form = PhaseForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        try:
            phase = add_phase(programme=programme, plan=form.plan())
        except Rejected as refusal:
            form.add_error(None, say(refusal))
        else:
            messages.success(request, _("Đã thêm đợt."))
            return redirect("phase-edit", pk=pk, position=phase.position)
    return render(request, "progress/phase_edit.html", {"form": form, "programme": programme})


@permission_required(MAY_PLAN, raise_exception=True)
@require_http_methods(["GET", "POST"])
def phase_edit(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """One page, three forms: the phase, a cell's own target, and the buttons that take such a target back."""
    programme = _programme(pk)
    phase = get_object_or_404(programme.phases, position=position)
    action = request.POST.get("action", "") if request.method == "POST" else None
    form = PhaseForm(request.POST if action == "phase" else None, programme=programme, phase=phase)
    target_form = TargetForm(request.POST if action == "target" else None, programme=programme)
    if action is not None and _done(action, request, phase, form, target_form):
        messages.success(request, _("Đã lưu."))
        return redirect("phase-edit", pk=pk, position=position)
    targets = Target.objects.filter(phase=phase).select_related("cell").order_by("cell__path")
    context = {"form": form, "target_form": target_form, "programme": programme, "phase": phase, "targets": targets}
    return render(request, "progress/phase_edit.html", context)


def _done(action: str, request: HttpRequest, phase: Phase, form: PhaseForm, target_form: TargetForm) -> bool:
    """Does what the pressed button says; when it cannot, the form has its errors."""
    try:
        match action:
            case "phase":
                if form.is_valid():
                    edit_phase(phase=phase, plan=form.plan())
                return form.is_valid()
            case "target":
                if target_form.is_valid():
                    set_target(phase=phase, **target_form.cleaned_data)
                return target_form.is_valid()
            case "drop":
                target = phase.targets.filter(cell__code=request.POST.get("cell", "")).select_related("cell").first()
                if target is not None:
                    drop_target(phase=phase, cell=target.cell)
                return True
            case _:
                raise Http404
    except Rejected as refusal:
        (form if action == "phase" else target_form).add_error(None, say(refusal))
        return False


def _programme(pk: int) -> Programme:
    return get_object_or_404(Programme.objects.select_related("cell"), pk=pk)

"""The pages by which a file of questions is uploaded, looked at, and saved or discarded."""

from collections.abc import Iterable, Sequence
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from questions.forms.importing import ImportForm
from questions.importers.found import Problem
from questions.importers.quality import letters
from questions.models import Kind, QuestionImport
from questions.queries import documents, imports, theme_choices
from questions.services.importing import Checked
from questions.services.uploads import check_upload, discard_upload, keep_upload, save_upload, upload_of
from questions.words import say_flaw, say_kind, say_place
from refusals import Rejected, say

EDIT = "questions.edit"
PAGE_SIZE = 50


@require_http_methods(["GET", "POST"])
@login_required
@permission_required(EDIT, raise_exception=True)
def import_page(request: HttpRequest) -> HttpResponse:
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        documents=list(documents()),
        themes=theme_choices(only_themes=True),
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_upload(upload=form.upload(), by=cast("int", request.user.pk), at=timezone.now())
        except Rejected as refusal:
            form.add_error("key_file" if refusal.code.startswith("questions_key") else "file", say(refusal))
        else:
            return redirect("import-report", pk=kept.pk)
    page = Paginator(imports(), PAGE_SIZE).get_page(request.GET.get("page"))
    status = 400 if form.errors else 200
    return render(request, "questions/import.html", {"form": form, "page": page}, status=status)


@require_http_methods(["GET", "POST"])
@login_required
@permission_required(EDIT, raise_exception=True)
def import_report(request: HttpRequest, pk: int) -> HttpResponse:
    # The file of the document itself is not needed, and may be 20 MB.
    uploads = QuestionImport.objects.select_related("document", "theme").defer("document__content")
    kept = get_object_or_404(uploads, pk=pk)
    if request.method == "POST":
        return _decide(request, kept)
    if kept.applied_at:
        return render(request, "questions/import_saved.html", {"kept": kept})
    try:
        checked = check_upload(upload=upload_of(kept))
    except Rejected as refusal:
        messages.error(request, say(refusal))
        return redirect("question-import")
    lists = _lists(checked)
    show = request.GET.get("show", "")
    if show not in lists:
        show = next((name for name, rows in lists.items() if rows), "ready")
    context = {
        "kept": kept,
        "checked": checked,
        "kinds": [(_kind(kind), number) for kind, number in checked.by_type.items()],
        "numbers": {name: len(rows) for name, rows in lists.items()},
        "show": show,
        "page": Paginator(lists[show], PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return render(request, "questions/import_report.html", context)


def _lists(checked: Checked) -> dict[str, Sequence[object]]:
    return {
        "problems": _said(checked.problems),
        "warnings": _said(checked.warnings),
        "ready": [(ready, letters(ready.found), say_place(ready.found.place)) for ready in checked.ready],
    }


def _said(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    return [(say_place(problem.place), say_flaw(problem)) for problem in problems]


def _kind(kind: str) -> str:
    return str(Kind(kind).label) if kind in Kind.values else say_kind(kind)


def _decide(request: HttpRequest, kept: QuestionImport) -> HttpResponse:
    try:
        match request.POST.get("action"):
            case "save":
                checked = save_upload(kept=kept, by=cast("int", request.user.pk), at=timezone.now())
            case "discard":
                discard_upload(kept=kept)
                messages.success(request, _("Đã bỏ tệp tải lên. Ngân hàng không có gì thay đổi."))
                return redirect("question-import")
            case _:
                raise Http404
    except Rejected as refusal:
        messages.error(request, say(refusal))
        return redirect("import-report", pk=kept.pk)
    number = len(checked.ready)
    done = ngettext("Đã lưu %(number)s câu hỏi.", "Đã lưu %(number)s câu hỏi.", number)
    messages.success(request, done % {"number": number})
    return redirect("import-report", pk=kept.pk)

"""The pages of documents: the list with the door for a new one, and one document with its themes and coverage."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from questions.forms.documents import ThemeForm, UploadForm
from questions.models import Document, Level, Theme
from questions.queries import coverage, documents, outline_of, passages_below
from questions.rules.quoting import stretches
from questions.services.documents import import_document
from questions.services.themes import mark_theme, rename_theme
from questions.words import say_place, say_reading_problem
from refusals import Rejected, say

EDIT = "questions.edit"
PAGE_SIZE = 50


@require_http_methods(["GET", "POST"])
@login_required
@permission_required(EDIT, raise_exception=True)
def document_list(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            document = import_document(
                name=file.name,
                data=file.read(),
                title=form.cleaned_data["title"],
                by=cast("int", request.user.pk),
                at=timezone.now(),
            )
        except Rejected as refusal:
            form.add_error("file", say(refusal))
        else:
            messages.success(request, _("Đã nhập “%(title)s”.") % {"title": document.title})
            return redirect("document", pk=document.pk)
    page = Paginator(documents(), PAGE_SIZE).get_page(request.GET.get("page"))
    status = 400 if form.errors else 200
    return render(request, "questions/documents.html", {"form": form, "page": page}, status=status)


@require_http_methods(["GET"])
@login_required
@permission_required(EDIT, raise_exception=True)
def document_page(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(documents(), pk=pk)
    outline = outline_of(document.pk)
    theme = _chosen(document, request.GET.get("theme", ""))
    found = passages_below(theme) if theme else None
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")) if found is not None else None
    shown = [(p, say_place(p.place), stretches(p.text, [q.quote for q in p.questions.all()])) for p in page or ()]
    context = {
        "document": document,
        "outline": outline,
        "theme": theme,
        "page": page,
        "passages": shown,
        "levels": Level.labels,
        "coverage": coverage(document.pk),
        "problems": [
            (
                say_place(problem["place"]),
                say_reading_problem(problem["code"]),
                problem["excerpt"],
                problem.get("suggestion"),
            )
            for problem in document.problems
        ],
    }
    return render(request, "questions/document.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@permission_required(EDIT, raise_exception=True)
def theme_edit(request: HttpRequest, pk: int, theme: int) -> HttpResponse:
    found = get_object_or_404(
        Theme.objects.select_related("document").defer("document__content"), pk=theme, document=pk
    )
    if request.method == "POST":
        form = ThemeForm(request.POST)
        if form.is_valid():
            try:
                rename_theme(theme=found.pk, title=form.cleaned_data["title"])
                mark_theme(theme=found.pk, is_theme=form.cleaned_data["is_theme"])
            except Rejected as refusal:
                form.add_error("title", say(refusal))
            else:
                messages.success(request, _("Đã lưu chủ đề."))
                return redirect(f"{reverse('document', args=[pk])}?theme={found.pk}")
    else:
        form = ThemeForm(initial={"title": found.title, "is_theme": found.is_theme})
    status = 400 if form.errors else 200
    return render(request, "questions/theme.html", {"form": form, "theme": found}, status=status)


def _chosen(document: Document, wanted: str) -> Theme | None:
    """The theme asked for; else the first theme, or the first node of a document without themes."""
    themes = Theme.objects.select_related("parent").filter(document=document)
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 19:
        return get_object_or_404(themes, pk=int(wanted))
    return themes.order_by("-is_theme", "position").first()

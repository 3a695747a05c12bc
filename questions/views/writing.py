"""The pages on which a question is written and edited."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from questions.forms.question import QuestionForm
from questions.models import Document, Kind, Passage, Question, Theme
from questions.queries import documents, passages_of, question_with_all, theme_choices, theme_for
from questions.services.authoring import edit_question, write_question
from questions.words import say_place
from refusals import Rejected, say

EDIT = "questions.edit"


@dataclass(frozen=True)
class _Start:
    """What the address says before the form can be shown: the document, perhaps a passage, perhaps a kind."""

    document: Document | None
    passage: Passage | None
    kind: Kind | None


@require_http_methods(["GET", "POST"])
@login_required
@permission_required(EDIT, raise_exception=True)
def question_new(request: HttpRequest) -> HttpResponse:
    start = _start(request)
    if start.document is None:
        return render(request, "questions/question_start.html", {"documents": documents()})
    if start.kind is None:
        place = say_place(start.passage.place) if start.passage else ""
        context = {"document": start.document, "passage": start.passage, "place": place, "kinds": Kind.choices}
        return render(request, "questions/question_start.html", context)
    initial = {}
    if start.passage is not None:
        initial = {"passage": start.passage.pk, "theme": theme_for(start.passage)}
    form = _form(request, start.document.pk, start.kind, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            question = write_question(
                **_content(form), code=form.cleaned_data["code"], by=cast("int", request.user.pk), at=timezone.now()
            )
        except Rejected as refusal:
            form.add_error("code" if refusal.code.startswith("code_") else None, say(refusal))
        else:
            messages.success(request, _("Đã lưu câu %(code)s là bản nháp.") % {"code": question.code})
            return redirect("question", code=question.code)
    return _page(request, form, {"document": start.document, "passage": start.passage})


@require_http_methods(["GET", "POST"])
@login_required
@permission_required(EDIT, raise_exception=True)
def question_edit(request: HttpRequest, code: str) -> HttpResponse:
    question = question_with_all(code)
    if question is None:
        raise Http404
    form = _form(request, question.theme.document_id, Kind(question.kind), question=question)
    if request.method == "POST" and form.is_valid():
        try:
            edit_question(**_content(form), code=code, version=form.cleaned_data["version"] or 0, at=timezone.now())
        except Rejected as refusal:
            form.add_error(None, say(refusal))
        else:
            messages.success(request, _("Đã lưu câu %(code)s là bản nháp.") % {"code": code})
            return redirect("question", code=code)
    return _page(
        request, form, {"document": question.theme.document, "question": question, "passage": question.passage}
    )


def _start(request: HttpRequest) -> _Start:
    wanted = {name: request.GET.get(name, "") for name in ("passage", "document", "kind")}
    kind = Kind(wanted["kind"]) if wanted["kind"] in Kind.values else None
    shown = Document.objects.defer("content")
    if wanted["passage"]:
        passage = get_object_or_404(
            Passage.objects.select_related("theme__document").defer("theme__document__content"),
            pk=_number(wanted["passage"]),
        )
        return _Start(passage.theme.document, passage, kind)
    document = get_object_or_404(shown, pk=_number(wanted["document"])) if wanted["document"] else None
    return _Start(document, None, kind)


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise Http404
    return int(value)


def _form(
    request: HttpRequest,
    document: int,
    kind: Kind,
    *,
    question: Question | None = None,
    initial: dict[str, Any] | None = None,  # Django's own type of a form's initial values
) -> QuestionForm:
    return QuestionForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        themes=theme_choices(document=document),
        passages=list(passages_of(document)),
        question=question,
        initial=initial,
    )


def _content(form: QuestionForm) -> dict[str, Any]:
    theme: Theme = form.themes[form.cleaned_data["theme"]]
    return {"theme": theme, "passage": form.passages[form.cleaned_data["passage"]], "draft": form.draft}


def _page(request: HttpRequest, form: QuestionForm, context: dict[str, Any]) -> HttpResponse:
    status = 400 if form.errors else 200
    kind = form.kind.label
    return render(request, "questions/question_form.html", {**context, "form": form, "kind": kind}, status=status)

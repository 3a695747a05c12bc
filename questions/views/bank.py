"""The pages of the bank: the list with search and bulk steps, and one question as a contestant will see it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from questions.forms.bank import STEP_LABELS, BulkForm, FilterForm, VersionedStepForm
from questions.models import Kind, Question
from questions.queries import bank, question_with_all, source_of, theme_choices
from questions.rules.quoting import stretches
from questions.rules.states import reviews_own_work, steps_from
from questions.services.authoring import Moved, set_state, set_states
from questions.words import say_place
from refusals import Rejected, say

EDIT = "questions.edit"
PAGE_SIZE = 50
_NAMED = 10


@require_http_methods(["GET", "POST"])
@login_required
@permission_required(EDIT, raise_exception=True)
def bank_page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _take_steps(request)
    form = FilterForm(request.GET, themes=theme_choices(only_themes=True))
    page = Paginator(bank(form.wanted()), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [(question, source_of(question)) for question in page]
    context = {"form": form, "page": page, "rows": rows, "steps": STEP_LABELS.items()}
    return render(request, "questions/bank.html", context)


def _take_steps(request: HttpRequest) -> HttpResponse:
    form = BulkForm(request.POST)
    if not form.codes:
        messages.warning(request, _("Chưa chọn câu hỏi nào. Hãy đánh dấu các câu cần chuyển."))
    elif form.is_valid():
        step = form.cleaned_data["step"]
        result = set_states(codes=form.codes, step=step, by=cast("int", request.user.pk), at=timezone.now())
        _tell(request, result)
    else:
        messages.error(request, _("Không có việc đó. Hãy dùng các nút trên trang."))
    return redirect(request.get_full_path())


def _tell(request: HttpRequest, result: Moved) -> None:
    if result.moved:
        done = ngettext("Đã chuyển %(number)s câu hỏi.", "Đã chuyển %(number)s câu hỏi.", result.moved)
        messages.success(request, done % {"number": result.moved})
    if result.stayed:
        names = ", ".join(result.stayed[:_NAMED])
        told = _("%(number)s câu giữ nguyên vì chưa đến bước đó hoặc vừa bị sửa: %(codes)s") % {
            "number": len(result.stayed),
            "codes": f"{names}…" if len(result.stayed) > _NAMED else names,
        }
        messages.warning(request, told)


@require_http_methods(["GET", "POST"])
@login_required
@permission_required(EDIT, raise_exception=True)
def question_page(request: HttpRequest, code: str) -> HttpResponse:
    question = question_with_all(code)
    if question is None:
        raise Http404
    if request.method == "POST":
        return _take_step(request, question)
    context = {
        "question": question,
        "source": source_of(question),
        "passage": stretches(question.passage.text, [question.quote]),
        "place": say_place(question.passage.place),
        "steps": [(step, STEP_LABELS[step]) for step in steps_from(question.state)],
        "own_review": reviews_own_work(question.author_id, question.reviewer_id),
        "is_written": question.kind == Kind.WRITTEN,
        "points": sum(criterion.points for criterion in question.criteria.all()),
    }
    return render(request, "questions/question.html", context)


def _take_step(request: HttpRequest, question: Question) -> HttpResponse:
    form = VersionedStepForm(request.POST)
    if form.is_valid():
        try:
            moved = set_state(
                code=question.code,
                version=form.cleaned_data["version"],
                step=form.cleaned_data["step"],
                by=cast("int", request.user.pk),
                at=timezone.now(),
            )
        except Rejected as refusal:
            messages.error(request, say(refusal))
        else:
            told = _("Câu hỏi giờ là: %(state)s.") % {"state": moved.get_state_display()}
            messages.success(request, told)
    else:
        messages.error(request, _("Không có việc đó. Hãy dùng các nút trên trang."))
    return redirect("question", code=question.code)

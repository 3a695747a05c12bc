"""Reads what somebody's own answers came to, question by question, once points were given and never before."""

from dataclasses import dataclass

from contests.models import Answer, CriterionMark, Draft, Item, Points, Run, ScriptMark, Seat
from contests.rules.content import Content, FrozenCriterion, FrozenOption, from_json


@dataclass(frozen=True)
class ReviewedOption:
    option: FrozenOption
    is_right: bool
    is_mine: bool


@dataclass(frozen=True)
class ReviewedCriterion:
    criterion: FrozenCriterion
    points: int


@dataclass(frozen=True)
class Reviewed:
    """One question of one's own review. `points` is None where none were given (yet), `criteria` empty until then."""

    number: int
    content: Content
    worth: int
    is_void: bool
    is_answered: bool
    is_right: bool
    points: int | None
    options: tuple[ReviewedOption, ...]
    text: str
    criteria: tuple[ReviewedCriterion, ...]
    comment: str


def review(seat: Seat, *, is_published: bool) -> list[Reviewed]:
    """Settled runs of the seat's room; six queries. `is_published` says whether written marks are."""
    runs = {run.item_id: run for run in Run.objects.filter(room=seat.room_id, settled_at__isnull=False)}
    items = list(Item.objects.filter(round__contest=seat.room.contest_id).order_by("round__position", "position"))
    settled = [run.pk for run in runs.values()]
    answers = {a.run_id: a for a in Answer.objects.filter(seat=seat, run__in=settled).order_by("attempt")}
    drafts = {d.run_id: d for d in Draft.objects.filter(seat=seat, run__in=settled)}
    points = {p.run_id: p for p in Points.objects.filter(seat=seat, run__in=settled)}
    marks = _marks(seat) if is_published else {}
    return [
        _reviewed(number, item, run, answers.get(run.pk), drafts.get(run.pk), points.get(run.pk), marks.get(run.pk))
        for number, item in enumerate(items, start=1)
        if (run := runs.get(item.pk)) is not None
    ]


def _marks(seat: Seat) -> dict[int, tuple[str, dict[int, int]]]:
    found = {mark.pk: (mark.draft.run_id, mark.comment) for mark in _marks_of(seat)}
    given: dict[int, tuple[str, dict[int, int]]] = {run: (comment, {}) for run, comment in found.values()}
    for row in CriterionMark.objects.filter(mark__in=found):
        given[found[row.mark_id][0]][1][row.position] = row.points
    return given


def _marks_of(seat: Seat) -> list[ScriptMark]:
    return list(ScriptMark.objects.filter(draft__seat=seat).select_related("draft"))


def _reviewed(
    number: int,
    item: Item,
    run: Run,
    answer: Answer | None,
    draft: Draft | None,
    earned: Points | None,
    mark: tuple[str, dict[int, int]] | None,
) -> Reviewed:
    content = from_json(item.content or {})
    comment, given = mark or ("", {})
    chosen = frozenset(answer.choice) if answer else frozenset()
    is_void = run.voided_at is not None
    options = () if is_void else content.options
    return Reviewed(
        number=number,
        content=content,
        worth=item.points,
        is_void=is_void,
        is_answered=answer is not None or bool(draft and draft.text),
        is_right=bool(earned and earned.is_right),
        points=earned.points if earned else None,
        options=tuple(ReviewedOption(o, o.id in content.key, o.id in chosen) for o in options),
        text=draft.text if draft else "",
        criteria=tuple(ReviewedCriterion(c, given[n]) for n, c in enumerate(content.rubric) if n in given),
        comment=comment,
    )

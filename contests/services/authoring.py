"""Sets up contests: their rounds, the questions drawn for them, and the moment they become what is run."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from contests.models import Contest, ContestState, Entry, Item, ItemKind, Room, RoomKind, Round, Scoring
from contests.services.freezing import freeze_items
from contests.services.rooms import open_room
from contests.services.standings import CRITERIA
from members.models import Cell, User
from questions.models import Question, State
from refusals import Rejected
from vietnamese import clean


@dataclass(frozen=True)
class RoundPlan:
    """A round as an organiser wants it. `questions` in the order of play; written ones only in a written round."""

    title: str
    kind: ItemKind
    questions: Sequence[Question]
    scoring: Scoring = Scoring.STUDY
    read_seconds: int = 5
    answer_seconds: int = 20
    points: int = 10
    may_change: bool = True


@dataclass(frozen=True)
class ContestPlan:
    """A contest as an organiser wants it. `tie_breaks` are names of contests.services.standings.CRITERIA, in order."""

    title: str
    cell: Cell
    starts_at: datetime
    rounds: Sequence[RoundPlan]
    description: str = ""
    entry: Entry = Entry.MEMBERS
    tie_breaks: Sequence[str] = field(default=("points", "correct", "used_ms"))


def create_contest(*, plan: ContestPlan, by: User | None, at: datetime) -> Contest:
    """A draft with all its rounds. Raises Rejected, see `write_contest`."""
    _check(plan)
    with transaction.atomic():
        contest = Contest.objects.create(
            **_fields(plan), state=ContestState.DRAFT, created_by=by, created_at=at, tie_breaks=list(plan.tie_breaks)
        )
        _write_rounds(contest, plan.rounds)
    return contest


def write_contest(*, contest: Contest, plan: ContestPlan) -> Contest:
    """Replaces a draft by the plan. Raises Rejected: contest_is_published, title_empty, tie_break_unknown,
    question_not_published, question_of_other_kind, question_twice, round_time_out_of_range."""
    _check(plan)
    with transaction.atomic():
        locked = Contest.objects.select_for_update().get(pk=contest.pk)
        if locked.state != ContestState.DRAFT:
            raise Rejected("contest_is_published")
        for name, value in _fields(plan).items():
            setattr(locked, name, value)
        locked.tie_breaks = list(plan.tie_breaks)
        locked.save()
        locked.rounds.all().delete()
        _write_rounds(locked, plan.rounds)
    return locked


def publish_contest(*, contest: Contest, at: datetime) -> Room:
    """Freezes the questions and opens the official room. Raises Rejected: contest_is_published, contest_has_no_items,
    question_not_published."""
    with transaction.atomic():
        locked = Contest.objects.select_for_update().get(pk=contest.pk)
        if locked.state != ContestState.DRAFT:
            raise Rejected("contest_is_published")
        items = Item.objects.filter(round__contest=locked)
        unpublished = items.exclude(question__state=State.PUBLISHED).select_related("question").first()
        if unpublished is not None:
            raise Rejected("question_not_published", question=unpublished.question.code)
        if not freeze_items(contest=locked):
            raise Rejected("contest_has_no_items")
        locked.state = ContestState.PUBLISHED
        locked.published_at = at
        locked.save(update_fields=["state", "published_at"])
        return open_room(contest=locked, kind=RoomKind.OFFICIAL, at=at)


def delete_draft(*, contest: Contest) -> None:
    """Removes a contest that nobody has seen. Raises Rejected("contest_is_published")."""
    with transaction.atomic():
        locked = Contest.objects.select_for_update().get(pk=contest.pk)
        if locked.state != ContestState.DRAFT:
            raise Rejected("contest_is_published")
        locked.delete()


def copy_contest(*, contest: Contest, title: str, by: User | None, starts_at: datetime, at: datetime) -> Contest:
    """A draft with the same rounds and questions. Raises Rejected, see `write_contest`."""
    return create_contest(plan=replace(plan_of(contest), title=title, starts_at=starts_at), by=by, at=at)


def plan_of(contest: Contest) -> ContestPlan:
    """The plan that would write this contest again, with its questions as they are in the bank now."""
    rounds = contest.rounds.order_by("position").prefetch_related("items__question__criteria")
    return ContestPlan(
        title=contest.title,
        cell=contest.cell,
        starts_at=contest.starts_at,
        description=contest.description,
        entry=Entry(contest.entry),
        tie_breaks=tuple(contest.tie_breaks),
        rounds=[
            RoundPlan(
                title=one.title,
                kind=ItemKind(one.kind),
                questions=[item.question for item in one.items.all()],
                scoring=Scoring(one.scoring),
                read_seconds=one.read_seconds,
                answer_seconds=one.answer_seconds,
                points=one.points,
                may_change=one.may_change,
            )
            for one in rounds
        ],
    )


def _fields(plan: ContestPlan) -> dict[str, object]:
    return {
        "title": clean(plan.title),
        "description": plan.description.strip(),
        "cell": plan.cell,
        "entry": plan.entry,
        "starts_at": plan.starts_at,
    }


def _check(plan: ContestPlan) -> None:
    if not clean(plan.title):
        raise Rejected("title_empty")
    unknown = next((name for name in plan.tie_breaks if name not in CRITERIA), None)
    if unknown is not None:
        raise Rejected("tie_break_unknown", name=unknown)
    for one in plan.rounds:
        _check_round(one)


def _check_round(plan: RoundPlan) -> None:
    if not (0 <= plan.read_seconds <= 120 and 5 <= plan.answer_seconds <= 4 * 3600 and 1 <= plan.points <= 1000):
        raise Rejected("round_time_out_of_range", title=plan.title)
    seen: set[int] = set()
    for question in plan.questions:
        if question.state != State.PUBLISHED:
            raise Rejected("question_not_published", question=question.code)
        if (question.kind == "written") is not (plan.kind == ItemKind.WRITTEN):
            raise Rejected("question_of_other_kind", question=question.code, round=plan.title)
        if question.pk in seen:
            raise Rejected("question_twice", question=question.code, round=plan.title)
        seen.add(question.pk)


def _write_rounds(contest: Contest, plans: Sequence[RoundPlan]) -> None:
    for position, plan in enumerate(plans, start=1):
        created = Round.objects.create(
            contest=contest,
            position=position,
            title=clean(plan.title),
            kind=plan.kind,
            scoring=plan.scoring,
            read_seconds=plan.read_seconds,
            answer_seconds=plan.answer_seconds,
            points=plan.points,
            may_change=plan.may_change,
        )
        Item.objects.bulk_create(
            Item(round=created, position=number, question=question, points=_points(plan, question))
            for number, question in enumerate(plan.questions, start=1)
        )


def _points(plan: RoundPlan, question: Question) -> int:
    """A written question is worth what its rubric adds up to."""
    if plan.kind == ItemKind.WRITTEN:
        return sum(criterion.points for criterion in question.criteria.all())
    return plan.points

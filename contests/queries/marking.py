"""Reads what is there to mark, and nothing that says who wrote it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum

from contests.models import Draft, RoomKind, Run, ScriptMark
from contests.rules.content import Content, from_json
from contests.rules.marking import blind_order


@dataclass(frozen=True)
class Backlog:
    """A written run whose time is over: how many scripts were handed in, how many of them are marked."""

    run: int
    contest: int
    title: str
    round: str
    question: str
    scripts: int
    marked: int
    is_published: bool
    closed_at: datetime

    @property
    def left(self) -> int:
        return self.scripts - self.marked


@dataclass(frozen=True)
class Numbered:
    """A script under the number that stands for its writer. `points` is None while it is unmarked."""

    draft: int
    number: int
    points: int | None


@dataclass(frozen=True)
class Script:
    """A script on the desk: text, question and rubric, and the mark it has."""

    draft: Draft
    number: int
    of: int
    content: Content
    contest: str
    mark: ScriptMark | None
    points: tuple[int, ...]

    @property
    def words(self) -> int:
        return len(self.draft.text.split())

    @property
    def version(self) -> int:
        return self.mark.version if self.mark else 0


def closed_runs(at: datetime) -> QuerySet[Run]:
    """Written runs of official rooms that nobody can write to any more."""
    return Run.objects.filter(
        room__kind=RoomKind.OFFICIAL, item__round__kind="written", closed_at__lte=at, voided_at=None
    )


def backlogs(at: datetime) -> list[Backlog]:
    """The newest first, in one query."""
    handed_in = ~Q(drafts__text="")
    rows = (
        closed_runs(at)
        .select_related("room__contest", "item__round")
        .annotate(
            scripts=Count("drafts", filter=handed_in),
            marked=Count("drafts", filter=handed_in & Q(drafts__mark__isnull=False)),
        )
        .order_by("-closed_at", "item__position")
    )
    return [_backlog(run, run.scripts, run.marked) for run in rows if run.scripts]


def numbered(runs: Collection[int]) -> dict[int, list[Numbered]]:
    """The scripts of each of these runs under their numbers, in one query."""
    drafts = Draft.objects.filter(run__in=runs).exclude(text="").annotate(given=Sum("mark__criteria__points"))
    points: dict[int, dict[int, int | None]] = {run: {} for run in runs}
    for run, draft, given in drafts.values_list("run", "pk", "given"):
        points[run][draft] = given
    return {
        run: [Numbered(pk, number, given[pk]) for number, pk in enumerate(blind_order(run, given), start=1)]
        for run, given in points.items()
    }


def script_on_desk(draft: int, at: datetime) -> Script | None:
    """None for what does not exist, is empty, belongs to a rehearsal or may still change."""
    found = (
        Draft.objects.filter(pk=draft, run__in=closed_runs(at))
        .exclude(text="")
        .select_related("run__item__round", "run__room__contest")
        .first()
    )
    if found is None:
        return None
    order = [one.draft for one in numbered([found.run_id])[found.run_id]]
    mark = ScriptMark.objects.filter(draft=found).select_related("marker").first()
    return Script(
        draft=found,
        number=order.index(found.pk) + 1,
        of=len(order),
        content=from_json(found.run.item.content or {}),
        contest=found.run.room.contest.title,
        mark=mark,
        points=_points(mark),
    )


def next_unmarked(scripts: Sequence[Numbered], *, after: int = 0) -> int | None:
    """The draft with the next number that nobody has marked, from the start again after the last."""
    left = [one for one in scripts if one.points is None]
    following = next((one for one in left if one.number > after), None)
    found = following or next(iter(left), None)
    return found.draft if found else None


def _points(mark: ScriptMark | None) -> tuple[int, ...]:
    return tuple(mark.criteria.order_by("position").values_list("points", flat=True)) if mark else ()


def _backlog(run: Run, scripts: int, marked: int) -> Backlog:
    contest = run.room.contest
    assert run.closed_at is not None
    return Backlog(
        run=run.pk,
        contest=contest.pk,
        title=contest.title,
        round=run.item.round.title,
        question=from_json(run.item.content or {}).text,
        scripts=scripts,
        marked=marked,
        is_published=contest.written_published_at is not None,
        closed_at=run.closed_at,
    )

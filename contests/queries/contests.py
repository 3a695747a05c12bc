"""Reads contests for pages and the API: which ones somebody may see, and where each of them stands."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet, Sum, TextChoices
from django.utils.translation import gettext_lazy as _

from contests.models import Contest, ContestState, Entry, Item, Room, RoomKind, Round
from contests.rules.room import Phase
from members.models import User
from vietnamese import fold

RUNNING = frozenset(Phase) - {Phase.DOOR, Phase.FINISHED}


class Standing(TextChoices):
    """Where a contest stands for people, from its state and the phase of its official room."""

    DRAFT = "draft", _("Đang soạn")
    WAITING = "waiting", _("Chờ bắt đầu")
    RUNNING = "running", _("Đang diễn ra")
    OVER = "over", _("Đã kết thúc")


@dataclass(frozen=True)
class ContestLine:
    """A contest in a list. `room` is its official one, None for a draft."""

    contest: Contest
    room: Room | None
    standing: Standing
    questions: int


@dataclass(frozen=True)
class RoundPlanned:
    """A round as its rules read: `points` is what the whole round is worth."""

    round: Round
    questions: int
    points: int

    @property
    def minutes(self) -> int:
        return self.round.answer_seconds // 60


def contests_for(user: object) -> QuerySet[Contest]:
    """Everything for organisers; what is published for people signed in; open contests that are published for all."""
    if isinstance(user, User) and user.has_perm("contests.organise"):
        return Contest.objects.all()
    published = Contest.objects.exclude(state=ContestState.DRAFT)
    return published if isinstance(user, User) else published.filter(entry=Entry.OPEN)


def with_rooms(contests: QuerySet[Contest]) -> QuerySet[Contest]:
    """With scope, official room and number of questions: two queries."""
    official = Prefetch("rooms", Room.objects.filter(kind=RoomKind.OFFICIAL))
    counted = contests.annotate(question_count=Count("rounds__items", distinct=True))
    return counted.select_related("cell").prefetch_related(official)


def standing_in(contests: QuerySet[Contest], standing: str) -> QuerySet[Contest]:
    """Those at one standing; all of them for a word that is none."""
    match standing:
        case Standing.DRAFT:
            return contests.filter(state=ContestState.DRAFT)
        case Standing.WAITING:
            return contests.filter(state=ContestState.PUBLISHED, pk__in=official_in({Phase.DOOR}))
        case Standing.RUNNING:
            return contests.filter(state=ContestState.PUBLISHED, pk__in=official_in(RUNNING))
        case Standing.OVER:
            return contests.filter(Q(state=ContestState.FINISHED) | Q(pk__in=official_in({Phase.FINISHED})))
        case _:
            return contests


def official_in(phases: Collection[Phase]) -> QuerySet[Room, int]:
    """The contests whose official room is in one of these phases; a rehearsal's phase says nothing."""
    return Room.objects.filter(kind=RoomKind.OFFICIAL, phase__in=phases).values_list("contest", flat=True)


def titled(contests: QuerySet[Contest], words: str) -> QuerySet[Contest]:
    """Those with all the words in their title, found without accents."""
    wanted = fold(words).split()
    if not wanted:
        return contests
    titles = contests.order_by().values_list("pk", "title")
    return contests.filter(pk__in=[pk for pk, title in titles if all(word in fold(title) for word in wanted)])


def lines(contests: Iterable[Contest]) -> list[ContestLine]:
    """`contests` come from `with_rooms`."""
    return [line_of(contest) for contest in contests]


def line_of(contest: Contest) -> ContestLine:
    room = official_room(contest)
    return ContestLine(contest, room, standing_of(contest, room), getattr(contest, "question_count", 0))


def official_room(contest: Contest) -> Room | None:
    return next((room for room in contest.rooms.all() if room.kind == RoomKind.OFFICIAL), None)


def standing_of(contest: Contest, room: Room | None) -> Standing:
    if contest.state == ContestState.DRAFT or room is None:
        return Standing.DRAFT
    if contest.state == ContestState.FINISHED or room.phase == Phase.FINISHED:
        return Standing.OVER
    return Standing.WAITING if room.phase == Phase.DOOR else Standing.RUNNING


def rounds_planned(contest: Contest) -> list[RoundPlanned]:
    """The rounds with how many questions and points they have; one query."""
    rounds = contest.rounds.annotate(questions=Count("items"), worth=Sum("items__points")).order_by("position")
    return [RoundPlanned(one, one.questions, one.worth or 0) for one in rounds]


def items_planned(contest: Contest) -> list[Item]:
    """Every question with its options and rubric, in the order of play; three queries. For organisers only."""
    items = Item.objects.filter(round__contest=contest).select_related("round", "question__theme")
    return list(
        items.prefetch_related("question__options", "question__criteria").order_by("round__position", "position")
    )

"""Reads what stands on a person's first page: rooms to enter, own results, what to study next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from contests.models import Contest, ContestState, Entry, Points, Room, RoomKind, Seat
from contests.queries.contests import RUNNING, official_in, with_rooms
from contests.rules.content import Content, from_json
from contests.rules.room import Phase
from leaderboards.models import Entry as BoardEntry
from leaderboards.queries import may_see
from members.models import Cell, Member

FORGOTTEN_AFTER = timedelta(days=7)
MOST_LISTED = 10
MOST_RESULTS = 5
MOST_THEMES = 4
MOST_QUOTES = 2
MOST_ANSWERS = 500


@dataclass(frozen=True)
class Note:
    """A line that another app puts on the first page: words, and where they lead."""

    text: str
    url: str = ""
    action: str = ""


@dataclass(frozen=True)
class OwnResult:
    contest: Contest
    points: int
    rank: int | None
    of: int
    is_final: bool


@dataclass(frozen=True)
class Quote:
    text: str
    source: str


@dataclass(frozen=True)
class StudyTheme:
    """A theme with how many of its questions this person got right, and what they would do well to read."""

    title: str
    right: int
    asked: int
    quotes: tuple[Quote, ...]

    @property
    def percent(self) -> int:
        return 100 * self.right // self.asked

    @property
    def wrong(self) -> int:
        return self.asked - self.right


def playable(cell: Cell | None, at: datetime) -> list[Contest]:
    """Published contests that are not over and that somebody of this cell (or of none) may enter, soonest first."""
    own = [cell.path[:end] for end in range(Cell.steplen, len(cell.path) + 1, Cell.steplen)] if cell else []
    scope = Q(cell__path__in=own) if cell else Q(entry=Entry.OPEN)
    waiting = Q(pk__in=official_in({Phase.DOOR}), starts_at__gte=at - FORGOTTEN_AFTER)
    found = Contest.objects.filter(scope, waiting | Q(pk__in=official_in(RUNNING)), state=ContestState.PUBLISHED)
    return list(with_rooms(found).order_by("starts_at", "pk")[:MOST_LISTED])


def unfinished() -> list[Contest]:
    """What an organiser still has to do with: drafts, and published contests that are not over."""
    over = Q(state=ContestState.FINISHED) | Q(pk__in=official_in({Phase.FINISHED}))
    found = Contest.objects.exclude(over)
    return list(with_rooms(found).order_by("starts_at", "pk")[:MOST_LISTED])


def finished_seats(member: Member) -> list[Seat]:
    """The member's seats in official rooms that are over, newest first."""
    seats = Seat.objects.filter(member=member, kicked_at=None, room__kind=RoomKind.OFFICIAL)
    over = seats.filter(room__phase=Phase.FINISHED).select_related("room__contest")
    return list(over.order_by("-room__finished_at", "-pk")[:MOST_RESULTS])


def own_results(seats: Mapping[str, Seat], user: object) -> list[OwnResult]:
    """`seats` by the key of their board; two queries. Boards that were hidden from this person are left out."""
    subjects = [f"seat-{seat.pk}" for seat in seats.values()]
    entries = BoardEntry.objects.filter(board__key__in=seats, subject__in=subjects).select_related("board")
    counts = BoardEntry.objects.filter(board__key__in=seats, rank__isnull=False).values_list("board__key")
    of = dict(counts.annotate(Count("pk")).order_by())
    rows = {entry.board.key: entry for entry in entries if may_see(entry.board, user)}
    return [
        OwnResult(
            contest=seat.room.contest,
            points=int(rows[key].values["points"]),
            rank=rows[key].rank,
            of=of.get(key, 0),
            is_final=rows[key].board.is_final,
        )
        for key, seat in seats.items()
        if key in rows
    ]


def to_study(member: Member) -> list[StudyTheme]:
    """The themes in which this member was wrong most, from settled questions of official rooms; one query."""
    rows = (
        Points.objects.filter(
            seat__member=member,
            run__room__kind=RoomKind.OFFICIAL,
            run__settled_at__isnull=False,
            run__voided_at=None,
            run__item__round__kind="quiz",
        )
        .order_by("-run__settled_at", "-pk")
        .values_list("is_right", "run__item__content")[:MOST_ANSWERS]
    )
    themes: dict[str, list[tuple[bool, Content]]] = {}
    for is_right, data in rows:
        content = from_json(data or {})
        themes.setdefault(content.theme, []).append((is_right, content))
    found = [_theme(title, answers) for title, answers in themes.items()]
    wrong = [theme for theme in found if theme.wrong]
    return sorted(wrong, key=lambda theme: (-theme.wrong, theme.percent, theme.title))[:MOST_THEMES]


def _theme(title: str, answers: list[tuple[bool, Content]]) -> StudyTheme:
    wrong = {content.quote: content.source for is_right, content in answers if not is_right}
    quotes = [Quote(text, source) for text, source in wrong.items() if text][:MOST_QUOTES]
    return StudyTheme(title, sum(is_right for is_right, _ in answers), len(answers), tuple(quotes))


def is_open_now(contest: Contest, room: Room, today: date) -> bool:
    """Whether a room is for entering today: it has begun, or it begins before the day is over."""
    return room.phase != Phase.DOOR or timezone.localdate(contest.starts_at) <= today

"""Decides what each viewer may see of a room: the only door by which anything leaves it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from contests.live import protocol as p
from contests.queries.boards import CellStanding, PersonRow
from contests.queries.rooms import Personal, RoomPicture, Step
from contests.rules.room import Phase, allowed, seat_deadline
from contests.rules.scoring import rounded
from contests.services.tokens import Viewer

TOP = 10
AROUND = 2
MOST_NAMES = 60
SHOWN = frozenset({Phase.READ, Phase.ANSWER, Phase.CLOSED, Phase.REVEAL})
KEY_KNOWN = frozenset({Phase.REVEAL})
BOARDS = frozenset({Phase.STANDING, Phase.PODIUM, Phase.FINISHED})
MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Presence:
    """Who is in the room now, and what they sent for the open run: choices by seat, or seats that saved a draft."""

    here: frozenset[int]
    answers: Mapping[int, tuple[str, ...]]
    saved: frozenset[int]

    @property
    def answered(self) -> frozenset[int]:
        return frozenset(self.answers) | self.saved


@dataclass(frozen=True)
class Boards:
    people: tuple[PersonRow, ...] = ()
    cells: tuple[CellStanding, ...] = ()


@dataclass(frozen=True)
class CellInfo:
    name: str
    eligible: int


def epoch_ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def state(
    room: RoomPicture,
    presence: Presence,
    boards: Boards,
    cells: Mapping[int, CellInfo],
    viewer: Viewer,
    now: datetime,
) -> p.State:
    now_state, step = room.state, room.step
    screens = viewer is not Viewer.PLAY
    counted = now_state.phase in {Phase.ANSWER, Phase.CLOSED, Phase.REVEAL}
    door = now_state.phase is Phase.DOOR
    return p.State(
        version=now_state.version,
        now=epoch_ms(now),
        code=room.code,
        contest=room.contest_title,
        round=(step or room.steps[0]).round.title if room.steps else "",
        phase=now_state.phase.value,
        item_no=now_state.item_no,
        items=len(room.steps),
        is_locked=now_state.is_locked,
        here=len(presence.here),
        limit_ms=now_state.limit // MILLISECOND if now_state.deadline or now_state.left is not None else None,
        deadline=epoch_ms(now_state.deadline) if now_state.deadline else None,
        left_ms=None if now_state.left is None else now_state.left // MILLISECOND,
        may_change=step.round.may_change if step else True,
        item=_item(step) if step and now_state.phase in SHOWN else _announced(step, now_state.phase),
        reveal=_reveal(step) if step and now_state.phase in KEY_KNOWN and not step.content.is_written else None,
        spread=_spread(step, presence) if step and screens and _may_spread(viewer, now_state.phase) else None,
        answered=len(presence.answered) if counted else None,
        names=_names(room, presence) if door and screens else None,
        cells=_cell_counts(room, presence, cells) if screens and (door or counted) else None,
        board=[_row(row) for row in boards.people[:TOP]] if now_state.phase in BOARDS else None,
        cell_board=[_cell_row(row) for row in boards.cells[:TOP]] if now_state.phase in BOARDS else None,
        host=_host(room, step) if viewer is Viewer.HOST else None,
    )


def you(room: RoomPicture, seat: int, own: Personal | None, boards: Boards) -> p.You:
    info = room.seats[seat]
    now_state = room.state
    own_deadline = None
    if now_state.deadline and now_state.phase is Phase.ANSWER and info.extra_percent:
        own_deadline = epoch_ms(
            seat_deadline(deadline=now_state.deadline, limit=now_state.limit, extra_percent=info.extra_percent)
        )
    answer = own.answer if own else None
    draft = own.draft if own else None
    points = own.points if own and now_state.phase not in {Phase.READ, Phase.ANSWER, Phase.CLOSED} else None
    return p.You(
        version=now_state.version,
        seat=seat,
        name=info.name,
        cell=info.cell_name,
        deadline=own_deadline,
        answer=p.OwnAnswer(answer.run_id, answer.attempt, answer.choice, epoch_ms(answer.received_at))
        if answer
        else None,
        draft=p.OwnDraft(draft.run_id, draft.revision, draft.text, epoch_ms(draft.received_at)) if draft else None,
        points=p.OwnPoints(points.run_id, points.is_right, points.points) if points else None,
        place=place(boards.people, seat) if now_state.phase in BOARDS else None,
    )


def place(rows: tuple[PersonRow, ...], seat: int) -> p.OwnPlace | None:
    index = next((i for i, row in enumerate(rows) if row.seat == seat), None)
    if index is None:
        return None
    own = rows[index]
    better = next((row for row in reversed(rows[:index]) if row.rank < own.rank), None)
    start = max(0, min(index - AROUND, len(rows) - 2 * AROUND - 1))
    return p.OwnPlace(
        rank=own.rank,
        of=len(rows),
        points=own.points,
        gap=better.points - own.points if better else 0,
        around=[_row(row) for row in rows[start : start + 2 * AROUND + 1]],
    )


def tally(room: RoomPicture, presence: Presence, cells: Mapping[int, CellInfo], viewer: Viewer) -> p.Tally:
    screens = viewer is not Viewer.PLAY
    door = room.state.phase is Phase.DOOR
    step = room.step
    return p.Tally(
        version=room.state.version,
        here=len(presence.here),
        answered=len(presence.answered),
        cells=_cell_counts(room, presence, cells) if screens else None,
        names=_names(room, presence) if screens and door else None,
        spread=_spread(step, presence) if step and _may_spread(viewer, room.state.phase) else None,
    )


def _may_spread(viewer: Viewer, phase: Phase) -> bool:
    """The host watches answers come in; the wall learns the spread only when nobody can answer any more."""
    if viewer is Viewer.HOST:
        return phase in {Phase.ANSWER, Phase.CLOSED, Phase.REVEAL}
    return viewer is Viewer.WALL and phase in {Phase.CLOSED, Phase.REVEAL}


def _item(step: Step) -> p.ItemView:
    content = step.content
    return p.ItemView(
        run=step.run or 0,
        kind=content.kind,  # type: ignore[arg-type]  # the bank's kinds are the protocol's
        text=content.text,
        points=step.points,
        options=[p.OptionView(option.id, option.text) for option in content.options],
        word_limit=content.word_limit,
    )


def _announced(step: Step | None, phase: Phase) -> p.ItemView | None:
    """Before it may be read, a question is only announced: what it is worth and how it is answered."""
    if step is None or phase is not Phase.READY:
        return None
    return p.ItemView(run=step.run or 0, kind=step.content.kind, text="", points=step.points)  # type: ignore[arg-type]


def _reveal(step: Step) -> p.Reveal:
    content = step.content
    return p.Reveal(key=list(content.key), explanation=content.explanation, quote=content.quote, source=content.source)


def _spread(step: Step, presence: Presence) -> dict[str, int]:
    counts = Counter(option for choice in presence.answers.values() for option in choice)
    return {option.id: counts.get(option.id, 0) for option in step.content.options}


def _names(room: RoomPicture, presence: Presence) -> list[str] | None:
    if len(presence.here) > MOST_NAMES:
        return None
    return [room.seats[seat].name for seat in sorted(presence.here) if seat in room.seats]


def _cell_counts(room: RoomPicture, presence: Presence, cells: Mapping[int, CellInfo]) -> list[p.CellCount]:
    here = Counter(room.seats[seat].cell for seat in presence.here if seat in room.seats)
    answered = Counter(room.seats[seat].cell for seat in presence.answered if seat in room.seats)
    return [
        p.CellCount(cell=info.name, eligible=info.eligible, here=here.get(cell, 0), answered=answered.get(cell, 0))
        for cell, info in cells.items()
    ]


def _row(row: PersonRow) -> p.BoardRow:
    return p.BoardRow(row.subject, row.rank, row.was, row.name, row.group, row.points)


def _cell_row(row: CellStanding) -> p.CellRow:
    mean = None if row.mean is None else rounded(row.mean * 100)
    return p.CellRow(row.rank, row.name, row.took_part, row.eligible, mean)


def _host(room: RoomPicture, step: Step | None) -> p.HostView:
    content = step.content if step else None
    return p.HostView(
        moves=sorted(move.value for move in allowed(room.state, room.script)),
        key=list(content.key) if content else [],
        explanation=content.explanation if content else "",
        script=[_script_step(number, one) for number, one in enumerate(room.steps, start=1)],
    )


def _script_step(number: int, step: Step) -> p.ScriptStep:
    is_scored = step.is_settled and step.answered and not step.content.is_written
    return p.ScriptStep(
        no=number,
        round=step.round.title,
        text=step.content.text,
        seconds=step.round.answer_seconds,
        is_written=step.content.is_written,
        is_void=step.is_void,
        right_percent=round(100 * step.right / step.answered) if is_scored else None,
    )

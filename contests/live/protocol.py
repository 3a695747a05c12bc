"""Declares every message of the websocket protocol; what is not declared here is refused.

Times are whole milliseconds since 1970 on the server's clock. Every message of a client has an `id` of its own and gets
exactly one `ack`, `error` or `pong` with it. docs/protocol.md is made from this module.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

Id = Annotated[int, Meta(ge=1, le=2**53)]
Token = Annotated[str, Meta(min_length=1, max_length=400)]
OptionId = Annotated[str, Meta(min_length=1, max_length=8)]
MAX_TEXT = 20_000
MAX_FRAME = 65_536


class _In(Struct, tag_field="t", forbid_unknown_fields=True, frozen=True):
    """A message from a client."""

    id: Id


class Hello(_In, tag="hello", frozen=True):
    """The first message of a socket. `token` comes with the page and names the room and the seat or role."""

    token: Token


class AnswerIn(_In, tag="answer", frozen=True):
    """A choice for the open question. `attempt` numbers this seat's choices for the run from 1; the highest counts."""

    run: Id
    attempt: Annotated[int, Meta(ge=1, le=50)]
    choice: Annotated[list[OptionId], Meta(min_length=1, max_length=12)]


class DraftIn(_In, tag="draft", frozen=True):
    """The whole written answer as it stands. Of two drafts the one with the higher `revision` counts."""

    run: Id
    revision: Annotated[int, Meta(ge=1, le=1_000_000)]
    text: Annotated[str, Meta(max_length=MAX_TEXT)]


class MoveIn(_In, tag="move", frozen=True):
    """A host's move. `version` is the room's version the host was looking at; an older one is refused."""

    move: Literal[
        "ready", "open", "close", "reveal", "standing", "podium", "finish",
        "pause", "resume", "extend", "skip", "lock", "unlock",
    ]  # fmt: skip
    version: Annotated[int, Meta(ge=0)]


class KickIn(_In, tag="kick", frozen=True):
    """A host sends somebody out of the room; their sockets close and the seat cannot come back."""

    seat: Id


class RenameIn(_In, tag="rename", frozen=True):
    """A host gives a seat another name on the screens."""

    seat: Id
    name: Annotated[str, Meta(min_length=1, max_length=60)]


class ExtraIn(_In, tag="extra", frozen=True):
    """A host gives a seat more time: a share of every limit on top, from the next question on. Nobody else sees it."""

    seat: Id
    percent: Literal[0, 25, 50, 100]


class Ping(_In, tag="ping", frozen=True):
    """A heartbeat every few seconds, with the highest version seen (0 before the first state)."""

    version: Annotated[int, Meta(ge=0)]


ClientMessage = Hello | AnswerIn | DraftIn | MoveIn | KickIn | RenameIn | ExtraIn | Ping


class OptionView(Struct, frozen=True):
    id: str
    text: str


class ItemView(Struct, frozen=True, omit_defaults=True):
    """A question as shown. `points` whole; `word_limit` only for written ones; `kind` decides the controls."""

    run: int
    kind: Literal["single", "several", "truefalse", "written"]
    text: str
    points: int
    options: list[OptionView] = []
    word_limit: int | None = None


class Reveal(Struct, frozen=True):
    """What becomes known at the reveal: the ids of the right options, why, and the passage that proves it."""

    key: list[str]
    explanation: str
    quote: str
    source: str


class BoardRow(Struct, frozen=True):
    """One row of a board; equal rows share a rank (1, 2, 2, 4). `was` is the rank before this question, 0 if new."""

    subject: str
    rank: int
    was: int
    name: str
    group: str
    points: int


class CellRow(Struct, frozen=True, omit_defaults=True):
    """A cell's two figures, never added: who took part of the eligible, and the mean points in hundredths.

    `mean` is None where too few took part to show it.
    """

    rank: int
    name: str
    took_part: int
    eligible: int
    mean: int | None = None


class CellCount(Struct, frozen=True):
    """People of one cell: eligible on the roster, here in the room, having answered the open question."""

    cell: str
    eligible: int
    here: int
    answered: int


class ScriptStep(Struct, frozen=True, omit_defaults=True):
    """A line of the host's run of show. `right_percent` once it was revealed."""

    no: int
    round: str
    text: str
    seconds: int
    is_written: bool = False
    is_void: bool = False
    right_percent: int | None = None


class HostView(Struct, frozen=True):
    """What only the host sees: the moves allowed now, the key of the item on stage, the run of show."""

    moves: list[str]
    key: list[str]
    explanation: str
    script: list[ScriptStep]


class State(Struct, tag_field="t", tag="state", frozen=True, omit_defaults=True):
    """The whole room as one role may see it. Keep the one with the highest `version`.

    `phase`: door, ready, read, answer, closed, reveal, standing, podium, finished. `item` is None until it may be read.
    `deadline` is None unless a clock runs; while paused `left_ms` says what remains. `spread` counts choices by option
    id. `names` lists who is in (door only, up to 60), otherwise look at `cells`.
    """

    version: int
    now: int
    code: str
    contest: str
    round: str
    phase: str
    item_no: int
    items: int
    is_locked: bool
    here: int
    limit_ms: int | None = None
    deadline: int | None = None
    left_ms: int | None = None
    may_change: bool = True
    item: ItemView | None = None
    reveal: Reveal | None = None
    spread: dict[str, int] | None = None
    answered: int | None = None
    names: list[str] | None = None
    cells: list[CellCount] | None = None
    board: list[BoardRow] | None = None
    cell_board: list[CellRow] | None = None
    host: HostView | None = None


class OwnAnswer(Struct, frozen=True):
    run: int
    attempt: int
    choice: list[str]
    at: int


class OwnDraft(Struct, frozen=True):
    run: int
    revision: int
    text: str
    at: int


class OwnPoints(Struct, frozen=True):
    """After the reveal only."""

    run: int
    is_right: bool
    points: int


class OwnPlace(Struct, frozen=True):
    """`gap` is how many points are missing to the next better rank, 0 for the first; `around` up to five rows."""

    rank: int
    of: int
    points: int
    gap: int
    around: list[BoardRow]


class You(Struct, tag_field="t", tag="you", frozen=True, omit_defaults=True):
    """What is this contestant's own, sent after a state when it changed. `deadline` differs with extra time."""

    version: int
    seat: int
    name: str
    cell: str
    deadline: int | None = None
    answer: OwnAnswer | None = None
    draft: OwnDraft | None = None
    points: OwnPoints | None = None
    place: OwnPlace | None = None


class Tally(Struct, tag_field="t", tag="tally", frozen=True, omit_defaults=True):
    """Counts while a question is open or the door is, at most four a second; the next state replaces it.

    `spread` goes to the host only. `cells` to wall and host.
    """

    version: int
    here: int
    answered: int
    cells: list[CellCount] | None = None
    names: list[str] | None = None
    spread: dict[str, int] | None = None


class Ack(Struct, tag_field="t", tag="ack", frozen=True):
    """Done and on disk. `at` is the time of receipt. For an answer sent twice, `at`, `attempt` and `choice` are those
    of the one that was stored first."""

    id: int
    at: int
    attempt: int | UnsetType = UNSET
    choice: list[str] | UnsetType = UNSET
    revision: int | UnsetType = UNSET


class Error(Struct, tag_field="t", tag="error", frozen=True):
    """Refused. `code` is stable, `words` are in the reader's language. `id` 0 answers a frame without a readable one.

    `retry_ms` is set when the same message may be sent again later.
    """

    id: int
    code: str
    words: str
    retry_ms: int | UnsetType = UNSET


class Pong(Struct, tag_field="t", tag="pong", frozen=True):
    """The server's time, and the room's version; ask with a new hello when it is higher than yours."""

    id: int
    now: int
    version: int


ServerMessage = State | You | Tally | Ack | Error | Pong

CLOSE_NO_TOKEN = 4401
CLOSE_SENT_OUT = 4403
CLOSE_NO_ROOM = 4404
CLOSE_FLOOD = 4429
CLOSE_SLOW = 4408
CLOSE_RESTART = 4012

_decoder: msgspec.json.Decoder[ClientMessage] = msgspec.json.Decoder(ClientMessage)
_encoder = msgspec.json.Encoder()


def decode(frame: str | bytes) -> ClientMessage:
    """Raises msgspec.DecodeError (not JSON) or msgspec.ValidationError (not a declared message)."""
    return _decoder.decode(frame)


def encode(message: ServerMessage) -> str:
    return _encoder.encode(message).decode()

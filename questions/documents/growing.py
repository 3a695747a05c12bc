"""Decides where in the tree a number belongs: it starts a node only where the sequence fits."""

from dataclasses import dataclass, field

from questions.documents.markers import LETTERS, NAMED, OPTIONAL_LETTERS, RANKS, Kind, Marker
from questions.documents.nodes import Mark, Node, Passage

_LARGEST_GAP = 3
_SIGN_RANKS = {"-": 0, "+": 1, "·": 2}


@dataclass
class Draft:
    """A node while its lines are still coming in; the root has no kind."""

    kind: Kind | None
    number: str = ""
    ordinal: tuple[int, ...] = ()
    title: str = ""
    heading: str = ""
    place: str = ""
    order: int = 0
    is_marked: bool = False
    path: tuple[str, ...] = ()
    passages: list[Passage] = field(default_factory=list)
    children: list["Draft"] = field(default_factory=list)
    bullets: list[tuple[str, int]] = field(default_factory=list)
    last_numbered: "Draft | None" = None

    def add(self, child: "Draft") -> None:
        """A heading without a number does not interrupt the numbers around it."""
        self.children.append(child)
        if child.kind is not Kind.HEADING:
            self.last_numbered = child

    def bullet_path(self, sign: str) -> tuple[str, ...]:
        """The address of the next bullet, nested under the bullets above it that are of a higher rank."""
        count = 0
        while self.bullets and _SIGN_RANKS[self.bullets[-1][0]] >= _SIGN_RANKS[sign]:
            count = self.bullets.pop()[1]
        self.bullets.append((sign, count + 1))
        return tuple(f"{one}{number}" for one, number in self.bullets)

    def interrupt(self) -> None:
        """A paragraph ends the bullets below the first level; their count goes on."""
        del self.bullets[1:]

    def finished(self, level: int = 1) -> Node:
        assert self.kind is not None
        return Node(
            number=self.number,
            title=self.title,
            level=level,
            kind=self.kind,
            heading=self.heading,
            place=self.place,
            path=self.path,
            passages=tuple(self.passages),
            children=tuple(child.finished(level + 1) for child in self.children),
            order=self.order,
        )


@dataclass(frozen=True)
class Fit:
    """`depth` is the place in the open nodes of the parent; `problem` what is odd about the number, "" for nothing."""

    depth: int
    marker: Marker
    problem: str = ""


def fit(marker: Marker, opened: list[Draft], *, is_marked: bool, last_named: dict[Kind, int]) -> Fit | None:
    """Where this number belongs, or None when it is no number of this document's structure."""
    if not all(marker.ordinal):
        return None
    if marker.kind in NAMED:
        return _fit_named(marker, opened, last_named)
    return _fit_next(marker, opened, is_marked=is_marked) or _fit_first(marker, opened, is_marked=is_marked)


def _fit_named(marker: Marker, opened: list[Draft], last_named: dict[Kind, int]) -> Fit | None:
    """ "Điều 4" says itself what it is: it may go on across chapters, begin late or jump, but not fall back."""
    rank = RANKS[marker.kind]
    deep = next((i for i, one in enumerate(opened) if one.kind is not None and RANKS[one.kind] >= rank), len(opened))
    before, (now,) = last_named.get(marker.kind, 0), marker.ordinal
    if now == 1 or before <= now <= before + 1:
        return Fit(deep - 1, marker)
    return Fit(deep - 1, marker, "number_skipped" if before else "number_begins_late") if now > before else None


def _fit_next(marker: Marker, opened: list[Draft], *, is_marked: bool) -> Fit | None:
    """After its neighbour: first one set the same way, then the deepest.

    Capital letters also begin names: after headings A and B, a plain "C. Mác …" is no heading.
    """
    fits = []
    for depth in range(len(opened) - 1, -1, -1):
        last = opened[depth].last_numbered
        if last is None or last.kind is not marker.kind or (marker.kind is Kind.UPPER and last.is_marked > is_marked):
            continue
        step = _step(last, marker)
        if step == 1:
            fits.append((last.is_marked != is_marked, Fit(depth, marker)))
        elif is_marked and last.is_marked and 0 <= step <= _LARGEST_GAP and marker.ordinal[-1] > 1:
            problem = "number_repeated" if step == 0 else "number_skipped"
            fits.append((True, Fit(depth, marker, problem)))
    return min(fits, key=lambda one: (one[1].problem != "", one[0]), default=(True, None))[1]


def _step(last: Draft, marker: Marker) -> int:
    """How far the number is from the one before it in the same series; -1 when it is of another series."""
    if last.ordinal[:-1] != marker.ordinal[:-1]:
        return -1
    before, now = last.ordinal[-1], marker.ordinal[-1]
    if marker.kind in {Kind.LETTER, Kind.UPPER}:
        left_out = LETTERS[before : now - 1]
        return 1 if now > before and OPTIONAL_LETTERS.issuperset(left_out) else now - before
    return now - before


def _fit_first(marker: Marker, opened: list[Draft], *, is_marked: bool) -> Fit | None:
    if marker.ordinal[-1] != 1:
        return None
    above = marker.ordinal[:-1]
    if above:
        depths = range(len(opened) - 1, 0, -1)
        return next((Fit(i, marker) for i in depths if _is_above(opened[i], above)), None)
    same = [one for one in opened if one.kind is marker.kind and len(one.ordinal) == 1]
    if same and (is_marked or not all(one.is_marked for one in same)):
        return None
    depth = len(opened) - 1
    if is_marked and marker.kind in {Kind.ROMAN, Kind.UPPER}:
        rank = RANKS[marker.kind]
        deep = (i for i, one in enumerate(opened) if one.kind is not None and RANKS[one.kind] > rank)
        depth = next(deep, len(opened)) - 1
    return Fit(depth, marker)


def _is_above(draft: Draft, ordinal: tuple[int, ...]) -> bool:
    return draft.ordinal == ordinal and draft.kind not in {Kind.LETTER, Kind.UPPER, Kind.LOWER_ROMAN, Kind.HEADING}


def restarts_under_heading(marker: Marker, opened: list[Draft]) -> int:
    """Where a heading without a number belongs after which a series starts again at 1; -1 when it does not start again.

    The heading is then what the numbered heading above the series was, so it stands beside that one.
    """
    if marker.ordinal != (1,):
        return -1
    series = next((i for i, one in enumerate(opened) if one.kind is marker.kind), -1)
    last = opened[-1].passages[-1:] if series > 0 else []
    if not last or Mark.TITLE not in last[0].marks:
        return -1
    return max(0, series - 2)

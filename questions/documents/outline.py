"""Decides how the blocks of a document hang together, by their numbers and never by the level of a heading."""

from collections.abc import Iterable, Iterator
from operator import itemgetter

from questions.documents.blocks import Block, Problem, excerpt
from questions.documents.characters import letters
from questions.documents.ending import ending, tail
from questions.documents.growing import Draft, Fit, fit, restarts_under_heading
from questions.documents.markers import NAMED, Kind, Marker, markers
from questions.documents.mending import Line, lines
from questions.documents.nodes import Mark, Node, Outline, Passage
from questions.documents.spelling import suspected
from questions.documents.titles import shown, split

__all__ = ["Kind", "Mark", "Node", "Outline", "Passage", "lost", "outline"]
_LONGEST_SECOND_LINE = 200
_SECTION_DEPTH = 2


def outline(blocks: Iterable[Block]) -> Outline:
    """Reads any blocks without an exception, and loses none of their letters."""
    read, joined = lines(blocks)
    end = ending(read)
    grown = _Growing(by_heading=False)
    grown.take(read[:end])
    if not grown.root.children and any(line.level for line in read[:end]):
        grown = _Growing(by_heading=True)
        grown.take(read[:end])
    sections = tuple(child.finished() for child in grown.root.children)
    titles = [(node.place, node.heading) for section in sections for node in section.walk() if node.heading]
    problems = (*joined, *grown.problems, *suspected(titles, (line.text for line in read)))
    return Outline(tuple(grown.root.passages), sections, tail(read[end:]), problems)


def lost(blocks: Iterable[Block], found: Outline) -> list[Block]:
    """The blocks whose letters are not in the outline in the same order; empty as long as nothing is wrong."""
    kept = letters("".join(_words(found)))
    missing = []
    position = 0
    for block in blocks:
        own = letters(block.text)
        place = position if kept.startswith(own, position) else kept.find(own, position)
        if place < 0:
            missing.append(block)
        else:
            position = place + len(own)
    return missing


def _words(found: Outline) -> Iterator[str]:
    """Everything as read, in the order of the document; a heading comes before a run-in of the same line."""
    said = [(passage.order, passage.raw) for passage in found.head]
    for node in found.walk():
        said.append((node.order, node.heading))
        said += [(passage.order, passage.raw) for passage in node.passages]
    said += [(passage.order, passage.raw) for passage in found.tail]
    yield from (words for _, words in sorted(said, key=itemgetter(0)))


class _Growing:
    """The tree while it grows: `opened` is the way from the root to the node that the next paragraph belongs to."""

    def __init__(self, *, by_heading: bool) -> None:
        self.root = Draft(None)
        self.opened = [self.root]
        self.problems: list[Problem] = []
        self._by_heading = by_heading
        self._last_named: dict[Kind, int] = {}
        self._after_bullet = False

    def take(self, read: list[Line]) -> None:
        for line in read:
            if line.bullet:
                self._bullet(line)
            elif not self._starts_node(line):
                self._paragraph(line)

    def _bullet(self, line: Line) -> None:
        node = self.opened[-1]
        path = (*node.path, *node.bullet_path(line.bullet))
        mark = Mark.BULLET if len(node.bullets) == 1 else Mark.SUB_BULLET
        node.passages.append(_passage(line, line.text, line.raw, path, mark))
        self._after_bullet = True

    def _paragraph(self, line: Line) -> None:
        """A plain paragraph after bullets closes the numbered child and belongs to the part above it."""
        if self._is_second_line_of_title(line):
            node = self.opened[-1]
            node.title, node.heading = shown(line.text), f"{node.heading}\n{line.raw}"
            return
        is_title = line.is_bold or line.level is not None
        if self._after_bullet and not is_title and len(self.opened) > _SECTION_DEPTH:
            self.opened.pop()
        node = self.opened[-1]
        node.interrupt()
        node.passages.append(_passage(line, line.text, line.raw, node.path, *([Mark.TITLE] if is_title else [])))
        self._after_bullet = False

    def _is_second_line_of_title(self, line: Line) -> bool:
        """ "Chương I" alone on its line is named by the next."""
        node = self.opened[-1]
        is_waiting = node.kind is not None and not node.title and not node.passages and not node.children
        return is_waiting and len(line.text) <= _LONGEST_SECOND_LINE and (line.is_marked or node.kind in NAMED)

    def _starts_node(self, line: Line) -> bool:
        if self._by_heading and line.level is not None:
            self._by_level(line, line.level)
            return True
        found = [marker for marker in markers(line.text, is_marked=line.is_marked) if all(marker.ordinal)]
        fits = [one for marker in found if (one := self._fit(marker, line))]
        if fits:
            self._open(line, min(fits, key=lambda one: one.problem != ""))
            return True
        for marker in found:
            depth = restarts_under_heading(marker, self.opened)
            if depth >= 0:
                self._promote(depth)
                self._open(line, Fit(len(self.opened) - 1, marker))
                return True
        if found and line.is_marked:
            self.problems.append(Problem("number_out_of_sequence", line.place, excerpt(line.text)))
        return False

    def _fit(self, marker: Marker, line: Line) -> Fit | None:
        return fit(marker, self.opened, is_marked=line.is_marked, last_named=self._last_named)

    def _open(self, line: Line, found: Fit) -> None:
        marker = found.marker
        cut = split(line, marker.end)
        node = self._add(
            found.depth,
            Draft(
                kind=marker.kind,
                number=marker.number,
                ordinal=marker.ordinal,
                title=cut.title,
                heading=cut.heading,
                place=line.place,
                order=line.order,
                is_marked=line.is_marked,
            ),
        )
        if cut.body:
            raw = line.text[len(cut.heading) :] if cut.heading else line.raw
            node.passages.append(_passage(line, cut.body, raw, node.path))
        if marker.kind in NAMED:
            self._last_named[marker.kind] = marker.ordinal[-1]
        if found.problem:
            self.problems.append(Problem(found.problem, line.place, excerpt(line.text)))

    def _add(self, depth: int, node: Draft) -> Draft:
        parent = self.opened[depth]
        node.path = (*parent.path, node.number or str(len(parent.children) + 1))
        parent.add(node)
        self.opened[depth + 1 :] = [node]
        self._after_bullet = False
        return node

    def _promote(self, depth: int) -> None:
        """The heading without a number that was just kept as a passage becomes a node."""
        title = self.opened[-1].passages.pop()
        self._add(depth, _heading(title, ()))

    def _by_level(self, line: Line, level: int) -> None:
        """A document without a single number has only the levels of its headings to go by."""
        depth = next((i for i, one in enumerate(self.opened) if one.ordinal and one.ordinal[0] >= level), None)
        deep = len(self.opened) if depth is None else depth
        self._add(deep - 1, _heading(line, (level,)))


def _heading(said: Line | Passage, ordinal: tuple[int, ...]) -> Draft:
    return Draft(
        kind=Kind.HEADING,
        ordinal=ordinal,
        title=shown(said.text),
        heading=said.raw,
        place=said.place,
        order=said.order,
        is_marked=True,
    )


def _passage(line: Line, text: str, raw: str, path: tuple[str, ...], *marks: Mark) -> Passage:
    kept = frozenset([*marks, Mark.MENDED] if line.is_mended else marks)
    return Passage(text, raw, line.place, path, kept, line.order)

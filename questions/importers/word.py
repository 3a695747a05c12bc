"""Reads the question papers that people write in Word; the look of the letters may be the key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from questions.documents.characters import composed
from questions.documents.docx import FALLBACK, LEFT_OUT, opened, runs_of, within
from questions.documents.numbering import Numbering, W, value_of
from questions.documents.package import check_package
from questions.documents.styles import Styles
from questions.importers.found import Found
from questions.importers.headings import find_header
from questions.importers.keys import Keys, letters_of, read_keys
from questions.importers.paper import read_lines
from questions.importers.paper_lines import Line, Look
from questions.importers.shaping import Gathering
from questions.importers.sheet import read_into
from questions.importers.tables import Table, table_of
from vietnamese import fold

FORMAT = "word"
_PARAGRAPH, _TABLE, _ROW, _CELL = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc"))
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")
_NO_COLOUR = frozenset({"", "auto", "000000", "FFFFFF", "none", "clear"})
_KEY_WORDS = frozenset({"cau", "cau so", "dap an", "da", "stt", "question", "answer", "key", ""})


@dataclass
class Paper:
    """A Word file: its lines in order, the tables that are keys, those that are sheets of questions, what is lost."""

    lines: list[Line] = field(default_factory=list)
    key_rows: list[list[str]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)


def read(data: bytes, name: str, given: Keys | None = None) -> Found:
    """Raises Rejected when the file cannot be opened, is not safe to open, or has no question."""
    paper = paper_of(data, name)
    gathering = Gathering()
    for place in paper.pictures:
        gathering.warn(place, "pictures_left_out", number=1)
    for place in paper.formulas:
        gathering.warn(place, "formula_left_out")
    for table in paper.tables:
        header = find_header(table.rows)
        if header is not None:
            read_into(gathering, table, header)
    return read_lines(paper.lines, gathering, FORMAT, tables=read_keys(paper.key_rows), given=given)


def paper_of(data: bytes, name: str) -> Paper:
    check_package(data, name)
    root, parts = opened(data)
    walk = _Walk(Styles(parts.get("styles")), Numbering(parts.get("numbering")), Paper())
    walk.lines_of(root, "")
    return walk.paper


@dataclass
class _Walk:
    """One way through the document, as the numbers of lists are counted on the way."""

    styles: Styles
    numbering: Numbering
    paper: Paper
    paragraph: int = 0
    table: int = 0

    def lines_of(self, parent: Element, place: str) -> None:
        """`place` is the row of the table around, "" outside of tables."""
        for child in parent:
            if child.tag == _PARAGRAPH:
                self.paragraph += 1
                self.paper.lines += self._lines(child, place or f"paragraph:{self.paragraph}")
            elif child.tag == _TABLE:
                self._table(child)
            elif child.tag not in LEFT_OUT and child.tag != FALLBACK:
                self.lines_of(child, place)

    def _lines(self, paragraph: Element, place: str) -> Iterator[Line]:
        style = self.styles.of(paragraph)
        text, looks = "", b""
        for run, said in runs_of(paragraph, tab="\t"):
            words = "\t".join(composed(part) for part in said.split("\t"))
            text += words
            looks += bytes([self._look(run, style.is_bold)]) * len(words)
        if style.list_id and text.strip():
            label = f"{self.numbering.label(style.list_id, style.list_level)} "
            text, looks = label.lstrip() + text, bytes(len(label.lstrip())) + looks
        if any(next(paragraph.iter(tag), None) is not None for tag in _PICTURES):
            self.paper.pictures.append(place)
        if next(paragraph.iter(_MATH), None) is not None:
            self.paper.formulas.append(place)
        start = 0
        for part in text.split("\n"):
            yield Line(place, part, looks[start : start + len(part)])
            start += len(part) + 1

    def _look(self, run: Element, is_bold: bool) -> Look:
        look = Look.BOLD if self.styles.bold(run, is_bold) else Look(0)
        own = run.find(f"{W}rPr")
        if own is None:
            return look
        if value_of(own, "u") not in {"", "none"}:
            look |= Look.UNDERLINED
        shade = own.find(f"{W}shd")
        fill = str(shade.get(f"{W}fill") or "") if shade is not None else ""
        if value_of(own, "highlight") not in _NO_COLOUR or fill not in _NO_COLOUR:
            look |= Look.HIGHLIGHTED
        if value_of(own, "color").upper() not in _NO_COLOUR | {"AUTO"}:
            look |= Look.COLOURED
        return look

    def _table(self, table: Element) -> None:
        """A table is a key, a sheet of questions, or only a way to set lines beside each other."""
        self.table += 1
        own, before = self.table, len(self.paper.lines)
        rows: list[tuple[str, list[str]]] = []
        for number, row in enumerate(within(table, _ROW), start=1):
            place, cells = f"table:{own} row:{number}", []
            for cell in within(row, _CELL):
                first = len(self.paper.lines)
                self.lines_of(cell, place)
                cells.append("\n".join(line.text for line in self.paper.lines[first:]).strip())
            rows.append((place, cells))
        whole = table_of(iter(rows))
        if find_header(whole.rows):
            del self.paper.lines[before:]
            self.paper.tables.append(whole)
        elif _is_key([cells for _, cells in rows]):
            del self.paper.lines[before:]
            self.paper.key_rows += [cells for _, cells in rows]


def _is_key(rows: Sequence[list[str]]) -> bool:
    """Nothing but numbers, letters, pairs of both, and what heads them."""
    cells = [cell for row in rows for cell in row]
    is_known = all(
        fold(cell) in _KEY_WORDS or cell.isdigit() or letters_of(cell) or read_keys([[cell]]) for cell in cells
    )
    return is_known and bool(read_keys(rows))

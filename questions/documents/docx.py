"""Decides what the blocks of a Word document are: paragraphs and tables in order, headings, bold, list numbers."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from questions.documents.blocks import Block, DocumentRejected, Problem
from questions.documents.characters import tidy
from questions.documents.numbering import Numbering, W
from questions.documents.styles import Styles

LEFT_OUT = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "tblPr", "tblGrid", "sdtPr")
)
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _TABLE, _ROW, _CELL, _BOX = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "txbxContent"))
_DAMAGE = (
    *(OpcError, SyntaxError, zipfile.BadZipFile, zlib.error, EOFError),
    *(RuntimeError, ValueError, KeyError, AttributeError, OSError),
)


@dataclass
class _Place:
    paragraph: int = 0
    table: int = 0


def read_docx(data: bytes) -> tuple[list[Block], list[Problem]]:
    """Raises DocumentRejected when the file cannot be opened, or defines entities, which no Word file does."""
    root, parts = opened(data)
    walk = _Walk(Styles(parts.get("styles")), Numbering(parts.get("numbering")), _Place())
    blocks = [block for block in walk.blocks(root) if block.text]
    return blocks, _problems(root, parts.get("footnotes"))


def opened(data: bytes) -> tuple[Element, dict[str, Element]]:
    """The document's root, and the roots of its numbering, styles and footnotes where it has them.

    Raises DocumentRejected as `read_docx` does; the package must have been checked before.
    """
    try:
        # python-docx has no types; what is taken from it are elements of lxml.
        main: Any = Document(io.BytesIO(data)).part
        related = {one.reltype.rpartition("/")[2]: one.target_part for one in main.rels.values() if not one.is_external}
        parts = {name: _root(related[name]) for name in ("numbering", "styles", "footnotes") if name in related}
        root: Element = main.element
    except _DAMAGE as error:
        raise DocumentRejected("document_damaged_docx") from error
    for one in (root, *parts.values()):
        if one.getroottree().docinfo.internalDTD is not None:
            raise DocumentRejected("document_docx_entities")
    return root, parts


def _root(part: Any) -> Element:  # a part of python-docx, parsed or not
    """parse_xml neither resolves entities nor fetches anything."""
    root: Element = part.element if hasattr(part, "element") else parse_xml(part.blob)
    return root


def _problems(root: Element, footnotes: Element | None) -> list[Problem]:
    found = []
    if any(next(root.iter(f"{W}{name}"), None) is not None for name in ("drawing", "pict")):
        found.append(Problem("pictures_not_read", "", ""))
    if footnotes is not None and any(text.text for text in footnotes.iter(f"{W}t")):
        found.append(Problem("footnotes_not_read", "", ""))
    return found


@dataclass(frozen=True)
class _Walk:
    """One way through the document, from the top, as the numbers of lists are counted on the way."""

    styles: Styles
    numbering: Numbering
    place: _Place

    def blocks(self, parent: Element) -> Iterator[Block]:
        """What a reader sees under this element: content controls and accepted insertions, no deletions."""
        for child in parent:
            if child.tag == _PARAGRAPH:
                yield from self._paragraph(child)
            elif child.tag == _TABLE:
                yield from self._table(child)
            elif child.tag not in LEFT_OUT and child.tag != FALLBACK:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        self.place.paragraph += 1
        place = f"paragraph:{self.place.paragraph}"
        style = self.styles.of(paragraph)
        runs = list(runs_of(paragraph))
        label = ""
        if style.list_id and any(text.strip() for _, text in runs):
            label = self.numbering.label(style.list_id, style.list_level)
        text = "".join(text for _, text in runs)
        label = f"{label} " if label else ""
        said = tidy(label + text)
        lead = len(tidy(label + text[: self._bold(runs, style.is_bold)])) if text.strip() else 0
        if lead <= len(label.strip()):
            lead = 0
        yield Block(said, place, bold=0 < lead == len(said), level=style.level, lead=lead)
        for box in paragraph.iter(_BOX):
            if not any(above.tag == FALLBACK for above in box.iterancestors()):
                yield from self.blocks(box)

    def _bold(self, runs: list[tuple[Element, str]], otherwise: bool) -> int:
        """How many characters at the start are bold; spaces may be either."""
        length = lead = 0
        for run, text in runs:
            is_bold = self.styles.bold(run, otherwise)
            if text.strip() and not is_bold:
                break
            length += len(text)
            lead = length if is_bold else lead
        return lead

    def _table(self, table: Element) -> Iterator[Block]:
        """One block a row; where a cell has several paragraphs the table is a layout, and its paragraphs are blocks."""
        self.place.table += 1
        own = self.place.table
        for number, row in enumerate(within(table, _ROW), start=1):
            cells = [[b for b in self.blocks(cell) if b.text] for cell in within(row, _CELL)]
            place = f"table:{own} row:{number}"
            if any(len(cell) > 1 for cell in cells):
                for block in (block for cell in cells for block in cell):
                    yield Block(block.text, place, block.bold, block.level, block.lead)
            else:
                filled = [cell[0] for cell in cells if cell]
                text = " | ".join(block.text.replace("\n", " ") for block in filled)
                is_bold = bool(filled) and all(block.bold for block in filled)
                yield Block(text, place, is_bold, None, len(text) if is_bold else 0)


def within(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also inside content controls, but not those of a table inside."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in LEFT_OUT and child.tag not in {_PARAGRAPH, _TABLE, _CELL}:
            yield from within(child, tag)


def runs_of(parent: Element, *, tab: str = " ") -> Iterator[tuple[Element, str]]:
    """Each run with its text, in order, also inside links, fields and insertions."""
    for child in parent:
        if child.tag == f"{W}r":
            yield child, "".join(_said(child, tab))
        elif child.tag not in LEFT_OUT and child.tag not in {_BOX, FALLBACK, _PARAGRAPH}:
            yield from runs_of(child, tab=tab)


def _said(run: Element, tab: str) -> Iterator[str]:
    for child in run:
        match child.tag:
            case tag if tag == f"{W}t":
                yield child.text or ""
            case tag if tag in {f"{W}br", f"{W}cr"}:
                yield "\n" if child.get(f"{W}type") not in {"page", "column"} else " "
            case tag if tag == f"{W}tab":
                yield tab
            case tag if tag == f"{W}noBreakHyphen":
                yield "-"
            case _:
                pass

"""Decides what the cells of an ODS say: written out by repetition counts, which a hostile file makes endless."""

from collections.abc import Iterator

from lxml import etree

from questions.importers.limits import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS
from refusals import Rejected

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_MOST_CELLS = 1_000_000


def ods_sheets(content: bytes) -> Iterator[list[list[str]]]:
    """Raises Rejected when it is damaged, declares entities, or says that it has too many cells."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Rejected("questions_file_damaged") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Rejected("questions_file_xml_entities")
    for number, table in enumerate(root.iter(f"{_TABLE}table")):
        if number < MOST_SHEETS:
            yield _rows(table)


def _rows(table: etree._Element) -> list[list[str]]:
    rows: list[list[str]] = []
    waiting = cells = 0
    for element in table.iter(f"{_TABLE}table-row"):
        row = _cells(element)
        times = _times(element, "number-rows-repeated")
        if not row:
            # Empty rows count only when something stands below them.
            waiting += times
            continue
        cells += len(row) * times
        if len(rows) + waiting + times > MOST_ROWS or cells > _MOST_CELLS:
            raise Rejected("questions_file_too_many_rows", most=MOST_ROWS)
        rows += [[]] * waiting + [row] * times
        waiting = 0
    return rows


def _cells(row: etree._Element) -> list[str]:
    cells: list[str] = []
    waiting = 0
    for cell in row:
        if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        text = _said(cell)
        times = _times(cell, "number-columns-repeated")
        if not text:
            waiting += times
            continue
        if len(cells) + waiting + times > MOST_COLUMNS:
            raise Rejected("questions_file_too_wide", most=MOST_COLUMNS)
        cells += [""] * waiting + [text] * times
        waiting = 0
    return cells


def _times(element: etree._Element, name: str) -> int:
    written = element.get(f"{_TABLE}{name}") or "1"
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 1


def _said(cell: etree._Element) -> str:
    """The paragraphs as they are shown; a switch is said in English, as the other workbooks say it."""
    if cell.get(f"{_OFFICE}value-type") == "boolean":
        return "TRUE" if cell.get(f"{_OFFICE}boolean-value") == "true" else "FALSE"
    paragraphs = ("".join(str(part) for part in one.itertext()) for one in cell.findall(f"{_TEXT}p"))
    return "\n".join(paragraphs).strip()

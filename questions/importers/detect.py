"""Decides from its bytes what kind of file of questions this is, and has it read; a separate key is read along."""

import re
from collections.abc import Callable
from enum import StrEnum

from questions.importers import aiken, gift, moodle_xml, own_json, paper, sheet, word
from questions.importers.found import Found
from questions.importers.keys import Keys, read_keys
from questions.importers.limits import check_size, lines_of
from questions.importers.paper_lines import plain
from questions.importers.tables import Table, csv_tables, html_table, text_of
from questions.importers.workbook import OLD_OFFICE, read_workbook
from refusals import Rejected

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WORD_PART = b"word/document.xml"
_HTML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<table|<meta|<div|<body)", re.IGNORECASE)
_HTML_WITHIN = 4096
_JSON = re.compile(r'\s*(?:\[\s*[\[{"\]]|\{\s*["}])')
_BRACED = re.compile(r"(?<!\\)\{[^{}]*\}")
_NAMED = re.compile(r"^::.+?::", re.MULTILINE)


class Format(StrEnum):
    AUTO = "auto"
    WORD = "word"
    SHEET = "sheet"
    TEXT = "text"
    GIFT = "gift"
    AIKEN = "aiken"
    MOODLE_XML = "moodle-xml"
    OWN_JSON = "own-json"


def read(data: bytes, name: str = "", *, wanted: Format = Format.AUTO, key: bytes = b"", key_name: str = "") -> Found:
    """Any bytes give what was found, or Rejected; the name is only for messages."""
    check_size(data)
    given = _keys(key, key_name) if key else {}
    kind = detected(data) if wanted is Format.AUTO else wanted
    match kind:
        case Format.WORD:
            return word.read(data, name, given)
        case Format.SHEET:
            return _sheet(data)
        case Format.MOODLE_XML:
            return moodle_xml.read(data)
        case Format.OWN_JSON:
            return own_json.read(data)
        case Format.GIFT:
            return gift.read(text_of(data))
        case Format.AIKEN:
            return aiken.read(text_of(data))
        case Format.TEXT:
            return paper.read(text_of(data), given)
        case _:
            raise Rejected("questions_file_unknown")


def detected(data: bytes) -> Format:
    """Raises Rejected when the bytes are none of the formats."""
    if data.startswith(_ZIP):
        return Format.WORD if _WORD_PART in data else Format.SHEET
    if data.startswith(OLD_OFFICE) or _HTML.match(data[:_HTML_WITHIN]):
        return Format.SHEET
    text = text_of(data)
    if _JSON.match(text):
        return Format.OWN_JSON
    if text.lstrip().startswith("<"):
        return Format.MOODLE_XML
    return _of_text(text)


def _of_text(text: str) -> Format:
    lines = [plain("", line) for line in lines_of(text)]
    tests: tuple[tuple[Format, Callable[[], bool]], ...] = (
        (Format.SHEET, lambda: sheet.has_questions(csv_tables(text))),
        (Format.AIKEN, lambda: not paper.has_heads(lines) and any(aiken.ANSWER.match(line.text) for line in lines)),
        (Format.GIFT, lambda: bool(_NAMED.search(text) or _BRACED.search(text))),
        (Format.TEXT, lambda: paper.is_paper(lines)),
    )
    for kind, test in tests:
        if test():
            return kind
    raise Rejected("questions_file_unknown")


def _sheet(data: bytes) -> Found:
    if data.startswith((*_ZIP, OLD_OFFICE)):
        kind, tables = read_workbook(data)
        return sheet.read_sheets(tables, kind)
    text = text_of(data)
    if _HTML.match(data[:_HTML_WITHIN]):
        return sheet.read_sheets([html_table(text)], "html")
    return sheet.read_best(csv_tables(text), "csv")


def _keys(data: bytes, name: str) -> Keys:
    """The keys of a separate file of any kind. Raises Rejected when there are none."""
    check_size(data)
    if data.startswith(_ZIP) and _WORD_PART in data:
        found = word.paper_of(data, name)
        tables = [*found.key_rows, *(list(row.cells) for table in found.tables for row in table.rows)]
        keys = read_keys([*tables, *(line.text.split("\t") for line in found.lines)])
    elif data.startswith((*_ZIP, OLD_OFFICE)):
        keys = read_keys(row.cells for table in read_workbook(data)[1] for row in table.rows)
    else:
        keys = _text_keys(data)
    if not keys:
        raise Rejected("questions_key_file_without_keys")
    return keys


def _text_keys(data: bytes) -> Keys:
    text = text_of(data)
    tables: list[Table] = [html_table(text)] if _HTML.match(data[:_HTML_WITHIN]) else csv_tables(text)
    readings = [read_keys(row.cells for row in table.rows) for table in tables]
    readings.append(read_keys([line] for line in lines_of(text)))
    return max(readings, key=lambda keys: sum(map(len, keys.values())))

"""Decides from its bytes what kind of file a document is, and has it read."""

from dataclasses import dataclass
from enum import StrEnum

from questions.documents.blocks import Block, DocumentRejected, Problem
from questions.documents.characters import letters
from questions.documents.docx import read_docx
from questions.documents.legacy import legacy_problems
from questions.documents.markdown import is_markdown, markdown_blocks
from questions.documents.package import check_package
from questions.documents.text import decode, text_blocks

__all__ = ["DocumentRejected", "Kind", "Reading", "read"]
LARGEST_BYTES = 20 * 2**20
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc, and every password-protected .docx
_PDF_WITHIN = 1024


class Kind(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    DOCX = "docx"


@dataclass(frozen=True)
class Reading:
    """The blocks of a document in reading order, with what the reader could not take over."""

    kind: Kind
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]


def read(data: bytes, name: str) -> Reading:
    """The name tells nothing about the kind; it is kept for the message when the kind is not supported.

    Raises DocumentRejected: document_empty, document_too_large (megabytes), document_binary, document_not_utf8
    (offset), document_unsupported_kind (kind, name), and for Word files document_damaged_docx, document_docx_macros,
    document_docx_entities, document_docx_unpacked_too_large (megabytes), document_docx_too_many_entries (most).
    """
    if len(data) > LARGEST_BYTES:
        raise DocumentRejected("document_too_large", megabytes=LARGEST_BYTES // 2**20)
    if not data.strip():
        raise DocumentRejected("document_empty")
    if data.startswith(_ZIP):
        check_package(data, name)
        kind, (blocks, problems) = Kind.DOCX, read_docx(data)
    else:
        kind, blocks = _text(data, name)
        problems = []
    if not any(letters(block.text) for block in blocks):
        raise DocumentRejected("document_empty")
    return Reading(kind, tuple(blocks), (*problems, *legacy_problems(blocks)))


def _text(data: bytes, name: str) -> tuple[Kind, list[Block]]:
    if unsupported := _signature(data):
        raise DocumentRejected("document_unsupported_kind", kind=unsupported, name=name)
    text = decode(data)
    if is_markdown(text):
        return Kind.MARKDOWN, markdown_blocks(text)
    return Kind.TEXT, text_blocks(text)


def _signature(data: bytes) -> str:
    start = data[:_PDF_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(_OLD_OFFICE):
        return "doc"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start[:14].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    return "xml" if start.startswith(b"<?xml") else ""

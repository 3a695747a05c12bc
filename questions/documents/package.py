"""Decides, before anything is unpacked, whether a zip file is a Word document that is safe to open."""

import io
import zipfile
import zlib

from questions.documents.blocks import DocumentRejected

UNPACKED_BYTES = 100 * 2**20
ENTRIES = 2000
SUSPICIOUS_RATIO = 100
SMALL_BYTES = 5 * 2**20
"""Short texts that repeat themselves pack well; the ratio counts only above this size."""
_MAIN = "word/document.xml"
_MACROS = ("vbaproject.bin", "vbadata.xml")
_MACRO_TYPE = b"macroenabled"
_TYPES = "[Content_Types].xml"
_TYPES_BYTES = 2**20


def check_package(data: bytes, name: str) -> None:
    """Raises DocumentRejected; the sizes are those the file declares, and unpacking stops at them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            _check_sizes(entries, len(data))
            _check_kind(package, {entry.filename for entry in entries}, name)
            if any(entry.flag_bits & 1 for entry in entries):
                raise DocumentRejected("document_damaged_docx")
            _check_macros(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError, KeyError) as error:
        raise DocumentRejected("document_damaged_docx") from error


def unpacked_fault(entries: list[zipfile.ZipInfo], packed: int) -> str:
    """Why a package, by the sizes it declares, is not unpacked at all: "too_many_entries", "too_large", or ""."""
    if len(entries) > ENTRIES:
        return "too_many_entries"
    unpacked = sum(entry.file_size for entry in entries)
    is_bomb = unpacked > SMALL_BYTES and unpacked > packed * SUSPICIOUS_RATIO
    return "too_large" if unpacked > UNPACKED_BYTES or is_bomb else ""


def _check_sizes(entries: list[zipfile.ZipInfo], packed: int) -> None:
    match unpacked_fault(entries, packed):
        case "too_many_entries":
            raise DocumentRejected("document_docx_too_many_entries", most=ENTRIES)
        case "too_large":
            raise DocumentRejected("document_docx_unpacked_too_large", megabytes=UNPACKED_BYTES // 2**20)
        case _:
            pass


def _check_kind(package: zipfile.ZipFile, names: set[str], name: str) -> None:
    if _MAIN in names:
        return
    if "mimetype" in names:
        raise DocumentRejected("document_unsupported_kind", kind="odt", name=name)
    others = (("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx"))
    kind = next((kind for part, kind in others if part in names), "zip")
    if _TYPES in names and kind == "zip":
        raise DocumentRejected("document_damaged_docx")
    raise DocumentRejected("document_unsupported_kind", kind=kind, name=name)


def _check_macros(package: zipfile.ZipFile) -> None:
    names = [entry.filename for entry in package.infolist()]
    types = package.open(_TYPES).read(_TYPES_BYTES).lower()
    if _MACRO_TYPE in types or any(part.lower().endswith(_MACROS) for part in names):
        raise DocumentRejected("document_docx_macros")
    if len(names) != len(set(names)):
        raise DocumentRejected("document_damaged_docx")

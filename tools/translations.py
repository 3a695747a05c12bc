"""Decides whether every sentence of the screens is there in English, and whether what is shipped is what is written."""

import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import needs

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "en"
# Message ids are Vietnamese; English is complete.
CATALOGUE = ROOT / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
# What Django and REST framework say in English only; written by hand, as their message ids are not in our code.
BORROWED = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
LEFT_OUT = [".venv/*", "var/*", "tests/*", "bench/*", "tools/*", "docs/*"]


def problems() -> list[str]:
    needs.require([needs.GETTEXT])
    if not CATALOGUE.exists():
        return [f"{CATALOGUE.relative_to(ROOT)} does not exist: run make words, and translate."]
    found = [f"not in the catalogue, or no longer in the code: {line}" for line in _out_of_step()]
    found += [f"fuzzy: {text}" for text in _select("--only-fuzzy")]
    found += [f"not translated: {text}" for text in _select("--untranslated")]
    return [*found, *_stale_binary(CATALOGUE), *_stale_binary(BORROWED)]


def _out_of_step() -> list[str]:
    """Message ids that the code has and the catalogue lacks, or the other way round."""
    with tempfile.TemporaryDirectory(prefix="hoithi-words-") as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "var", "*cache", "__pycache__", "*.mo")
        )
        _collect(copy)
        before, after = _ids(CATALOGUE), _ids(copy / CATALOGUE.relative_to(ROOT))
    return sorted(after - before) + [f"{text} (obsolete)" for text in sorted(before - after)]


def _collect(tree: Path) -> None:
    ignore = [word for pattern in LEFT_OUT for word in ("--ignore", pattern)]
    shape = ["--no-obsolete", "--no-wrap", "--add-location", "file"]  # lines move too often to be worth a difference
    command = [sys.executable, "manage.py", "makemessages", "-l", LANGUAGE, *shape, *ignore]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"makemessages failed:\n{done.stdout}{done.stderr}")


def write() -> None:
    """Brings the English catalogue up to the code, keeping what is translated, and compiles both."""
    needs.require([needs.GETTEXT])
    _collect(ROOT)
    for catalogue in (CATALOGUE, BORROWED):
        _gettext("msgfmt", "--check-format", "-o", str(catalogue.with_suffix(".mo")), str(catalogue))


def _ids(catalogue: Path) -> set[str]:
    """Every message id, translated or not: msgen fills each empty translation, so that the binary holds them all."""
    with tempfile.TemporaryDirectory(prefix="hoithi-words-") as folder:
        filled, binary = Path(folder) / "filled.po", Path(folder) / "filled.mo"
        _gettext("msgattrib", "--no-obsolete", "--clear-fuzzy", "-o", str(filled), str(catalogue))
        _gettext("msgen", "-o", str(filled), str(filled))
        _gettext("msgfmt", "-o", str(binary), str(filled))
        return {message.decode() for message in _read(binary)}


def _select(option: str) -> list[str]:
    chosen = _gettext("msgattrib", "--no-obsolete", "--no-wrap", option, str(CATALOGUE))
    return [
        line.removeprefix("msgid ") for line in chosen.splitlines() if line.startswith("msgid ") and line != 'msgid ""'
    ]


def _stale_binary(catalogue: Path) -> list[str]:
    shipped = catalogue.with_suffix(".mo")
    name = shipped.relative_to(ROOT)
    if not shipped.exists():
        return [f"{name} does not exist: run make words."]
    with tempfile.TemporaryDirectory(prefix="hoithi-words-") as folder:
        fresh = Path(folder) / "fresh.mo"
        _gettext("msgfmt", "--check-format", "-o", str(fresh), str(catalogue))
        return [] if _read(fresh) == _read(shipped) else [f"{name} is older than its catalogue: run make words."]


def _read(binary: Path) -> dict[bytes, bytes]:
    """The texts of a compiled catalogue by their ids: two tables of (length, place), as GNU gettext writes them."""
    data = binary.read_bytes()
    count, ids, texts = struct.unpack_from("<3I", data, 8)
    entries = {}
    for number in range(count):
        (length, place), (text_length, text_place) = (
            struct.unpack_from("<2I", data, at + 8 * number) for at in (ids, texts)
        )
        entries[data[place : place + length]] = data[text_place : text_place + text_length]
    entries.pop(b"", None)
    return entries


def _gettext(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    return done.stdout


def main() -> int:
    if "--write" in sys.argv[1:]:
        write()
    found = problems()
    print("\n".join(found) or "Every sentence is there in English, and the compiled catalogues are fresh.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

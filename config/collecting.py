"""Decides whether the collected static files are still those of the source."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

STAMP = "collected.sha256"


def is_collected() -> bool:
    return (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()


def is_fresh() -> bool:
    stamp = Path(settings.STATIC_ROOT) / STAMP
    return is_collected() and stamp.exists() and stamp.read_text() == fingerprint()


def note_collected() -> None:
    (Path(settings.STATIC_ROOT) / STAMP).write_text(fingerprint())


def fingerprint() -> str:
    """Changes when a file is added, removed, or written again."""
    lines = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            lines.append(f"{name} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()

"""Takes a document in: the file as it came, its outline as themes, its paragraphs as passages."""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import dropwhile, takewhile
from pathlib import PurePath

from django.db import IntegrityError, transaction

from questions.documents.outline import Mark, Node, Outline, outline
from questions.documents.outline import Passage as ReadPassage
from questions.documents.reading import LARGEST_BYTES, read
from questions.documents.themes import themes
from questions.models import Document, Passage, Theme
from questions.rules.drafts import one_line
from refusals import Rejected
from vietnamese import fold

__all__ = ["LARGEST_BYTES", "ReadDocument", "clipped", "file_name", "import_document", "read_document"]
log = logging.getLogger(__name__)
TITLE_LIMIT = 300
THEME_TITLE_LIMIT = 400
NUMBER_LIMIT = 40
NAME_LIMIT = 200
HEAD = "Phần mở đầu"


@dataclass(frozen=True)
class ReadDocument:
    """A document as read, before anything is stored."""

    title: str
    name: str
    kind: str
    outline: Outline
    themes: frozenset[int]
    """The `id()` of the nodes that are themes; the outline keeps them alive."""
    problems: tuple[dict[str, str], ...]
    """{"code", "place", "excerpt", "suggestion"} of everything mended or suspected."""


def read_document(*, data: bytes, name: str, title: str = "") -> ReadDocument:
    """Reads without storing. Raises Rejected when the file cannot be read at all."""
    name = file_name(name)
    reading = read(data, name)
    found = outline(reading.blocks)
    return ReadDocument(
        title=clipped(one_line(title) or _own_title(found) or PurePath(name).stem, TITLE_LIMIT),
        name=name,
        kind=reading.kind.value,
        outline=found,
        themes=frozenset(map(id, themes(found))),
        problems=tuple(
            {
                "code": problem.code,
                "place": problem.place,
                "excerpt": problem.excerpt,
                "suggestion": problem.suggestion,
            }
            for problem in [*reading.problems, *found.problems]
        ),
    )


@transaction.atomic
def import_document(*, name: str, data: bytes, title: str, by: int | None, at: datetime) -> Document:
    """Stores a document with its themes and passages; `by` is the id of who brought it.

    Raises Rejected: document_known when the same file is here already, and every reason why a file cannot be read.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    known = Document.objects.filter(sha256=sha256).values_list("title", flat=True).first()
    if known is not None:
        raise Rejected("document_known", title=known)
    found = read_document(data=data, name=name, title=title)
    document = Document(
        title=found.title,
        file_name=found.name,
        kind=found.kind,
        content=data,
        sha256=sha256,
        problems=list(found.problems),
        imported_at=at,
        imported_by_id=by,
    )
    try:
        with transaction.atomic():
            document.save(force_insert=True)
    except IntegrityError:
        # The same file came in twice at the same moment.
        raise Rejected("document_known", title=found.title) from None
    _store_outline(document, found)
    log.info("document %s imported: %s, %s bytes", document.pk, found.kind, len(data))
    return document


def file_name(name: str) -> str:
    """The last part of a path a browser or a person gave, printable, short, with its ending kept."""
    path = PurePath(one_line(name).replace("\\", "/"))
    ending = path.suffix[:12]
    return clipped(path.stem or "document", NAME_LIMIT - len(ending)) + ending


def clipped(text: str, limit: int) -> str:
    """The text, or as many whole words of it as fit with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut[limit // 2 :] else cut}…"


def _own_title(found: Outline) -> str:
    """The lines set as a title before the first section, as documents carry their name there."""
    titles = dropwhile(lambda passage: Mark.TITLE not in passage.marks, found.head)
    return " ".join(one_line(passage.text) for passage in takewhile(lambda p: Mark.TITLE in p.marks, titles))


@dataclass(frozen=True)
class _Entry:
    """A node on its way into the database: where its parent stands in the list, and what is under it."""

    parent: int | None
    number: str
    title: str
    is_theme: bool
    passages: tuple[ReadPassage, ...]


def _entries(found: ReadDocument) -> list[_Entry]:
    """The outline without its tail: recipients and signatures are names of people, which stay in the file only."""
    entries: list[_Entry] = []

    def add(node: Node, parent: int | None) -> None:
        here = len(entries)
        entries.append(_Entry(parent, node.number, node.title, id(node) in found.themes, node.passages))
        for child in node.children:
            add(child, here)

    if found.outline.head:
        entries.append(_Entry(None, "", HEAD, is_theme=False, passages=found.outline.head))
    for section in found.outline.sections:
        add(section, None)
    return entries


def _store_outline(document: Document, found: ReadDocument) -> None:
    entries = _entries(found)
    stored: dict[int, Theme] = {}
    for level in _levels(entries):
        themes_of_level = [
            Theme(
                document=document,
                parent=stored[parent] if (parent := entries[i].parent) is not None else None,
                position=i,
                number=clipped(entries[i].number, NUMBER_LIMIT),
                title=clipped(one_line(entries[i].title), THEME_TITLE_LIMIT),
                is_theme=entries[i].is_theme,
            )
            for i in level
        ]
        stored.update(zip(level, Theme.objects.bulk_create(themes_of_level), strict=True))
    Passage.objects.bulk_create(
        (passage for i, entry in enumerate(entries) for passage in _passages(stored[i], entry)), batch_size=500
    )


def _levels(entries: list[_Entry]) -> Iterator[list[int]]:
    """The places in the list, level by level, so that parents are stored before their children."""
    level = [i for i, entry in enumerate(entries) if entry.parent is None]
    while level:
        yield level
        above = set(level)
        level = [i for i, entry in enumerate(entries) if entry.parent in above]


def _passages(theme: Theme, entry: _Entry) -> Iterable[Passage]:
    for position, passage in enumerate(entry.passages):
        yield Passage(
            theme=theme,
            position=position,
            text=passage.text,
            raw=passage.raw,
            place=clipped(str(passage.place), 80),
            search_key=fold(passage.text),
        )

"""Decides to which theme and passage of a document a question of a file belongs."""

from questions.models import Document, Passage, Theme
from questions.rules.drafts import one_line
from questions.rules.matching import Index
from questions.rules.outlines import Place, below, theme_of
from vietnamese import fold


class Shelf:
    """A document's themes and passages, read once for a whole file."""

    def __init__(self, document: Document) -> None:
        self.themes = {t.pk: t for t in Theme.objects.filter(document=document).order_by("position")}
        self.places = [Place(t.pk, t.parent_id, t.is_theme) for t in self.themes.values()]
        self._theme_of = theme_of(self.places)
        passages = Passage.objects.filter(theme__document=document).order_by("theme__position", "position")
        self._passages = [(one_line(passage.text), passage) for passage in passages]
        self._index: Index | None = None

    def named(self, name: str) -> Theme | None:
        """The theme of this rank among the themes (from 1), or the one with this number, or this title."""
        marked = [theme for theme in self.themes.values() if theme.is_theme]
        if name.isascii() and name.isdigit() and 1 <= int(name) <= len(marked):
            return marked[int(name) - 1]
        wanted = fold(name)
        nodes = [*marked, *self.themes.values()] if wanted else []
        return next((t for t in nodes if t.number == name or wanted in {fold(t.title), fold(str(t))}), None)

    def theme_above(self, passage: Passage) -> Theme:
        """The theme that a question about this passage counts for; where there is none, the passage's own node."""
        nearest = self._theme_of[passage.theme_id]
        return self.themes[nearest if nearest is not None else passage.theme_id]

    def citing(self, excerpt: str, wanted: Theme | None) -> Passage | None:
        """The first passage with these words, if possible under the wanted theme."""
        matches = [passage for text, passage in self._passages if excerpt in text]
        inside = below(self.places, [wanted.pk]) if wanted else frozenset()
        return next((p for p in matches if p.theme_id in inside), matches[0] if matches else None)

    def likeliest(self, text: str, wanted: Theme | None) -> tuple[Passage, bool] | None:
        """The passage sharing the most telling words, if possible under the wanted theme, and whether it fits.

        Where no word is shared it is the first one. None when the document has no passage at all.
        """
        if not self._passages:
            return None
        if self._index is None:
            self._index = Index([passage for passage, _ in self._passages])
        inside = below(self.places, [wanted.pk]) if wanted else frozenset()
        among = [i for i, (_, passage) in enumerate(self._passages) if passage.theme_id in inside]
        match = self._index.best(text, frozenset(among) if among else None)
        if match is not None:
            return self._passages[match.place][1], match.fits
        return self._passages[among[0] if among else self._first()][1], False

    def _first(self) -> int:
        """The first passage that counts for a theme, else the first of all: introductions prove little."""
        places = enumerate(self._passages)
        return next((i for i, (_, passage) in places if self._theme_of[passage.theme_id] is not None), 0)

"""How Vietnamese text is compared, searched and sorted; plain Python that every app may use."""

from vietnamese.text import clean, fold, name_sort_key, same_spelling, sort_key

__all__ = ["clean", "fold", "name_sort_key", "same_spelling", "sort_key"]

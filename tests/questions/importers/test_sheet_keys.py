"""What the key column of a table says, whichever way people fill it."""

import pytest

from questions.importers.sheet_keys import Base, Key, KeyCell, base_of, key_of

CITIES = ("Hà Nội", "Huế", "Vinh", "Đà Lạt")
YEARS = ("1986", "1987", "1988", "")
GAP = ("Một", "", "Ba", "Bốn")


@pytest.mark.parametrize(
    ("text", "options", "places", "told"),
    [
        ("B", CITIES, {1}, ""),
        ("b.", CITIES, {1}, ""),
        ("(C)", CITIES, {2}, ""),
        ("A, C", CITIES, {0, 2}, ""),
        ("A và C", CITIES, {0, 2}, ""),
        ("ABD", CITIES, {0, 1, 3}, ""),
        ("Đáp án D", CITIES, {3}, ""),
        ("Option 2", CITIES, {1}, ""),
        ("B. Huế", CITIES, {1}, ""),
        ("Huế", CITIES, {1}, ""),
        ("Huế; Vinh", CITIES, {1, 2}, ""),
        ("1987", YEARS, {1}, ""),
        ("3", CITIES, {2}, ""),
        ("1,4", CITIES, {0, 3}, ""),
        ("C", GAP, {2}, ""),
        ("B", GAP, set(), "key_out_of_range"),
        ("E", CITIES, set(), "key_out_of_range"),
        ("5", CITIES, set(), "key_out_of_range"),
        ("Sài Gòn", CITIES, set(), "key_out_of_range"),
        ("A", ("C", "A", "B", "D"), {0}, "key_ambiguous"),
        ("", CITIES, set(), ""),
    ],
)
def test_a_key_names_its_options(text: str, options: tuple[str, ...], places: set[int], told: str) -> None:
    assert key_of(KeyCell(text, options), Base.ONE) == Key(frozenset(places), told)


@pytest.mark.parametrize(
    ("column", "base"),
    [
        (["1", "4"], Base.ONE),
        (["0", "3"], Base.ZERO),
        (["2", "3"], Base.AMBIGUOUS),
        (["0", "4"], Base.CONTRADICTS),
        (["B", ""], Base.ONE),
        (["1,2", "0"], Base.ZERO),
    ],
)
def test_the_whole_column_tells_from_where_numbers_count(column: list[str], base: Base) -> None:
    assert base_of([KeyCell(text, CITIES) for text in column]) == base


def test_numbers_that_are_words_of_options_tell_nothing() -> None:
    assert base_of([KeyCell("0", ("0", "1", "2", "3"))]) == Base.ONE


def test_a_column_that_counts_two_ways_gives_no_key() -> None:
    assert key_of(KeyCell("2", CITIES), Base.CONTRADICTS) == Key(frozenset(), "key_counts_two_ways")
    assert key_of(KeyCell("0", CITIES), Base.ZERO) == Key(frozenset({0}))

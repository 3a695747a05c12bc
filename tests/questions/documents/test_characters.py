"""Claims about which characters of a file reach the outline."""

from hypothesis import given
from hypothesis import strategies as st

from questions.documents.characters import composed, letters, tidy


def test_letters_are_composed_and_spaces_ordinary() -> None:
    assert tidy("Hue\u0323\u0302\u00a0 \u200bđẹp\ufeff\r\n\r\nlắm\u2028thay") == "Huệ đẹp\nlắm\nthay"


def test_a_run_of_accents_that_no_letter_has_is_cut_short() -> None:
    assert len(composed("a" + "\u0301\u0323" * 5_000 + "b")) < 20
    assert letters(composed("a" + "\u0301\u0323" * 5_000 + "b")).endswith("b")


@given(st.text())
def test_what_was_tidied_stays_as_it_is(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)

"""Claims about how Vietnamese text is compared, searched and sorted."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vietnamese import clean, fold, name_sort_key, same_spelling, sort_key

IN_ORDER = ["An", "Ánh", "Ầm", "Ậm", "Ân", "Ẩn", "Ẫn", "Ấn", "Dũng", "Đức", "Hòa", "Huệ", "Thùy", "Thủy", "Thúy"]
SHUFFLED = [*IN_ORDER[7:], *IN_ORDER[:7]]


@pytest.mark.parametrize(("text", "composed", "decomposed"), [("Huệ", 3, 5), ("hoà", 3, 4)])
def test_both_forms_of_unicode_are_one_text(text: str, composed: int, decomposed: int) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert (len(clean(text)), len(apart)) == (composed, decomposed)
    assert clean(apart) == clean(text)


def test_marks_in_any_order_are_one_text() -> None:
    assert clean("Hue\u0323\u0302") == clean("Hue\u0302\u0323") == "Huệ"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường Đỗ", "duong do"),
        ("TUYEN TRUYỀN", "tuyen truyen"),
        ("TUYẾN TRUYỀN", "tuyen truyen"),
        ("TUYÊN TRUYỀN", "tuyen truyen"),
    ],
)
def test_search_forgets_tones_hats_horns_and_bars(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("old", "new"), [("hòa", "hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("ủy", "uỷ"), ("Ủy ban", "Uỷ ban")]
)
def test_the_tone_may_stand_on_either_vowel_of_an_open_pair(old: str, new: str) -> None:
    assert same_spelling(old, new)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("hoàn", "hòan"),
        ("suýt", "súyt"),
        ("huỳnh", "hùynh"),
        ("quý", "qúy"),
        ("ngoài", "ngòai"),
        ("khuỷu", "khủyu"),
    ],
)
def test_elsewhere_the_place_of_the_tone_matters(left: str, right: str) -> None:
    assert not same_spelling(left, right)


@pytest.mark.parametrize(("left", "right"), [("hòa", "hóa"), ("hòa", "hoa"), ("thủy", "thúy")])
def test_another_tone_is_another_word(left: str, right: str) -> None:
    assert not same_spelling(left, right)


def test_comparing_never_rewrites_what_is_stored() -> None:
    words = ["hoàn", "suýt", "huỳnh", "quý", "ngoài", "khuỷu", "hòa", "hoà"]
    assert [clean(word) for word in words] == words


def test_letters_come_before_tones() -> None:
    assert sorted(SHUFFLED, key=sort_key) == IN_ORDER


def test_names_sort_by_given_then_middle_then_family_name() -> None:
    names = ["Trần Văn Ân", "Lê Văn An", "Nguyễn Thị An", "Đỗ Văn An", "An"]
    assert sorted(names, key=name_sort_key) == [
        "An",
        "Nguyễn Thị An",
        "Đỗ Văn An",
        "Lê Văn An",
        "Trần Văn Ân",
    ]


def test_invisible_characters_and_doubled_spaces_are_not_text() -> None:
    assert clean(" Nguyễn\u200b  Văn\u00a0An\ufeff ") == "Nguyễn Văn An"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@example("0\r\u0898")
@given(st.text(alphabet=st.characters(max_codepoint=0x1EFF)))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_every_text_is_spelt_like_itself_in_any_unicode_form(text: str) -> None:
    assert same_spelling(text, unicodedata.normalize("NFD", text))


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậ ", max_size=20))
def test_a_sort_key_does_not_depend_on_the_unicode_form(text: str) -> None:
    assert sort_key(text) == sort_key(unicodedata.normalize("NFD", text))

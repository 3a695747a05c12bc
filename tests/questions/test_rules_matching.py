"""The passage that a question is most likely about."""

from hypothesis import given
from hypothesis import strategies as st

from questions.rules.matching import Index, words_of
from tests.questions.builders import POND, ROAD, TREE

TEXTS = st.lists(st.text("ab cđ", max_size=12), max_size=6)


def test_the_passage_with_the_telling_words_is_found() -> None:
    index = Index([POND, TREE, ROAD])
    asked = ["Ao rộng mấy mẫu?", "Cây nào cao mười tám mét?", "Hai bên duong trong gi? Hoa"]
    assert [match.place if (match := index.best(text)) else None for text in asked] == [0, 1, 2]


def test_only_the_passages_asked_for_are_looked_at() -> None:
    match = Index([POND, TREE, ROAD]).best("Ao làng trồng hoa", among={1, 2})
    assert match is not None
    assert match.place == 2


def test_a_few_common_words_do_not_fit() -> None:
    index = Index([POND, TREE, ROAD])
    scores = [index.best(text) for text in ("Ao được đào năm nào?", "Thủ đô nước Pháp dài bao nhiêu?")]
    assert [match.fits if match else None for match in scores] == [True, False]


def test_nothing_shared_is_no_match() -> None:
    assert Index([POND, TREE]).best("xyz") is None
    assert Index([]).best("ao") is None
    assert Index([POND]).best("") is None


def test_words_have_no_accents() -> None:
    assert words_of("Đường-Đỗ, 1987!") == {"duong", "do", "1987"}


@given(TEXTS, st.text("ab cđ", max_size=12))
def test_a_match_is_a_passage_and_the_first_of_equals(texts: list[str], asked: str) -> None:
    match = Index(texts).best(asked)
    if match is not None:
        assert 0 < match.score <= 1
        assert words_of(texts[match.place]) & words_of(asked)
        assert words_of(texts[match.place]) not in [words_of(text) for text in texts[: match.place]]


@given(st.lists(st.text("abc đ", min_size=1, max_size=12), min_size=1, max_size=6))
def test_a_passage_finds_itself(texts: list[str]) -> None:
    index = Index(texts)
    for text in texts:
        if words_of(text):
            match = index.best(text)
            assert match is None or words_of(texts[match.place]) == words_of(text)

"""What belongs under what in an outline, and which words of a passage are quoted."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from questions.rules.outlines import Place, below, full_number, theme_of, totals
from questions.rules.quoting import Stretch, stretches

TREE = (
    Place(1, None, is_theme=False),
    Place(2, 1, is_theme=True),
    Place(3, 2, is_theme=False),
    Place(4, 1, is_theme=True),
    Place(5, None, is_theme=False),
)


def test_what_is_below_a_node() -> None:
    assert below(TREE, [2]) == {2, 3}
    assert below(TREE, [1]) == {1, 2, 3, 4}
    assert below(TREE, [5, 4]) == {4, 5}


def test_a_question_counts_for_the_nearest_theme_above() -> None:
    assert theme_of(TREE) == {1: None, 2: 2, 3: 2, 4: 4, 5: None}


def test_totals_roll_up() -> None:
    assert totals(TREE, {3: 2, 4: 1, 5: 7}) == {1: 3, 2: 2, 3: 2, 4: 1, 5: 7}


@given(st.lists(st.integers(0, 9), min_size=1, max_size=20))
def test_the_roots_hold_everything(own: list[int]) -> None:
    chain = [Place(i, i - 1 if i % 4 else None, is_theme=False) for i in range(len(own))]
    summed = totals(chain, dict(enumerate(own)))
    assert sum(summed[place.id] for place in chain if place.parent_id is None) == sum(own)


def test_full_numbers() -> None:
    assert full_number(["II", "3"]) == "II.3"
    assert full_number(["2", "2.1"]) == "2.1"
    assert full_number(["", "", "4"]) == "4"
    assert full_number([]) == ""


def test_the_quoted_words_stand_out() -> None:
    assert stretches("năm 1987 ở làng", ["1987", "không có"]) == (
        Stretch("năm ", is_quoted=False),
        Stretch("1987", is_quoted=True),
        Stretch(" ở làng", is_quoted=False),
    )


@given(st.text(alphabet="abc", max_size=20), st.lists(st.text(alphabet="abc", max_size=4), max_size=4))
def test_stretches_joined_are_the_text(text: str, quotes: list[str]) -> None:
    found = stretches(text, quotes)
    assert "".join(stretch.text for stretch in found) == text
    assert all(left.is_quoted != right.is_quoted for left, right in pairwise(found))

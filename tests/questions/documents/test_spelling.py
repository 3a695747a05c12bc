"""Claims about damaged words in headings."""

from questions.documents.spelling import suspected


def found(heading: str, *texts: str) -> list[tuple[str, str]]:
    problems = suspected([("line:1", heading)], [heading, *texts])
    return [(problem.excerpt, problem.suggestion) for problem in problems]


def test_a_word_without_its_accents_is_suspected_in_its_own_capitals() -> None:
    assert found("II- NỘI DUNG TUYEN TRUYỀN", *["Đẩy mạnh tuyên truyền."] * 3) == [("TUYEN TRUYỀN", "TUYÊN TRUYỀN")]
    assert found("Công tac chính", *["công tác chính"] * 3) == [("Công tac", "Công tác")]


def test_what_is_rare_elsewhere_proves_nothing() -> None:
    assert found("TUYEN TRUYỀN", "tuyên truyền") == []


def test_a_neighbour_may_vouch_for_a_word() -> None:
    assert found("Phát triển bền vững biển", *["vùng biển"] * 9, *["bền vững"] * 2) == []


def test_where_the_tone_mark_stands_is_no_damage() -> None:
    assert found("Văn hoá đọc", *["văn hóa đọc"] * 5) == []

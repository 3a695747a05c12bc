"""The demo's handbook, questions, organisation and contests agree with each other."""

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any  # the files are JSON, whose shape is what these tests claim

DEMO = Path(__file__).resolve().parents[2] / "config" / "demo"
KINDS = {"single": 40, "several": 8, "truefalse": 8, "written": 6}


def read(name: str) -> Any:
    return json.loads((DEMO / name).read_text(encoding="utf-8"))


def handbook_blocks() -> list[str]:
    """Paragraphs, headings and bullets, with a block that starts in lower case joined to the one before it."""
    blocks: list[str] = []
    for block in (DEMO / "so-tay.md").read_text(encoding="utf-8").split("\n\n"):
        if block[:1].islower():
            blocks[-1] = f"{blocks[-1]} {block.strip()}"
        else:
            blocks.append(block.strip())
    return blocks


def passages_by_theme() -> dict[int, list[str]]:
    """The bullets under each numbered child of section II, without their dash."""
    passages: dict[int, list[str]] = {}
    in_content, theme = False, 0
    for block in handbook_blocks():
        if section := re.match(r"#+ ([IVX]+)- ", block):
            in_content = section.group(1) == "II"
        elif child := re.match(r"#+ (\d+)\. ", block):
            theme = int(child.group(1))
        elif in_content and block.startswith("- "):
            passages.setdefault(theme, []).append(block.removeprefix("- "))
    return passages


QUESTIONS: list[dict[str, Any]] = read("questions.json")
CONTESTS: dict[str, Any] = read("contests.json")
SINGLES = [question for question in QUESTIONS if question["type"] == "single"]


def right_options(question: dict[str, Any]) -> list[int]:
    return [index for index, option in enumerate(question["options"]) if option["right"]]


def test_the_handbook_has_five_sections_with_2_7_3_3_and_2_children() -> None:
    children: dict[str, list[int]] = {}
    section = ""
    for block in handbook_blocks():
        if match := re.match(r"#+ ([IVX]+)- ", block):
            section = match.group(1)
        elif match := re.match(r"#+ (\d+)\. ", block):
            children.setdefault(section, []).append(int(match.group(1)))
    assert children == {
        "I": [1, 2],
        "II": [1, 2, 3, 4, 5, 6, 7],
        "III": [1, 2, 3],
        "IV": [1, 2, 3],
        "V": [1, 2],
    }


def test_every_theme_has_eight_passages_that_end_with_their_source() -> None:
    passages = passages_by_theme()
    assert [theme for theme in range(1, 8) if len(passages[theme]) < 8] == []
    unsourced = [text for texts in passages.values() for text in texts if not re.search(r"\([^()]+\)\.$", text)]
    assert unsourced == []


def test_the_handbook_is_damaged_in_one_paragraph_and_one_heading() -> None:
    raw = (DEMO / "so-tay.md").read_text(encoding="utf-8")
    assert [block[:9] for block in raw.split("\n\n") if block[:1].islower()] == ["con người"]
    assert re.findall(r"^## (\d+)\. ", raw, re.MULTILINE) == ["4"]


def test_every_question_cites_a_passage_of_its_own_theme_word_for_word() -> None:
    passages = passages_by_theme()
    lost = [q["id"] for q in QUESTIONS if not any(q["passage"] in text for text in passages[q["theme"]])]
    assert lost == []


def test_every_theme_has_eight_questions_under_numbers_that_follow() -> None:
    themes = Counter(question["theme"] for question in QUESTIONS)
    assert [theme for theme in range(1, 8) if themes[theme] < 8] == []
    expected = [f"t{theme}-{number:02}" for theme in range(1, 8) for number in range(1, themes[theme] + 1)]
    assert [question["id"] for question in QUESTIONS] == expected


def test_the_bank_has_all_kinds_levels_and_states() -> None:
    assert Counter(question["type"] for question in QUESTIONS) == KINDS
    assert {question["level"] for question in QUESTIONS} == {"recall", "understand", "apply"}
    assert Counter(question["state"] for question in QUESTIONS) == {"published": 52, "reviewed": 6, "draft": 4}


def test_no_question_is_asked_twice() -> None:
    stems = Counter(question["text"].casefold() for question in QUESTIONS)
    assert [stem for stem, count in stems.items() if count > 1] == []


def test_a_question_is_short_enough_for_a_phone() -> None:
    assert [question["id"] for question in QUESTIONS if len(question["text"]) >= 160] == []
    options = [option["text"] for question in QUESTIONS for option in question.get("options", [])]
    assert [text for text in options if len(text) >= 70] == []


def test_a_question_never_offers_the_same_option_twice() -> None:
    texts = {q["id"]: [option["text"].casefold() for option in q["options"]] for q in QUESTIONS if "options" in q}
    assert [code for code, offered in texts.items() if len(set(offered)) != 4] == []


def test_a_single_choice_question_has_one_right_option() -> None:
    assert [question["id"] for question in SINGLES if len(right_options(question)) != 1] == []


def test_a_several_choice_question_has_two_or_three_right_options_of_four() -> None:
    several = [question for question in QUESTIONS if question["type"] == "several"]
    assert [question["id"] for question in several if len(right_options(question)) not in {2, 3}] == []


def test_statements_are_true_as_often_as_false() -> None:
    answers = Counter(question["answer"] for question in QUESTIONS if question["type"] == "truefalse")
    assert answers == {True: 4, False: 4}


def test_a_rubric_is_worth_ten_points() -> None:
    written = [question for question in QUESTIONS if question["type"] == "written"]
    worth = {question["id"]: sum(line["points"] for line in question["rubric"]) for question in written}
    assert [code for code, points in worth.items() if points != 10] == []
    assert [question["id"] for question in written if not 100 <= question["word_limit"] <= 500] == []


def test_the_key_stands_in_no_position_too_often() -> None:
    positions = Counter(right_options(question)[0] for question in SINGLES)
    assert [place for place in range(4) if not 0.1 <= positions[place] / len(SINGLES) <= 0.4] == []


def test_the_key_is_not_given_away_by_its_length() -> None:
    def is_longest(question: dict[str, Any]) -> bool:
        lengths = [len(option["text"]) for option in question["options"]]
        key = lengths.pop(right_options(question)[0])
        return key > max(lengths)

    assert sum(map(is_longest, SINGLES)) / len(SINGLES) <= 0.4


def test_contests_draw_only_published_questions_of_the_kind_of_their_round() -> None:
    published = {question["id"]: question["type"] for question in QUESTIONS if question["state"] == "published"}
    drawn = {
        (name, part["kind"]): [published[code] for code in part["questions"]]
        for name in ("finished", "open")
        for part in CONTESTS[name]["rounds"]
    }
    assert {key: len(types) for key, types in drawn.items()} == {
        ("finished", "quiz"): 10,
        ("finished", "written"): 1,
        ("open", "quiz"): 12,
        ("open", "written"): 1,
    }
    assert all((kind == "written") == (type_ == "written") for (_, kind), types in drawn.items() for type_ in types)


def test_no_question_is_drawn_twice() -> None:
    codes = [code for name in ("finished", "open") for part in CONTESTS[name]["rounds"] for code in part["questions"]]
    assert len(set(codes)) == len(codes) == 24


def test_phases_follow_each_other_and_hold_their_contests() -> None:
    phases = CONTESTS["programme"]["phases"]
    gaps = [later["opens_day"] - earlier["closes_day"] for earlier, later in pairwise(phases)]
    assert gaps == [1, 1]
    days = {phase["key"]: range(phase["opens_day"], phase["closes_day"] + 1) for phase in phases}
    assert [name for name in ("finished", "open") if CONTESTS[name]["day"] not in days[CONTESTS[name]["phase"]]] == []
    assert CONTESTS["finished"]["day"] < CONTESTS["open"]["day"] == 0


def test_the_organisation_has_twelve_cells_on_three_levels_and_two_hundred_members() -> None:
    cells = read("organisation.json")
    kind = {cell["code"]: cell["kind"] for cell in cells}
    above = Counter((cell["kind"], kind.get(cell["parent"])) for cell in cells)
    assert above == {("organisation", None): 1, ("bloc", "organisation"): 3, ("cell", "bloc"): 8}
    assert len(kind) == len(cells)
    assert sum(cell["members"] for cell in cells) == 200
    assert sorted(cell["members"] for cell in cells if cell["kind"] == "cell")[:2] == [3, 4]


def test_a_parent_comes_before_its_children() -> None:
    codes = [cell["code"] for cell in read("organisation.json")]
    late = [
        c["code"]
        for c in read("organisation.json")
        if c["parent"] and c["parent"] not in codes[: codes.index(c["code"])]
    ]
    assert late == []


def test_names_are_plenty_and_staff_hold_every_role() -> None:
    names = read("names.json")
    lists = [names[part] for part in ("family", "middle", "given")]
    assert all(len(set(words)) == len(words) for words in lists)
    assert len(lists[0]) * len(lists[1]) * len(lists[2]) >= 25 * 200
    cells = {cell["code"] for cell in read("organisation.json") if cell["kind"] == "cell"}
    assert {(person["username"], person["role"], person.get("cell") in cells) for person in names["staff"]} == {
        ("quantri", "administrator", False),
        ("btc", "organiser", False),
        ("giamkhao", "marker", False),
        ("thuky", "secretary", True),
        ("thanhvien", "member", True),
    }

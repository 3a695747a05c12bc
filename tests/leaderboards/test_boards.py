"""Claims about published boards and their page."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from leaderboards.models import Board, BoardKind, Entry, Visibility
from leaderboards.queries import around, next_better, ranks, top
from leaderboards.rules.ranking import Criterion
from leaderboards.services import BoardRow, publish_board, set_visibility
from members.models import User
from refusals import Rejected

AT = datetime(2026, 3, 1, tzinfo=UTC)
CRITERIA = (Criterion("points", "high"), Criterion("used_ms", "low"))
PEOPLE = [("Nguyễn Văn An", 30, 4000), ("Trần Thị Bình", 30, 4000), ("Đỗ Đức Cường", 20, 100), ("=1+1", 10, 1500)]


def row(number: int, name: str, points: int, used_ms: int, *, apart: bool = False) -> BoardRow:
    values = {"points": points, "used_ms": used_ms, "was": 0}
    return BoardRow(f"seat-{number}", name, "Tổ Sen", "sen", values, f"{number:03d}", apart)


def publish(people: Sequence[tuple[str, int, int]] = PEOPLE, *, is_final: bool = False) -> Board:
    return publish_board(
        key="contest-1-people",
        kind=BoardKind.PEOPLE,
        title="Hội thi thử",
        visibility=Visibility.PUBLIC,
        criteria=CRITERIA,
        rows=[row(number, *person) for number, person in enumerate(people, start=1)],
        at=AT,
        is_final=is_final,
    )


@pytest.mark.django_db
def test_publishing_ranks_and_replaces() -> None:
    publish()
    board = publish([*PEOPLE, ("Lê Thị Dung", 40, 1)])
    assert board.version == 2
    assert ranks(board.key) == {"seat-5": 1, "seat-1": 2, "seat-2": 2, "seat-3": 4, "seat-4": 5}


@pytest.mark.django_db
def test_publishing_the_same_again_changes_nothing() -> None:
    first = publish()
    assert publish().version == first.version
    assert publish(is_final=True).version == first.version + 1


@pytest.mark.django_db
def test_rows_apart_come_last_without_a_rank() -> None:
    small = BoardRow("cell-9", "Tổ nhỏ", "", "nho", {"points": 99, "used_ms": 1}, "0", apart=True)
    publish_board(
        key="b",
        kind=BoardKind.CELLS,
        title="B",
        visibility=Visibility.PUBLIC,
        criteria=CRITERIA,
        rows=[small, row(1, "Lớn", 1, 1)],
        at=AT,
        is_final=False,
    )
    assert list(Entry.objects.values_list("name", "rank").order_by("place")) == [("Lớn", 1), ("Tổ nhỏ", None)]


@pytest.mark.django_db
def test_somebodys_neighbourhood_is_two_above_and_two_below() -> None:
    publish()
    assert [entry.subject for entry in around("contest-1-people", "seat-3")] == ["seat-1", "seat-2", "seat-3", "seat-4"]
    assert [entry.subject for entry in top("contest-1-people", 2)] == ["seat-1", "seat-2"]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3, 60])
def test_the_page_of_a_board_asks_the_same_number_of_queries(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publish([(f"Người {number}", number, 5) for number in range(count)])
    with django_assert_num_queries(3):
        assert client.get("/boards/contest-1-people/").status_code == 200


@pytest.mark.django_db
def test_a_name_is_found_without_accents(client: Client) -> None:
    publish()
    found = client.get("/boards/contest-1-people/?q=do duc").context["lines"]
    assert [line.entry.name for line in found] == ["Đỗ Đức Cường"]


@pytest.mark.django_db
def test_a_board_is_seen_by_those_it_is_for(client: Client, sam: User, olga: User) -> None:
    board = publish()
    seen: dict[Visibility, list[int]] = {}
    for visibility in Visibility:
        set_visibility(key=board.key, visibility=visibility)
        seen[visibility] = []
        for user in (None, sam, olga):
            client.logout()
            if user is not None:
                client.force_login(user)
            pages = [f"/boards/{board.key}/", f"/boards/{board.key}/?as=csv", f"/api/boards/{board.key}/"]
            codes = {client.get(page).status_code for page in pages}
            assert len(codes) == 1
            seen[visibility].append(codes.pop())
    assert seen == {
        Visibility.PUBLIC: [200, 200, 200],
        Visibility.SIGNED_IN: [404, 200, 200],
        Visibility.ORGANISERS: [404, 404, 200],
    }


@pytest.mark.django_db
def test_page_files_and_api_carry_the_same_rows_and_no_formula(client: Client) -> None:
    publish()
    page = [(line.entry.rank, line.entry.name) for line in client.get("/boards/contest-1-people/").context["lines"]]
    api = client.get("/api/boards/contest-1-people/").json()["results"]
    text = client.get("/boards/contest-1-people/?as=csv").content.decode("utf-8-sig")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/boards/contest-1-people/?as=xlsx").content))
    rows = sheet.get_sheet_by_index(0).to_python()[1:]
    assert page == [(1, "Nguyễn Văn An"), (1, "Trần Thị Bình"), (3, "Đỗ Đức Cường"), (4, "=1+1")]
    assert [(one["rank"], one["name"]) for one in api] == page
    assert [(int(str(line[0]).split(".")[0]), line[1]) for line in rows] == page
    lines = list(csv.reader(io.StringIO(text)))[1:]
    assert [(int(line[0]), line[1]) for line in lines] == [*page[:3], (4, "'=1+1")]
    assert [line[3:] for line in lines][:1] == [["30", "4,0 giây"]]


@pytest.mark.django_db
def test_a_share_is_shown_with_its_numerator_and_denominator(client: Client) -> None:
    values = {"rate": Fraction(2, 3), "mean": None, "took_part": 2, "eligible": 3}
    publish_board(
        key="cells",
        kind=BoardKind.CELLS,
        title="Đơn vị",
        visibility=Visibility.PUBLIC,
        criteria=(Criterion("rate", "high"), Criterion("mean", "high")),
        rows=[BoardRow("cell-1", "Tổ Sen", "", "sen", values, "1")],
        at=AT,
        is_final=True,
    )
    assert client.get("/boards/cells/").context["lines"][0].values == ["66,7 % (2/3)", "–"]


def publish_cells() -> Board:
    def cell(name: str, took_part: int, eligible: int) -> BoardRow:
        values = {"rate": Fraction(took_part, eligible), "mean": None, "took_part": took_part, "eligible": eligible}
        return BoardRow(f"cell-{name}", name, "", name, values, name, apart=eligible < 5)

    return publish_board(
        key="contest-1-cells",
        kind=BoardKind.CELLS,
        title="Hội thi thử",
        visibility=Visibility.PUBLIC,
        criteria=(Criterion("rate", "high"), Criterion("mean", "high")),
        rows=[cell("Sen", 3, 6), cell("Nhỏ", 3, 4)],
        at=AT,
        is_final=True,
    )


@pytest.mark.django_db
def test_the_figures_of_a_small_cell_are_for_organisers_only(client: Client, sam: User, olga: User) -> None:
    publish_cells()
    address = "/boards/contest-1-cells/"
    seen = {}
    for user in (sam, olga):
        client.force_login(user)
        page = [line.values[0] for line in client.get(address).context["lines"]]
        api = [row["values"].get("rate") for row in client.get(f"/api{address}").json()["results"]]
        text = client.get(f"{address}?as=csv").content.decode("utf-8-sig")
        seen[user.username] = (page, api, [line[3] for line in list(csv.reader(io.StringIO(text)))[1:]])
    whole, small = "50,0 % (3/6)", "75,0 % (3/4)"
    assert seen == {
        "sam": ([whole, "–"], ["1/2", None], [whole, "–"]),
        "olga": ([whole, small], ["1/2", "3/4"], [whole, small]),
    }


@pytest.mark.django_db
def test_the_next_better_rank_is_above_all_equals() -> None:
    publish()
    better = {subject: next_better("contest-1-people", subject) for subject in ("seat-1", "seat-2", "seat-3", "seat-9")}
    assert {subject: entry and entry.subject for subject, entry in better.items()} == {
        "seat-1": None,
        "seat-2": None,
        "seat-3": "seat-1",
        "seat-9": None,
    }


@pytest.mark.django_db
def test_ones_own_row_is_in_sight_on_every_page_whatever_the_address_says(client: Client) -> None:
    publish([(f"Người {number}", 100 - number, 5) for number in range(60)])
    assert client.get("/boards/contest-1-people/?me=seat-60").context["own_line"] is None
    session = client.session
    session["seat_subjects"] = ["seat-60"]
    session.save()
    first = client.get("/boards/contest-1-people/").context
    assert (first["own_line"].entry.subject, first["next_line"].entry.subject) == ("seat-60", "seat-59")
    second = client.get("/boards/contest-1-people/?page=2").context
    assert (second["own_line"], [line.entry.subject for line in second["lines"] if line.is_own]) == (None, ["seat-60"])


@pytest.mark.django_db
@pytest.mark.parametrize("owned", [1, 3, 40])
def test_having_many_rows_of_ones_own_costs_no_more_queries(
    client: Client, owned: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publish([(f"Người {number}", 100 - number, 5) for number in range(60)])
    session = client.session
    session["seat_subjects"] = [f"seat-{60 - number}" for number in range(owned)]
    session.save()
    with django_assert_num_queries(7):
        assert client.get("/boards/contest-1-people/").status_code == 200


@pytest.mark.django_db
def test_an_address_that_could_not_be_typed_is_refused() -> None:
    with pytest.raises(Rejected, match="board_key_not_valid"):
        publish_board(
            key="Bảng 1",
            kind=BoardKind.PEOPLE,
            title="B",
            visibility=Visibility.PUBLIC,
            criteria=CRITERIA,
            rows=[],
            at=AT,
            is_final=False,
        )
    assert not Board.objects.exists()


@pytest.mark.django_db
def test_ten_thousand_rows_are_published_in_batches(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(120):
        publish([(f"Người {number}", number % 100, number) for number in range(10_000)])
    assert Entry.objects.count() == 10_000


@pytest.mark.django_db
def test_the_api_gives_the_board_with_a_page_of_its_rows(client: Client) -> None:
    publish()
    found = client.get("/api/boards/contest-1-people/", {"search": "duc"}).json()
    assert found == {
        "board": {
            "key": "contest-1-people",
            "kind": "people",
            "title": "Hội thi thử",
            "criteria": ["points", "used_ms"],
            "version": 1,
            "is_final": False,
            "updated_at": "2026-03-01T07:00:00+07:00",
        },
        "count": 1,
        "next": None,
        "previous": None,
        "results": [
            {
                "place": 3,
                "rank": 3,
                "is_tied": False,
                "subject": "seat-3",
                "name": "Đỗ Đức Cường",
                "group": "Tổ Sen",
                "values": {"points": 20, "used_ms": 100, "was": 0},
            }
        ],
    }

"""Claims about the numbers of a report: the same on the page, over the API, in the files and from the command."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from python_calamine import CalamineWorkbook

from members.models import User
from progress.models import Target
from tests.progress.conftest import Ground

Row = tuple[str, str, str, str, str, str, str]


@pytest.fixture
def played(running: Ground) -> Ground:
    """Uneven shares, a target of its own, a cell of nobody, and a guest outside the roster."""
    run = running.contest(running.second)
    people = running.people(running.tree.sen, 13)
    for points, member in enumerate(people[:7]):
        running.play(run, member, running.tree.sen, points=points * 3)
    for member in running.people(running.tree.thong, 12)[:11]:
        running.play(run, member, running.tree.thong, points=1)
    running.play(run, "Khách", None)
    Target.objects.create(phase=running.second, cell=running.tree.thong, percent=95)
    return running


def number(value: object) -> str:
    """A number whatever a file makes of it, or the word that stands for it."""
    try:
        return str(Decimal(str(value)).normalize() + 0)
    except ArithmeticError:
        return "" if value is None else str(value)


def rows_of(table: list[list[object]]) -> list[Row]:
    """Code, eligible, took part, percent, target, missing, mean."""
    return [(str(row[0]), *map(number, row[3:])) for row in table if row[0]]  # type: ignore[misc]  # seven columns


def by_page(client: Client, ground: Ground) -> list[Row]:
    lines = client.get(f"/progress/{ground.programme.pk}/").context["choice"].phase.lines
    table: list[list[object]] = []
    for line in lines:
        one = line.numbers
        cells = [one.eligible, one.took_part, one.percent, one.target, one.missing, one.mean] if one else None
        table.append([line.cell.code, "", "", *(cells or ["ẩn", "ẩn", "ẩn", line.target_percent, "ẩn", "ẩn"])])
    return rows_of(table)


def by_api(client: Client, ground: Ground) -> list[Row]:
    cells = client.get(f"/api/programmes/{ground.programme.pk}/").json()["cells"]
    names = ("eligible", "took_part", "percent", "target_percent", "missing", "mean")
    return rows_of(
        [
            [one["code"], "", ""]
            + ["ẩn" if one["hidden"] and name != "target_percent" else one[name] for name in names]
            for one in cells
        ]
    )


def by_csv(content: bytes) -> list[Row]:
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    return rows_of([[*row] for row in table[1:]])


def by_xlsx(content: bytes) -> list[Row]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return rows_of([[*row] for row in sheet.to_python()[1:]])


@pytest.mark.parametrize("who", ["olga", "sau", "sam"])
def test_page_api_and_files_carry_identical_numbers(
    played: Ground, who: str, client: Client, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    page = by_page(client, played)
    address = f"/progress/{played.programme.pk}/"
    assert by_api(client, played) == page
    assert by_csv(client.get(address, {"as": "csv"}).content) == page
    assert by_xlsx(client.get(address, {"as": "xlsx"}).content) == page


def test_the_numbers_are_those_that_were_played(played: Ground, olga: User, client: Client) -> None:
    client.force_login(olga)
    assert by_page(client, played) == [
        ("goc", "25", "18", "72", "80", "2", "4.11"),
        ("bac", "13", "7", "53.85", "80", "4", "9"),
        ("sen", "13", "7", "53.85", "80", "4", "9"),
        ("dua", "0", "0", "", "80", "0", ""),
        ("nam", "12", "11", "91.67", "80", "0", "1"),
        ("thong", "12", "11", "91.67", "95", "1", "1"),
    ]


def test_a_chosen_cell_cuts_files_and_api_to_its_tree(played: Ground, sam: User, client: Client) -> None:
    client.force_login(sam)
    address, asked = f"/progress/{played.programme.pk}/", {"cell": "bac", "phase": "2"}
    found = by_csv(client.get(address, {**asked, "as": "csv"}).content)
    api = client.get(f"/api{address.replace('progress', 'programmes')}", asked).json()
    assert [row[0] for row in found] == ["bac", "sen", "dua"]
    assert [one["code"] for one in api["cells"]] == ["bac", "sen", "dua"]


def test_the_api_says_which_phase_and_which_day(played: Ground, olga: User, client: Client) -> None:
    client.force_login(olga)
    found = client.get(f"/api/programmes/{played.programme.pk}/", {"phase": "1"}).json()
    assert (found["id"], found["title"]) == (played.programme.pk, "Học tập 2026")
    assert found["phase"] == {
        "phase": {
            "position": 1,
            "title": "Đợt 1",
            "opens_on": "2026-02-01",
            "closes_on": "2026-02-28",
            "target_percent": 80,
        },
        "day": "2026-02-28",
        "outside": 0,
    }
    listed = client.get("/api/programmes/").json()["results"]
    assert listed == [{"id": played.programme.pk, "title": "Học tập 2026", "cell": "goc"}]


def test_the_api_is_for_those_who_signed_in(played: Ground, client: Client) -> None:
    assert client.get(f"/api/programmes/{played.programme.pk}/").status_code in {401, 403}
    assert client.get("/api/programmes/").status_code in {401, 403}


def test_the_command_prints_the_same(played: Ground, olga: User, client: Client, tmp_path: Path) -> None:
    client.force_login(olga)
    page, pk = by_page(client, played), str(played.programme.pk)
    printed, text = io.StringIO(), io.StringIO()
    call_command("progressreport", pk, "--json", stdout=printed)
    call_command("progressreport", pk, stdout=text)
    call_command("progressreport", pk, "--csv", str(tmp_path / "report.csv"))
    names = ("eligible", "took_part", "percent", "target_percent", "missing", "mean")
    found = json.loads(printed.getvalue())
    assert rows_of([[one["code"], "", "", *(one[name] for name in names)] for one in found["cells"]]) == page
    assert by_csv((tmp_path / "report.csv").read_bytes()) == page
    assert rows_of([[*line.split("\t")] for line in text.getvalue().splitlines()[1:]]) == page


def test_the_command_names_what_is_not_there(played: Ground) -> None:
    with pytest.raises(CommandError, match="no programme 999"):
        call_command("progressreport", "999")
    with pytest.raises(CommandError, match="no such phase"):
        call_command("progressreport", str(played.programme.pk), "--phase", "9")

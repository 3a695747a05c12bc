"""Fills an empty installation with the demo: an invented organisation, a handbook, a finished and an open contest."""

import json
import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.demo.finished import play_finished_contest
from contests.models import Contest, Entry, ItemKind, Room
from contests.services.authoring import ContestPlan, RoundPlan, create_contest, publish_contest
from members.models import Cell, Member, Membership, RoleKind, User
from members.services.accounts import add_staff
from members.services.cells import add_cell
from members.services.people import member_fields
from progress.models import Phase, Programme
from questions.importers import own_json
from questions.models import Question
from questions.services.documents import import_document
from questions.services.importing import save_drafts

HERE = Path(__file__).parent
PASSWORD = "hoithi-demo"  # noqa: S105  # printed at every start, for a machine of one's own
OPEN_CODE = "bensen7"
SEED = 20


@dataclass(frozen=True)
class SignIn:
    username: str
    role: str


def is_loaded() -> bool:
    return User.objects.filter(username="btc").exists() and Room.objects.filter(code=OPEN_CODE).exists()


@transaction.atomic
def load(*, at: datetime) -> bool:
    """Loads everything or nothing; False when there is data already, which stays as it is."""
    if User.objects.exists():
        return False
    cells = _cells()
    _staff()
    _members(cells, at=at)
    _bank(at=at)
    plan = _read("contests.json")
    finished = _contest(plan["finished"], cells, entry=Entry.MEMBERS, at=at)
    play_finished_contest(contest=finished, scripts=_read("scripts.json"), seed=SEED)
    current = _contest(plan["open"], cells, entry=Entry.OPEN, at=at)
    publish_contest(contest=current, at=at)
    Room.objects.filter(contest=current).update(code=OPEN_CODE)
    _programme(plan, cells, {"finished": finished, "open": current}, on=timezone.localdate(at))
    return True


def greeting(base_url: str) -> list[str]:
    """What the server says at its start when the demo is loaded: addresses and sign-ins; empty without a demo."""
    if not is_loaded():
        return []
    room = Room.objects.get(code=OPEN_CODE)
    lines = [
        _("Màn chiếu:       %(url)s") % {"url": base_url + reverse("wall", args=[OPEN_CODE])},
        _("Vào phòng:       %(url)s") % {"url": f"{base_url}{reverse('door')}?code={OPEN_CODE}"},
        _("Bàn điều khiển:  %(url)s (đăng nhập btc)") % {"url": base_url + reverse("host", args=[OPEN_CODE])},
        _("Chạy thử:        .venv/bin/python manage.py rehearse %(contest)s --contestants 300 --url %(url)s")
        % {"contest": room.contest_id, "url": base_url},
        _("Mật khẩu chung của các tài khoản mẫu: %(password)s") % {"password": PASSWORD},
    ]
    return lines + [f"  {one.username:<12} {one.role}" for one in sign_ins()]


def sign_ins() -> list[SignIn]:
    labels = {**dict(RoleKind.choices), "member": _("Thành viên")}
    return [SignIn(one["username"], str(labels[one["role"]])) for one in _read("names.json")["staff"]]


def _read(name: str) -> Any:  # each file has a shape of its own, checked by a test
    return json.loads((HERE / name).read_text())


def _cells() -> dict[str, Cell]:
    for row in _read("organisation.json"):
        add_cell(code=row["code"], name=row["name"], kind=row["kind"], parent=row["parent"] or "")
    return {cell.code: cell for cell in Cell.objects.all()}


def _staff() -> None:
    for one in _read("names.json")["staff"]:
        if one["role"] != "member":
            add_staff(
                username=one["username"],
                full_name=one["full_name"],
                kind=one["role"],
                password=PASSWORD,
                cell=one.get("cell", ""),
                by=None,
            )


def _members(cells: dict[str, Cell], *, at: datetime) -> None:
    """200 invented people; the first of the secretary's cell is the member who can sign in."""
    names = _read("names.json")
    draw = random.Random(SEED)  # noqa: S311  # the same people every time
    places = [row["code"] for row in _read("organisation.json") for _ in range(row["members"])]
    member = next(one for one in names["staff"] if one["role"] == "member")
    account = User.objects.create_user(member["username"], password=PASSWORD, full_name=member["full_name"])
    people: list[Member] = []
    for number, code in enumerate(places, start=1):
        drawn = " ".join(draw.choice(names[part]) for part in ("family", "middle", "given"))
        is_account = code == member["cell"] and account is not None and all(p.user_id is None for p in people)
        name = member["full_name"] if is_account else drawn
        people.append(Member(key=f"BS{number:03d}", user=account if is_account else None, **member_fields(name)))
    Member.objects.bulk_create(people)
    since = timezone.localdate(at) - timedelta(days=365)
    Membership.objects.bulk_create(
        Membership(member=person, cell=cells[code], valid_from=since)
        for person, code in zip(people, places, strict=True)
    )


def _bank(*, at: datetime) -> None:
    organiser = User.objects.get(username="btc").pk
    document = import_document(
        name="so-tay.md",
        data=(HERE / "so-tay.md").read_bytes(),
        title="Sổ tay tìm hiểu: Công dân với đất nước",
        by=organiser,
        at=at,
    )
    found = own_json.read((HERE / "questions.json").read_bytes())
    save_drafts(document=document, found=found, by=organiser, at=at)


def _contest(row: dict[str, Any], cells: dict[str, Cell], *, entry: Entry, at: datetime) -> Contest:
    wanted = [code for one in row["rounds"] for code in one["questions"]]
    questions = {q.code: q for q in Question.objects.filter(code__in=wanted).prefetch_related("criteria")}
    day = timezone.localdate(at) + timedelta(days=row["day"])
    plan = ContestPlan(
        title=row["title"],
        description=row["description"],
        cell=cells[row["cell"]],
        starts_at=_evening(day),
        entry=entry,
        rounds=[
            RoundPlan(
                title=one["title"],
                kind=ItemKind(one["kind"]),
                questions=[questions[code] for code in one["questions"]],
                read_seconds=0 if one["kind"] == "written" else 5,
                answer_seconds=one["answer_seconds"],
            )
            for one in row["rounds"]
        ],
    )
    return create_contest(plan=plan, by=User.objects.get(username="btc"), at=at)


def _evening(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(19, 30)))


def _programme(plan: dict[str, Any], cells: dict[str, Cell], contests: dict[str, Contest], *, on: date) -> None:
    programme = Programme.objects.create(title=plan["programme"]["title"], cell=cells[plan["programme"]["cell"]])
    for position, row in enumerate(plan["programme"]["phases"], start=1):
        phase = Phase.objects.create(
            programme=programme,
            position=position,
            title=row["title"],
            opens_on=on + timedelta(days=row["opens_day"]),
            closes_on=on + timedelta(days=row["closes_day"]),
            target_percent=row["target_percent"],
        )
        phase.contests.set(contest for name, contest in contests.items() if plan[name]["phase"] == row["key"])

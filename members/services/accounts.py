"""Signs people in and makes accounts; a password made here is shown once and never kept in clear."""

import logging
import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.db import transaction

from members.models import Member, Membership, User
from members.queries import by_name, current_members_without_account, may_get_password, place_on, sees_cell
from members.rules.roster import NAME_LENGTH
from members.rules.slips import new_password, username_for
from members.services.limits import Scope, attempt_allowed, count_failed_attempt
from members.services.roles import account_with, grant_role
from refusals import Rejected
from vietnamese import clean

log = logging.getLogger(__name__)
AT_ONCE = 500  # some two minutes of hashing on two cores
_USERNAME = re.compile(r"[a-z0-9.@+_-]{1,150}")


@dataclass(frozen=True)
class Slip:
    """What a member is handed on paper to sign in with."""

    full_name: str
    cell: str
    username: str
    password: str


def check_sign_in(*, username: str, password: str, address: str, at: datetime) -> User:
    """The account, or a refusal that does not tell a wrong name from a wrong password."""
    if not attempt_allowed(username=username, address=address, at=at):
        raise Rejected("sign_in_wait", seconds=int(Scope.SIGN_IN_NAME.value.window.total_seconds()))
    user = authenticate(username=_stored_username(username), password=password)
    if not isinstance(user, User):
        count_failed_attempt(username=username, address=address, at=at)
        raise Rejected("sign_in_wrong")
    return user


def _stored_username(username: str) -> str:
    """A phone starts a word with a capital letter, which hardly ever tells two accounts apart."""
    spellings = list(User.objects.filter(username__iexact=clean(username)).values_list("username", flat=True)[:2])
    return spellings[0] if len(spellings) == 1 else username


def add_staff(*, username: str, full_name: str, kind: str, password: str, cell: str = "", by: User | None) -> User:
    """An account with one role. The caller has made or asked for the password."""
    username, full_name = clean(username).lower(), clean(full_name)
    if not _USERNAME.fullmatch(username):
        raise Rejected("username_not_valid")
    if not 0 < len(full_name) <= NAME_LENGTH:
        raise Rejected("full_name_not_valid", limit=NAME_LENGTH)
    if User.objects.filter(username__iexact=username).exists():
        raise Rejected("username_in_use", username=username)
    hashed = make_password(password)
    with transaction.atomic():
        user = User.objects.create(username=username, full_name=full_name, password=hashed)
        grant_role(username=username, kind=kind, cell=cell, by=by)
    return user


def reset_password(*, username: str) -> Slip:
    """For whoever has a shell on the server: a new password for any account."""
    user, password = account_with(username), new_password()
    User.objects.filter(pk=user.pk).update(password=make_password(password))
    log.info("Account %d has a new password.", user.pk)
    return Slip(user.full_name, "", user.username, password)


def give_password(*, member: Member, by: User, on: date) -> Slip:
    """A new password, or the first one with an account. Sessions carry a digest of the old one and end with it."""
    password = new_password()
    hashed = make_password(password)
    with transaction.atomic():
        list(Member.objects.select_for_update().filter(pk=member.pk).values_list("pk", flat=True))
        place = place_on(member.pk, on)
        if place is None or not sees_cell(by, place.cell):
            raise Rejected("member_not_looked_after")
        if not may_get_password([member.pk], by=by):
            raise Rejected("password_of_staff")
        user = _with_password(place.member, hashed)
    log.info("Account %d was given a new password by account %d.", user.pk, by.pk)
    return Slip(place.member.full_name, place.cell.name, user.username, password)


def _with_password(member: Member, hashed: str) -> User:
    if member.user is not None:
        member.user.password = hashed
        member.user.save(update_fields=["password"])
        return member.user
    user = User.objects.create(
        username=username_for(member.key, taken=_taken()), full_name=member.full_name, password=hashed
    )
    Member.objects.filter(pk=member.pk).update(user=user)
    return user


def _taken() -> set[str]:
    return {name.lower() for name in User.objects.values_list("username", flat=True)}


def create_accounts(*, cell_path: str = "") -> list[Slip]:
    """Accounts for the first AT_ONCE people now in these cells who have none. Passwords exist in the answer only."""
    wanted = list(current_members_without_account(cell_path).values_list("pk", flat=True)[:AT_ONCE])
    passwords = [new_password() for _ in wanted]
    # Hashing is slow on purpose; done before the transaction, it keeps nobody else from writing.
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        hashed = list(pool.map(make_password, passwords))
    with transaction.atomic():
        return _store(dict(zip(wanted, zip(passwords, hashed, strict=True), strict=True)), cell_path=cell_path)


def _store(made: dict[int, tuple[str, str]], *, cell_path: str) -> list[Slip]:
    """Members who got an account in the meantime keep that one."""
    members = list(current_members_without_account(cell_path).select_for_update(of=("self",)).filter(pk__in=made))
    taken = _taken()
    users = []
    for member in members:
        username = username_for(member.key, taken=taken)
        taken.add(username)
        users.append(User(username=username, full_name=member.full_name, password=made[member.pk][1]))
    users = User.objects.bulk_create(users)
    for member, user in zip(members, users, strict=True):
        member.user = user
    Member.objects.bulk_update(members, ["user"], batch_size=500)
    log.info("%d accounts made.", len(users))
    return _slips(members, {member.pk: made[member.pk][0] for member in members})


def _slips(members: Sequence[Member], passwords: dict[int, str]) -> list[Slip]:
    places = Membership.objects.filter(valid_to=None, member__in=[member.pk for member in members])
    placed = places.select_related("member__user", "cell").order_by("cell__path", by_name("member__sort_key"), "pk")
    return [
        Slip(place.member.full_name, place.cell.name, place.member.user.username, passwords[place.member_id])
        for place in placed
        if place.member.user
    ]

"""Plays the demo's finished contest through the same services as a real one, a month ago."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from contests.models import Contest, Draft, Room, Run, Seat
from contests.queries.rooms import items_of
from contests.rules.content import Content, from_json
from contests.rules.room import Move
from contests.services.authoring import publish_contest
from contests.services.joining import join_as_member
from contests.services.marking import mark_script, publish_written_marks
from contests.services.play import move_room
from contests.services.taking import SentChoice, SentDraft, store
from members.models import Member, Membership, User

SHARE_OF_PEOPLE = 0.74
SHARE_OF_WRITERS = 0.25


class Evening:
    """One evening in the past: a clock of its own, contestants with their strength, and the host's moves."""

    def __init__(self, contest: Contest, seed: int) -> None:
        self.contest = contest
        self.at = contest.starts_at
        self.draw = random.Random(seed)  # noqa: S311  # the same evening every time
        self.host = User.objects.get(username="btc")
        self.room = publish_contest(contest=contest, at=self.at)
        self.seats = self._seat_people()
        self.strength = {seat.pk: self.draw.betavariate(5, 2) for seat in self.seats}

    def go(self, *moves: Move, seconds: float = 4.0) -> None:
        for move in moves:
            self.at += timedelta(seconds=seconds)
            version = Room.objects.get(pk=self.room.pk).version
            move_room(room_id=self.room.pk, move=move, version=version, actor=self.host, at=self.at)

    def answer_all(self, run: Run, content: Content) -> None:
        wrong = [option.id for option in content.options if option.id not in content.key]
        sent = []
        for seat in self.seats:
            if self.draw.random() > 0.97:
                continue
            used = round(self.draw.triangular(1500, 19_500, 6_000))
            is_right = self.draw.random() < self.strength[seat.pk]
            choice = content.key if is_right else (self.draw.choice(wrong),)
            received = self.at + timedelta(milliseconds=used)
            sent.append(SentChoice(seat.pk, run.pk, 1, tuple(sorted(choice)), used, received))
        store(sent=sent, at=self.at)

    def write(self, run: Run, scripts: Sequence[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
        writers = self.draw.sample(self.seats, round(len(self.seats) * SHARE_OF_WRITERS))
        pairs = [(seat.pk, scripts[number % len(scripts)]) for number, seat in enumerate(writers)]
        received = self.at + timedelta(minutes=12)
        store(sent=[SentDraft(seat, run.pk, 1, script["text"], received) for seat, script in pairs], at=self.at)
        return pairs

    def _seat_people(self) -> list[Seat]:
        places = Membership.objects.filter(valid_to=None).order_by("member__key").values_list("cell", "member")
        eager = {cell: self.draw.uniform(SHARE_OF_PEOPLE - 0.2, SHARE_OF_PEOPLE + 0.2) for cell, _ in places}
        members = Member.objects.in_bulk([member for _, member in places])
        return [
            join_as_member(room=self.room, member=members[member], at=self.at)
            for cell, member in places
            if self.draw.random() < eager[cell] or members[member].user_id is not None
        ]


def play_finished_contest(*, contest: Contest, scripts: Sequence[dict[str, Any]], seed: int) -> None:
    """From the door to published marks; every answer, move and mark is stored as on a real evening."""
    evening = Evening(contest, seed)
    written: list[tuple[int, dict[str, Any]]] = []
    for number, item in enumerate(items_of(evening.room), start=1):
        content = from_json(item.content or {})
        evening.go(Move.READY, Move.OPEN)
        if not content.is_written:
            evening.go(Move.TICK, seconds=item.round.read_seconds)
        run = Run.objects.get(room=evening.room, item=item)
        if content.is_written:
            written = evening.write(run, scripts)
            evening.go(Move.TICK, seconds=item.round.answer_seconds)
        else:
            evening.answer_all(run, content)
            evening.go(Move.TICK, Move.REVEAL, seconds=item.round.answer_seconds)
        if number % 5 == 0:
            evening.go(Move.STANDING)
    evening.go(Move.STANDING, Move.PODIUM, Move.FINISH)
    _mark(contest, written, at=evening.at + timedelta(days=2))


def _mark(contest: Contest, written: Sequence[tuple[int, dict[str, Any]]], *, at: datetime) -> None:
    marker = User.objects.get(username="giamkhao")
    drafts = {draft.seat_id: draft for draft in Draft.objects.filter(run__room__contest=contest)}
    for seat, script in written:
        mark_script(
            draft=drafts[seat], points=script["points"], comment=script["comment"], version=0, marker=marker, at=at
        )
    publish_written_marks(contest=contest, by=User.objects.get(username="btc"), at=at)

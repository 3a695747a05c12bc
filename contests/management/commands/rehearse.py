"""Rehearses a contest on the running server with simulated contestants."""

import asyncio
import json
import statistics
from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from contests.live.rehearsal import Measurements, Plan, RehearsalEnded, play
from contests.models import Room
from contests.services.rehearsing import (
    contest_to_rehearse,
    host_token,
    lost_answers,
    prepare_rehearsal,
    seat_token,
)
from contests.services.rooms import close_rehearsal
from refusals import Rejected, say


class Command(BaseCommand):
    help = "Plays a contest with simulated contestants on the running server and prints what it held."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("contest", nargs="?", type=int, help="its number; the newest published one if omitted")
        parser.add_argument("--contestants", type=int, default=100)
        parser.add_argument("--url", default="http://127.0.0.1:8000", help="where the server answers")
        parser.add_argument("--within", type=float, default=2.0, help="seconds in which everybody answers")
        parser.add_argument("--arrivals", type=float, default=100.0, help="contestants joining in a second")
        parser.add_argument("--pause", type=float, default=1.0, help="seconds between the host's moves")
        parser.add_argument("--keep", action="store_true", help="keep the rehearsal's room and answers")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["contestants"] < 1:
            raise CommandError("--contestants must be 1 or more")
        try:
            contest = contest_to_rehearse(contest_id=options["contest"])
            room, seats = prepare_rehearsal(contest=contest, contestants=options["contestants"], at=timezone.now())
            host = host_token(room)
        except Rejected as refusal:
            raise CommandError(say(refusal)) from refusal
        base = options["url"].rstrip("/")
        if not options["json"]:
            self.stdout.write(f"Wall: {base}{reverse('wall', args=[room.code])}")
        scheme = "wss" if urlsplit(base).scheme == "https" else "ws"
        plan = Plan(
            socket_url=f"{scheme}://{urlsplit(base).netloc}/ws/rooms/{room.code}/",
            origin=base,
            within=options["within"],
            arrivals=options["arrivals"],
            pause=options["pause"],
        )
        try:
            measured = asyncio.run(play(plan, host, [(seat.pk, seat_token(seat)) for seat in seats]))
        except RehearsalEnded as ended:
            raise CommandError(str(ended)) from ended
        else:
            figures = _figures(room, len(seats), measured)
        finally:
            if not options["keep"]:
                close_rehearsal(room=room)
        self.stdout.write(json.dumps(figures) if options["json"] else _words(figures))
        if figures["lost"] or not measured.joined:
            raise CommandError("acknowledged answers were lost" if figures["lost"] else f"nobody could join at {base}")


def _figures(room: Room, contestants: int, measured: Measurements) -> dict[str, Any]:
    lost, stored = lost_answers(room=room, acked=measured.acked, drafts_acked=measured.drafts_acked)
    return {
        "contestants": contestants,
        "joined": measured.joined,
        "sent": measured.sent,
        "acked": len(measured.ack_ms),
        "stored": stored,
        "lost": lost,
        "ack_ms": _percentiles(measured.ack_ms),
        "fan_out_ms": _percentiles(measured.fan_out_ms),
    }


def _percentiles(values: list[float]) -> dict[str, float]:
    if len(values) < 2:
        return {}
    cuts = statistics.quantiles(values, n=100, method="inclusive")
    return {"p50": round(cuts[49], 1), "p99": round(cuts[98], 1), "max": round(max(values), 1)}


def _words(figures: dict[str, Any]) -> str:
    def times(name: str) -> str:
        return ", ".join(f"{key} {value} ms" for key, value in figures[name].items()) or "none"

    return (
        f"Contestants  {figures['joined']} of {figures['contestants']} joined\n"
        f"Answers      {figures['sent']} sent, {figures['acked']} acked, {figures['stored']} stored, "
        f"{figures['lost']} lost\n"
        f"Ack          {times('ack_ms')}\n"
        f"Fan-out      {times('fan_out_ms')}"
    )

"""How many answers a second one writer puts on disk, by how many share a commit."""

import time

from django.utils import timezone

from bench.stage import open_question
from contests.models import Answer
from contests.services.taking import SentChoice, store

Rows = list[tuple[str, float, str]]
ANSWERS = 1000


def table() -> tuple[str, Rows]:
    _, seats, run = open_question(ANSWERS)
    now = timezone.now()
    option = (run.item.content or {})["options"][0]["id"]
    sent = [SentChoice(seat.pk, run.pk, 1, (option,), 1000, now) for seat in seats]
    rows: Rows = []
    for batch in (1, 20, 200, 500):
        Answer.objects.all().delete()
        began = time.perf_counter()
        for start in range(0, ANSWERS, batch):
            store(sent=sent[start : start + batch], at=now)
        rows.append((f"{batch} answers a commit", ANSWERS / (time.perf_counter() - began), "acks/s"))
    return f"Durable answers of one writer ({ANSWERS} answers, SQLite synchronous=FULL)", rows

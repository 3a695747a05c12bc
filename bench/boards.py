"""How long ranking and publishing a board takes, by the number of entrants."""

import random
import time

from django.utils import timezone

from leaderboards.models import BoardKind, Visibility
from leaderboards.rules.ranking import Criterion, Row, rank
from leaderboards.services import BoardRow, publish_board

Rows = list[tuple[str, float, str]]
CRITERIA = (Criterion("points", "high"), Criterion("correct", "high"), Criterion("used_ms", "low"))


def table() -> tuple[str, Rows]:
    rows: Rows = []
    for entrants in (1_000, 10_000):
        values = [_values() for _ in range(entrants)]
        began = time.perf_counter()
        rank([Row(f"s{n}", one, f"{n:06d}") for n, one in enumerate(values)], CRITERIA)
        rows.append((f"rank {entrants} entrants", 1000 * (time.perf_counter() - began), "ms"))
        began = time.perf_counter()
        publish_board(
            key=f"bench-{entrants}",
            kind=BoardKind.PEOPLE,
            title="bench",
            visibility=Visibility.PUBLIC,
            criteria=CRITERIA,
            rows=[BoardRow(f"s{n}", f"Người {n}", "", "", one, f"{n:06d}") for n, one in enumerate(values)],
            at=timezone.now(),
            is_final=False,
        )
        rows.append((f"rank and publish {entrants} entrants", 1000 * (time.perf_counter() - began), "ms"))
    return "Boards", rows


def _values() -> dict[str, int]:
    return {"points": random.randrange(400), "correct": random.randrange(40), "used_ms": random.randrange(10**6)}

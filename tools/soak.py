"""`make soak`: the faults and properties of `make test` in large numbers, on both stores; it may take an hour."""

import os
import sys

from tools import needs, services, steps
from tools.steps import Outcome, Step
from tools.test import surroundings

KILLS = "200"
MANY = {"KILLS": os.environ.get("KILLS", KILLS), "HYPOTHESIS_PROFILE": "soak"}


def all_steps() -> list[Step]:
    pytest = [sys.executable, "-m", "pytest", "-q", "--timeout", "3600"]
    return [
        Step("rules", "properties, many examples", [*pytest, "tests", "-m", "not browser and not fault"], MANY),
        Step("embedded", f"{MANY['KILLS']} kills on SQLite", [*pytest, "tests/faults"], MANY),
        Step("scaled", f"{MANY['KILLS']} kills on PostgreSQL and Redis", [*pytest, "tests/faults"], MANY),
    ]


def main() -> int:
    needs.require([needs.POSTGRES, needs.REDIS])
    chosen, left_out = steps.choose(all_steps(), sys.argv[1:])
    outcomes: list[Outcome] = []
    for step in chosen:
        with surroundings(step) as ready:
            outcomes.append(steps.run(ready))
    return steps.conclude("make soak", outcomes, left_out=left_out)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (needs.Missing, services.ServiceDied) as error:
        print(error)
        sys.exit(1)

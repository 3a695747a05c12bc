"""`make test`: decides that the product works in both set-ups and in a browser, with nothing left out quietly."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tools import needs, services, steps
from tools.steps import Outcome, Step

ROOT = Path(__file__).resolve().parent.parent
EVERYTHING = [needs.GETTEXT, needs.NODE, needs.POSTGRES, needs.REDIS, needs.CHROMIUM, needs.FONT]
SECRET = "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789"  # noqa: S105  # of databases that live a minute


def all_steps() -> list[Step]:
    pytest = [sys.executable, "-m", "pytest", "-q"]
    scripts = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests" / "js").rglob("*.test.*js"))
    return [
        Step("check", "make check", [sys.executable, "-m", "tools.check"]),
        Step("js", "node: the plain JavaScript", [needs.path_of(needs.NODE), "--test", *scripts]),
        Step("embedded", "pytest on SQLite and the in-memory layer", [*pytest, "-n", "2", "-m", "not browser"]),
        Step("scaled", "pytest on PostgreSQL and Redis", [*pytest, "-n", "2", "-m", "not browser"]),
        Step("browser", "journeys in a real browser against a real server", [*pytest, "-m", "browser"]),
    ]


@contextmanager
def surroundings(step: Step) -> Iterator[Step]:
    """The step with a data folder of its own and, for the scaled set-up, stores of its own."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix=f"hoithi-{step.name}-"))
        environment = {**step.environment, "DATA_DIR": folder, "DATABASE_URL": "", "REDIS_URL": "", "SITE_URL": ""}
        if step.name == "scaled":
            environment["DATABASE_URL"] = stack.enter_context(services.postgres())
            environment["REDIS_URL"] = stack.enter_context(services.redis())
            environment["SECRET_KEY"] = SECRET
        yield Step(step.name, step.title, step.command, environment)


def main() -> int:
    try:
        needs.require(EVERYTHING)
        chosen, left_out = steps.choose(all_steps(), sys.argv[1:])
    except needs.Missing as missing:
        print(f"{missing}\nmake test: FAILED; nothing was run", flush=True)
        return 1
    outcomes: list[Outcome] = []
    for step in chosen:
        try:
            with surroundings(step) as ready:
                outcomes.append(steps.run(ready))
        except services.ServiceDied as died:
            print(died)
            outcomes.append(Outcome(step, 1, 0.0, {}))
    return steps.conclude("make test", outcomes, left_out=left_out)


if __name__ == "__main__":
    sys.exit(main())

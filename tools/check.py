"""`make check`: decides what can be said about the code without running its tests."""

import sys
import tempfile
from pathlib import Path

from tools import needs, steps
from tools.steps import Step

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CODE = ["config", "progress", "contests", "questions", "leaderboards", "members", "refusals", "vietnamese"]
DJANGO = ["--target-version", "5.2"]
# Nothing listens there: these checks read the settings of a public, scaled set-up, not its stores.
PRODUCTION = {
    "SITE_URL": "https://thi.example.org",
    "SECRET_KEY": "only-to-check-the-settings-0123456789-abcdefghijklmnopqrstuvwxyz",
    "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:9/none",
    "REDIS_URL": "redis://127.0.0.1:9/0",
    "DEBUG": "0",
}


def all_steps(data_dir: Path) -> list[Step]:
    python, manage = sys.executable, [sys.executable, "manage.py"]
    own = {"DATA_DIR": str(data_dir)}
    sources = [
        str(path.relative_to(ROOT)) for name in [*CODE, "tests", "tools"] for path in (ROOT / name).rglob("*.py")
    ]
    templates = [str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html")]
    return [
        Step("lint", "ruff check: mistakes and habits", [BIN / "ruff", "check", "."]),
        Step("format", "ruff format: one layout", [BIN / "ruff", "format", "--check", "."]),
        Step("types", "mypy: every type, strictly", [BIN / "mypy", *CODE, "tests", "tools", "manage.py"], own),
        Step("layers", "import-linter: imports point down", [BIN / "lint-imports", "--no-logo"]),
        Step("templates", "djade: one layout of templates", [BIN / "djade", "--check", *DJANGO, *templates]),
        Step("django", "django-upgrade: nothing old", [BIN / "django-upgrade", "--check", *DJANGO, *sources]),
        Step("dependencies", "deptry: what is imported is required", [BIN / "deptry", "."]),
        Step("migrations", "no migration is missing", [*manage, "makemigrations", "--check", "--dry-run"], own),
        Step("deploy", "check --deploy in the production setting",
             [*manage, "check", "--deploy", "--fail-level", "WARNING"], {**own, **PRODUCTION}),
        Step("schema", "the OpenAPI document says everything",
             [*manage, "spectacular", "--validate", "--fail-on-warn", "--file", data_dir / "openapi.yaml"], own),
        Step("words", "every sentence is in both languages", [python, "-m", "tools.translations"], own),
    ]  # fmt: skip


def main() -> int:
    try:
        needs.require([needs.GETTEXT])
    except needs.Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="hoithi-check-") as folder:
        chosen, left_out = steps.choose(all_steps(Path(folder)), sys.argv[1:])
        outcomes = [steps.run(step) for step in chosen]
    return steps.conclude("make check", outcomes, left_out=left_out)


if __name__ == "__main__":
    sys.exit(main())

"""The house keeps its shape: layers, sizes, one skeleton for every app, fresh documents, nothing from outside."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
APPS = ["members", "questions", "contests", "leaderboards", "progress"]
PACKAGES = [*APPS, "config", "refusals", "vietnamese", "tests", "tools"]
SKELETON = {"apps", "urls", "urls_api", "views", "api", "services", "queries", "models", "words", "rules", "migrations"}
PLAIN = {"rules", "importers", "exporters", "documents", "drafting"}
LONGEST_FILE, LONGEST_FUNCTION = 400, 50
MOST_SERVER_STOPS, MOST_BROWSER_STOPS = 12, 4
# Names that are written like addresses and that nobody asks.
NAMES_ONLY = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def python_files() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (path for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_imports_point_down() -> None:
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_folder_that_must_be_plain_is_held_to_it() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    held = {module for contract in contracts if contract["id"] == "plain" for module in contract["source_modules"]}
    plain = {f"{app}.{path.stem}" for app in APPS for path in (ROOT / app).iterdir() if path.stem in PLAIN}
    assert held == plain | {"refusals", "vietnamese"}


@pytest.mark.parametrize("app", APPS)
def test_every_app_has_the_same_skeleton(app: str) -> None:
    assert SKELETON - {path.stem for path in (ROOT / app).iterdir()} == set()


def test_no_file_is_longer_than_one_can_keep_in_mind() -> None:
    files = [*python_files(), *(ROOT / "static" / "js").rglob("*.js"), *(ROOT / "tests" / "js").rglob("*.*js")]
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_one_screen() -> None:
    lengths = {
        f"{name_of(path)}:{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_every_module_says_first_what_it_decides() -> None:
    trees = {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in python_files()}
    assert [name for name, tree in trees.items() if tree.body and not ast.get_docstring(tree)] == []


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_locks_name_versions_and_hashes_and_no_place_to_get_them() -> None:
    line = re.compile(
        r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[A-Za-z0-9._+!-]+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
    )
    for lock in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / lock).read_text().splitlines()
        assert [each for each in lines if not line.fullmatch(each)] == []


def test_nothing_that_browsers_get_names_another_host() -> None:
    files = [path for folder in ("templates", "static") for path in (ROOT / folder).rglob("*.*") if path.is_file()]
    texts = {
        path: path.read_text(encoding="utf-8") for path in files if path.suffix in {".html", ".js", ".css", ".svg"}
    }
    found = {
        name_of(path): addresses
        for path, text in texts.items()
        if (addresses := set(re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z0-9./-]+", text)) - NAMES_ONLY)
    }
    assert found == {}


def test_the_document_of_the_protocol_is_fresh() -> None:
    call_command("protocoldoc", "--check")


def stops_of_an_answer() -> list[tuple[str, str]]:
    """(path, symbol or "") of the numbered list under "One answer, up" in docs/architecture.md."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = re.search(r"^#+ One answer, up\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert section, "docs/architecture.md has no heading “One answer, up”"
    items = re.findall(r"^\d+\. (.*)$", section[1], re.MULTILINE)
    stops = [re.search(r"`([\w/.-]+\.(?:py|js))(?::([\w.]+))?`", item) for item in items]
    assert all(stops), f"an item that names no file: {items}"
    return [(stop[1], stop[2] or "") for stop in stops if stop]


def test_the_stops_of_an_answer_are_where_the_document_says() -> None:
    assert [path for path, _ in stops_of_an_answer() if not (ROOT / path).exists()] == []
    named = [(path, symbol) for path, symbol in stops_of_an_answer() if symbol]
    assert [(path, symbol) for path, symbol in named if symbol not in symbols_of(ROOT / path)] == []


def test_an_answer_passes_few_files() -> None:
    files = {path for path, _ in stops_of_an_answer()}
    server, browser = ({path for path in files if path.endswith(kind)} for kind in (".py", ".js"))
    assert (0 < len(server) <= MOST_SERVER_STOPS, 0 < len(browser) <= MOST_BROWSER_STOPS) == (True, True)


def symbols_of(path: Path) -> set[str]:
    """Functions, classes and methods, in Python also as Class.method."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        declared = re.findall(r"\b(?:function\*?|class|const|let) +(\w+)", text)
        return {*declared, *re.findall(r"^ +(?:async +)?(\w+)\(.*\{$", text, re.MULTILINE)}
    found = set()
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            methods = [each for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
            found |= {name for method in methods for name in (method.name, f"{node.name}.{method.name}")}
    return found

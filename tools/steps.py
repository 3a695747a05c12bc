"""Runs commands one after the other and says truly at the end what passed, what failed and what did not run."""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# "12 passed, 1 failed" of pytest, "ℹ pass 12" and "# fail 1" of node.
_PYTEST = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)\b")
_PYTEST_LAST_LINE = re.compile(r"^(?:=+ )?\d+ (?:passed|failed|errors?|skipped).* in [\d.]+s")
_NODE = re.compile(r"^(?:ℹ|#) (pass|fail|skipped|todo) (\d+)$")
_SAME = {
    "error": "failed",
    "errors": "failed",
    "pass": "passed",
    "fail": "failed",
    "xfailed": "skipped",
    "todo": "skipped",
}
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Step:
    """`name` is what ONLY= takes; `title` is the heading."""

    name: str
    title: str
    command: Sequence[str | Path]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    step: Step
    exit_code: int
    seconds: float
    tests: Mapping[str, int]

    @property
    def passed(self) -> bool:
        """A skipped test is not a passed one: what is not run is taken out of the step by name, or the run fails."""
        return self.exit_code == 0 and not self.tests.get("skipped")


def run(step: Step) -> Outcome:
    print(f"\n--- {step.title}", flush=True)
    began = time.monotonic()
    tests: Counter[str] = Counter()
    process = subprocess.Popen(
        [str(word) for word in step.command],
        env={**os.environ, **step.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    assert process.stdout is not None
    for line in process.stdout:
        sys.stdout.write(line)
        sys.stdout.flush()
        tests.update(count_tests(line))
    outcome = Outcome(step, process.wait(), time.monotonic() - began, tests)
    print(f"--- {step.name}: {_verdict(outcome)} in {outcome.seconds:.0f} s", flush=True)
    return outcome


def count_tests(line: str) -> dict[str, int]:
    """What a line says about tests, if it is a summary: {"passed": 12, "failed": 1}."""
    plain = _ANSI.sub("", line).strip()
    node = _NODE.match(plain)
    if node:
        return {_SAME.get(node[1], node[1]): int(node[2])}
    if not _PYTEST_LAST_LINE.match(plain):
        return {}
    counts: Counter[str] = Counter()
    for number, word in _PYTEST.findall(plain):
        counts[_SAME.get(word, word)] += int(number)
    return dict(counts)


def conclude(word: str, outcomes: Sequence[Outcome], *, left_out: Sequence[str]) -> int:
    """Prints one line a step and the last line; gives the exit code."""
    print()
    for outcome in outcomes:
        line = f"  {outcome.step.name:<14} {_verdict(outcome):<8} {outcome.seconds:6.0f} s  {_counts(outcome.tests)}"
        print(line.rstrip())
    tests: Counter[str] = Counter()
    for outcome in outcomes:
        tests.update(outcome.tests)
    failed = [outcome.step.name for outcome in outcomes if not outcome.passed]
    seconds = sum(outcome.seconds for outcome in outcomes)
    parts = [
        f"{word}: {'FAILED' if failed else 'passed'}",
        f"{len(outcomes) - len(failed)} of {len(outcomes)} steps passed",
    ]
    parts += [f"failed: {', '.join(failed)}"] if failed else []
    parts += [_counts(tests)] if tests else []
    parts += [f"{seconds:.0f} s"]
    parts += [f"not run, because ONLY was given: {', '.join(left_out)}"] if left_out else []
    print("; ".join(parts), flush=True)
    return 1 if failed or not outcomes else 0


def choose(steps: Sequence[Step], only: Sequence[str]) -> tuple[list[Step], list[str]]:
    """The steps to run and the names of those left out. Raises SystemExit for a name that no step has."""
    names = [step.name for step in steps]
    unknown = [name for name in only if name not in names]
    if unknown:
        raise SystemExit(f"There is no step {', '.join(unknown)}; there are {', '.join(names)}.")
    if not only:
        return list(steps), []
    return [step for step in steps if step.name in only], [name for name in names if name not in only]


def _verdict(outcome: Outcome) -> str:
    return "passed" if outcome.passed else "FAILED"


def _counts(tests: Mapping[str, int]) -> str:
    words = ("passed", "failed", "skipped", "xpassed")
    return ", ".join(
        f"{tests[word]} {word}" for word in words if tests.get(word) or (tests and word in {"passed", "failed"})
    )

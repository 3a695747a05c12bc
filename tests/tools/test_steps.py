"""What a run of steps says at its end is what happened."""

import sys

import pytest

from tools.steps import Outcome, Step, choose, conclude, count_tests, run

SAID = {
    "===== 12 passed in 3.40s =====": {"passed": 12},
    "2 failed, 10 passed, 1 warning in 81.00s (0:01:21)": {"failed": 2, "passed": 10},
    "\x1b[31m1 failed\x1b[0m, 3 skipped, 2 errors in 0.12s": {"failed": 3, "skipped": 3},
    "1 xfailed in 0.12s": {},
    "ℹ pass 7": {"passed": 7},
    "# fail 0": {"failed": 0},
    "ℹ skipped 1": {"skipped": 1},
    "FAILED tests/test_x.py::test_2_passed - AssertionError": {},
    "12 passed the door": {},
}


def step(name: str, code: str) -> Step:
    return Step(name, f"the step {name}", [sys.executable, "-c", code])


@pytest.mark.parametrize(("line", "counts"), SAID.items())
def test_only_a_summary_is_counted(line: str, counts: dict[str, int]) -> None:
    assert count_tests(line) == counts


def test_a_step_passes_its_environment_on_and_keeps_the_exit_code() -> None:
    told = Step(
        "told", "told", [sys.executable, "-c", "import os; raise SystemExit(int(os.environ['CODE']))"], {"CODE": "3"}
    )
    outcome = run(told)
    assert (outcome.exit_code, outcome.passed) == (3, False)


def test_a_run_with_everything_passed_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [run(step("one", "print('5 passed in 1.00s')")), run(step("two", "print('ℹ pass 2')"))]
    capsys.readouterr()
    assert conclude("make test", outcomes, left_out=[]) == 0
    assert last_line(capsys) == "make test: passed; 2 of 2 steps passed; 7 passed, 0 failed; 0 s"


def test_a_failed_step_fails_the_run_and_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [run(step("one", "print('1 failed, 4 passed in 1.00s'); exit(1)")), run(step("two", ""))]
    capsys.readouterr()
    assert conclude("make test", outcomes, left_out=[]) == 1
    assert last_line(capsys) == "make test: FAILED; 1 of 2 steps passed; failed: one; 4 passed, 1 failed; 0 s"


def test_a_skipped_test_is_not_a_passed_one(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [run(step("one", "print('4 passed, 1 skipped in 1.00s')"))]
    assert conclude("make test", outcomes, left_out=[]) == 1
    assert "failed: one; 4 passed, 0 failed, 1 skipped" in last_line(capsys)


def test_steps_that_were_left_out_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    steps = [step("one", ""), step("two", "")]
    chosen, left_out = choose(steps, ["two"])
    assert (chosen, left_out) == ([steps[1]], ["one"])
    conclude("make test", [run(each) for each in chosen], left_out=left_out)
    assert last_line(capsys).endswith("not run, because ONLY was given: one")


def test_a_run_of_nothing_is_no_success() -> None:
    outcomes: list[Outcome] = []
    assert conclude("make test", outcomes, left_out=[]) == 1


def test_an_unknown_step_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SystemExit, match="There is no step three; there are one, two"):
        choose([step("one", ""), step("two", "")], ["three"])


def last_line(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.splitlines()[-1]

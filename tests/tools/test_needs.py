"""A missing program is installed, or the run stops with the exact command."""

from pathlib import Path

import pytest

from tools import needs
from tools.needs import Missing, Need


def test_what_is_there_is_not_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    needs.require([Need("a shell", ("dash",), lambda: Path("/bin/sh"))])
    assert capsys.readouterr().out == ""


def test_what_cannot_be_installed_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    wanted = [Need("a moon", ("moon", "moon-data"), lambda: None), Need("a sun", ("sun",), lambda: None)]
    with pytest.raises(Missing) as refusal:
        needs.require(wanted)
    install = "apt-get update && apt-get install -y --no-install-recommends moon moon-data sun"
    assert str(refusal.value) == f"Missing: a moon, a sun. Run: sudo sh -c '{install}'"


def test_an_old_node_gives_way_to_the_one_of_playwright(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "node"
    program.write_text("#!/bin/sh\necho v12.22.9\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    found = needs.find_node()
    assert found is not None
    assert found.parent.name == "driver"

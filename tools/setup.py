"""Decides what .venv must hold and brings it there; runs on the bare Python of the machine."""

from __future__ import annotations  # an older Python must get as far as saying that it is too old

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what checking and testing need")
    locks = [ROOT / "requirements.txt"]
    if parser.parse_args().dev:
        locks.append(ROOT / "requirements-dev.txt")
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        return _stop(
            f"Python 3.11 or newer is needed, {sys.executable} is {found}. Name another: make PYTHON=python3.12"
        )
    if not _works(VENV / "bin" / "python") and not _make_venv():
        return 1
    return _install(locks)


def _works(python: Path) -> bool:
    """A .venv that was left half made, or whose Python has been upgraded away, is made anew."""
    if not python.exists():
        return False
    return subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode == 0


def _make_venv() -> bool:
    if importlib.util.find_spec("ensurepip") is None and not _install_venv_module():
        return False
    print(f"Making {VENV.name} with {sys.executable}", flush=True)
    return subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False).returncode == 0


def _install_venv_module() -> bool:
    """Debian and Ubuntu ship Python without the part that makes virtual environments."""
    package = f"python3.{sys.version_info.minor}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {package}", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", package]):
            if subprocess.run(command, check=False, env=environment).returncode:
                break
        else:
            return True
    _stop(f"This Python cannot make virtual environments. Run: sudo apt-get install -y {package}")
    return False


def _install(locks: list[Path]) -> int:
    wanted = hashlib.sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()
    stamp = VENV / f"{locks[-1].stem}.installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return 0
    names = " and ".join(lock.name for lock in locks)
    print(f"Installing what {names} list; this takes about a minute", flush=True)
    command = [
        str(VENV / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
    ]
    command += ["--require-hashes", "--only-binary", ":all:"]
    for lock in locks:
        command += ["-r", str(lock)]
    if subprocess.run(command, check=False).returncode:
        return _stop("The packages could not be installed; the lines above say why. Mend that and run the same again.")
    stamp.write_text(wanted)
    return 0


def _stop(why: str) -> int:
    print(why, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

"""Decides where the programs that tests need are, and installs the missing ones or names the command that does."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

# From these on node itself sees that a .js file is a module, in the two lines of versions.
OLDEST_NODE = {20: (20, 19), 22: (22, 7)}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
# Fonts that carry every Vietnamese letter.
FONT_FILES = {"DejaVuSans.ttf", "NotoSans-Regular.ttf", "BeVietnamPro-Regular.ttf"}


class Missing(Exception):
    """A program is not there and could not be installed; the message names the exact command."""


@dataclass(frozen=True)
class Need:
    """Something from Debian. `find` gives its path, or None while it is missing."""

    name: str
    packages: tuple[str, ...]
    find: Callable[[], Path | None]


def find_postgres() -> Path | None:
    """The folder with initdb and postgres: Debian keeps it off the PATH, one a version."""
    folders = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()]
    if folders:
        return max(folders, key=lambda folder: [int(part) for part in re.findall(r"\d+", folder.parent.name)])
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def find_redis() -> Path | None:
    return _on_path("redis-server", "valkey-server")


def find_chromium() -> Path | None:
    named = os.environ.get("CHROMIUM")
    return Path(named) if named else _on_path("chromium", "google-chrome-stable", "google-chrome")


def find_font() -> Path | None:
    for folder in FONT_FOLDERS:
        for path in Path(folder).expanduser().rglob("*.ttf"):
            if path.name in FONT_FILES:
                return path
    return None


def find_node() -> Path | None:
    """The node of the machine when it is new enough, else the one that playwright brings along."""
    found = _on_path("node", "nodejs")
    if found and _sees_modules(_node_version(found)):
        return found
    playwright = importlib.util.find_spec("playwright")
    if playwright is None or playwright.origin is None:
        return None
    bundled = Path(playwright.origin).parent / "driver" / "node"
    return bundled if bundled.exists() else None


def _on_path(*names: str) -> Path | None:
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


def _node_version(node: Path) -> tuple[int, ...]:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in re.findall(r"\d+", answer)[:2])


def _sees_modules(version: tuple[int, ...]) -> bool:
    oldest = OLDEST_NODE.get(version[0]) if version else None
    return version >= oldest if oldest else version >= (23,)


POSTGRES = Need("PostgreSQL", ("postgresql",), find_postgres)
REDIS = Need("Redis", ("redis-server",), find_redis)
CHROMIUM = Need("Chromium", ("chromium",), find_chromium)
FONT = Need("a font with Vietnamese letters", ("fonts-noto-core",), find_font)
NODE = Need("Node", ("nodejs",), find_node)
GETTEXT = Need("gettext", ("gettext",), lambda: _on_path("msgfmt"))


def require(needs: Iterable[Need]) -> None:
    """All of them are there afterwards. Raises Missing when one cannot be installed."""
    missing = [need for need in needs if need.find() is None]
    if not missing:
        return
    packages = [package for need in missing for package in need.packages]
    command = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    names = ", ".join(need.name for need in missing)
    print(f"Missing: {names}. Installing with: {command}", flush=True)
    if not _install(packages):
        raise Missing(f"Missing: {names}. Run: sudo sh -c '{command}'")
    still = [need.name for need in missing if need.find() is None]
    if still:
        raise Missing(f"Installed, but not found afterwards: {', '.join(still)}. Look at: {command}")


def path_of(need: Need) -> Path:
    require([need])
    found = need.find()
    if found is None:
        raise Missing(f"Missing: {need.name}")
    return found


def _install(packages: list[str]) -> bool:
    if shutil.which("apt-get") is None:
        return False
    # In run level 1 a package does not start its service: the tests bring up their own, on free ports.
    prefix = ["env", "RUNLEVEL=1", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() != 0:
        if shutil.which("sudo") is None or subprocess.run(["sudo", "-n", "true"], check=False).returncode:
            return False
        prefix = ["sudo", "-n", *prefix]
    commands = (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages])
    return all(subprocess.run([*prefix, *command], check=False).returncode == 0 for command in commands)

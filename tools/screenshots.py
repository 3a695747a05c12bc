"""Takes the pictures of the README from a fresh demo: a wall that waits for players, and the console of its host."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.screens import OPEN_CODE, Screen, chromium, open_screen, sign_in, usernames, visit
from tools.services import free_port

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "screenshots"
PICTURES = [Screen("wall", "organiser", f"/wall/{OPEN_CODE}/"), Screen("host", "organiser", f"/host/{OPEN_CODE}/")]
START_SECONDS = 90


@contextmanager
def demo() -> Iterator[str]:
    """The address of a server with a new demo, which is gone afterwards."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="hoithi-demo-") as folder:
        environment = {**os.environ, "DATA_DIR": folder, "DATABASE_URL": "", "REDIS_URL": "", "SITE_URL": ""}
        command = [sys.executable, "manage.py", "serve", "--demo", "--port", str(port)]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        try:
            _wait_for(f"{url}/healthz", server)
            yield url
        finally:
            server.terminate()
            server.wait()


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310  # our own address
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The demo did not start; run: manage.py serve --demo")


def main() -> int:
    OUT.mkdir(parents=True, exist_ok=True)
    with (
        demo() as url,
        chromium() as browser,
        visit(browser, url, width=1280, theme="light", language="vi") as context,
    ):
        sign_in(context, usernames()["organiser"])
        for screen in PICTURES:
            open_screen(context, screen).screenshot(path=OUT / f"{screen.name}.png")
            print(f"docs/screenshots/{screen.name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The server starts from one command, says where to go, refuses what it cannot do, and ends in good order."""

import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.servers import ROOT, ServerProcess, Store, surroundings


def test_the_server_says_where_it_is_and_ends_in_good_order(server: ServerProcess) -> None:
    with urllib.request.urlopen(server.url, timeout=10) as answer:
        assert (answer.status, answer.headers["Server"]) == (200, None)
        assert "text/html" in answer.headers["Content-Type"]
    assert f"Mở trang:        {server.url}/\n" in server.said()
    assert server.stop() == 0
    assert server.said().splitlines()[-1].startswith("Máy chủ đã dừng.")


def test_a_killed_server_comes_back_on_the_same_port(server: ServerProcess) -> None:
    server.kill()
    assert not server.answers()
    server.start()
    assert server.answers()


def test_a_second_server_on_the_same_port_is_refused(server: ServerProcess) -> None:
    assert refusal(server.store, "--port", str(server.port)).startswith(
        f"CommandError: Port {server.port} of 127.0.0.1 is taken"
    )


def test_a_server_without_its_tables_says_what_to_run(store: Store, tmp_path: Path) -> None:
    empty = {**store.environment, "DATA_DIR": str(tmp_path), "DATABASE_URL": "", "REDIS_URL": ""}
    said = refusal(Store(tmp_path, "", empty))
    assert said.startswith("CommandError: The tables are not up to date. Run: manage.py migrate")


def test_a_server_without_its_static_files_says_what_to_run(store: Store) -> None:
    (store.data_dir / "collected").unlink()
    assert "Run: manage.py collectstatic" in refusal(store)


def test_ctrl_c_ends_the_server_too(server: ServerProcess) -> None:
    assert server.end(signal.SIGINT) == 0


def refusal(store: Store, *words: str) -> str:
    """The last error of a server that does not start."""
    done = subprocess.run(
        [sys.executable, "manage.py", "serve", *words],
        cwd=ROOT,
        env=surroundings(store.environment),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    return done.stderr[done.stderr.rfind("CommandError") :]

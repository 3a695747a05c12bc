"""A real server and a real Chromium that reaches nothing else; every page is watched for errors it should not make."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    WebError,
    WebSocket,
    expect,
    sync_playwright,
)

from tests.servers import ServerProcess, Store
from tools.needs import CHROMIUM, path_of

PASSWORD = "mat-khau-thu-1"
DESK = (1280, 800)
PHONE = (360, 740)
GRAVE = {"serious", "critical"}
# Servers, pages and the rest of a run share the machine; what is expected may come late, but must come.
PATIENCE_MS = 20_000
# A page that a test passes on itself has no address of its own, and could not ask for the server's socket.
LOCAL = "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", LOCAL]


@pytest.fixture
def db(store: Store) -> None:
    """The cast and everything else that asks for a database gets the server's own, with commits that last."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path_of(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What went wrong on any page. `allow` takes patterns of console errors that a test means to provoke."""

    host: str
    problems: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        self.allowed.append(pattern)

    def over(self, context: BrowserContext) -> None:
        context.route("**/*", self._only_home)
        context.on("console", self._hear)
        context.on("weberror", self._fall)
        context.on("page", lambda page: page.on("websocket", self._connect))

    def left(self) -> list[str]:
        return [problem for problem in self.problems if not any(re.search(each, problem) for each in self.allowed)]

    def _only_home(self, route: Route) -> None:
        if self._check_host(route.request.url):
            route.continue_()
        else:
            route.abort()

    def _check_host(self, url: str) -> bool:
        """Data and blob addresses stay inside the page; every other one must be the server's."""
        home = urlsplit(url).scheme in {"data", "blob"} or urlsplit(url).netloc == self.host
        if not home:
            self.problems.append(f"asked another host: {url}")
        return home

    def _connect(self, socket: WebSocket) -> None:
        self._check_host(socket.url)

    def _fall(self, error: WebError) -> None:
        self.problems.append(f"uncaught: {error.error}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location['url']})")


@pytest.fixture
def watch(server: ServerProcess) -> Iterator[Watch]:
    """Holds the test to pages without errors, without breaches of the content policy, and without other hosts."""
    watching = Watch(urlsplit(server.url).netloc)
    yield watching
    assert watching.left() == []


class PageAs(Protocol):
    """A new window of a new browser profile. `username` None is somebody who has not signed in."""

    def __call__(self, username: str | None, *, size: tuple[int, int] = DESK, password: str = PASSWORD) -> Page: ...


@pytest.fixture
def page_as(chromium: Browser, server: ServerProcess, watch: Watch) -> Iterator[PageAs]:
    contexts: list[BrowserContext] = []

    def open_page(username: str | None, *, size: tuple[int, int] = DESK, password: str = PASSWORD) -> Page:
        context = chromium.new_context(
            base_url=server.url, viewport={"width": size[0], "height": size[1]}, locale="vi-VN", has_touch=size == PHONE
        )
        contexts.append(context)
        watch.over(context)
        page = context.new_page()
        if username:
            sign_in(page, username, password)
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    page.goto("/sign-in/")
    form = page.locator("form", has=page.locator("input[name=password]"))
    form.locator("input[name=username]").fill(username)
    form.locator("input[name=password]").fill(password)
    form.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: urlsplit(url).path != "/sign-in/")


def assert_accessible(page: Page) -> None:
    """Fails on what axe calls serious or critical, naming each element and what is wrong with it."""
    violations = [each for each in Axe().run(page).response["violations"] if each["impact"] in GRAVE]
    lines = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n  {node['html']}\n  {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]
    assert not lines, f"{page.url}\n" + "\n".join(lines)

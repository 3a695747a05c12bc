"""Every page that a link leads to is looked at, in English, with the names and numbers of the demo."""

from collections.abc import Iterator
from importlib import import_module
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from django.utils import timezone
from playwright.sync_api import Page, expect

from config.demo.loader import PASSWORD, load, sign_ins
from tests.browser.conftest import PageAs
from tests.browser.looking import look

APPS = ("members", "questions", "contests", "leaderboards", "progress")

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

# Files, what other programs read, and Django's own pages of administration.
NO_PAGES = {"roster-template", "room-qr", "api-schema", "room-seats", "seat-token", "host-token", "wall-token"}
DEEDS = {
    "contest-copy", "contest-delete", "contest-publish", "marking-next", "marks-publish", "programme-remind",
    "roster-accounts", "room-leave", "sign-out",
}  # fmt: skip
# No link leads there in the demo: first somebody signs out, drafts a contest, ends a written round or sends a file.
AFTER_A_DEED = {"sign-in", "contest-edit", "script", "roster-report", "import-report"}


@pytest.fixture
def demo(db: None) -> None:
    load(at=timezone.now())


def test_every_page_that_a_link_leads_to_is_fit_to_be_seen(demo: None, page_as: PageAs) -> None:
    seen: set[str] = set()
    for one in sign_ins():
        page = page_as(one.username, password=PASSWORD)
        page.get_by_role("button", name="EN, English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        seen |= set(walk(page, seen - {"home"}))
    assert pages() - seen == AFTER_A_DEED


def pages() -> set[str]:
    """The names of all addresses that can answer a browser with a page."""
    found = [pattern for each in APPS for pattern in import_module(f"{each}.urls").urlpatterns]
    return {pattern.name for pattern in found} - DEEDS - NO_PAGES


def walk(page: Page, seen: set[str]) -> Iterator[str]:
    """The names of the addresses that were looked at: one page for each name, whatever follows it."""
    found, known = ["/"], set(seen)
    while found:
        address = found.pop(0)
        name = name_of(address)
        if name is None or name in known:
            continue
        known.add(name)
        yield name
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        look(page)
        found += page.eval_on_selector_all("a[href]", "links => links.map(one => one.href.split('#')[0])")


def name_of(address: str) -> str | None:
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    is_file = "as=" in parts.query or match.url_name in NO_PAGES
    return None if is_file or match.namespace else match.url_name

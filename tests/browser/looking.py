"""Looks at a page as people with small phones, wide desks and dark screens do, and works it without a mouse."""

from typing import Literal

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, PHONE, assert_accessible

SMALLEST = (320, 640)
MOST_TABS = 80
LOOKS: tuple[tuple[Literal["light", "dark"], tuple[int, int]], ...] = (("light", PHONE), ("dark", DESK))


def look(page: Page) -> None:
    """axe on a phone in the light and on a desk in the dark; no sideways scroll. The window is left as it was."""
    before = page.viewport_size
    assert before is not None
    for scheme, size in LOOKS:
        _set(page, size)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert_accessible(page)
        assert_fits(page)
    _set(page, SMALLEST)
    assert_fits(page)
    page.emulate_media(color_scheme=None, reduced_motion=None)
    _set(page, (before["width"], before["height"]))


def assert_fits(page: Page) -> None:
    """Fails on what is wider than the window, naming it."""
    wide: list[str] = page.evaluate(
        """() => {
            const root = document.scrollingElement;
            if (root.scrollWidth <= root.clientWidth) return [];
            const isOut = (one) => one.getBoundingClientRect().right > root.clientWidth + 1 && !one.closest(".scroll");
            return [...document.body.querySelectorAll("*")].filter(isOut).map((one) => one.outerHTML.slice(0, 200));
        }"""
    )
    assert wide == [], "\n".join([f"{page.url} at {page.viewport_size}", *wide])


def tab_to(page: Page, target: Locator) -> None:
    """Moves the focus with the Tab key alone; fails where it never comes to the target."""
    expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never comes to {target}")


def _set(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})

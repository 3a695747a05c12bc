"""Takes pictures of every page of a running demo, as each role sees it: two widths, light and dark, both languages."""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.needs import CHROMIUM, FONT, path_of, require

Theme = Literal["light", "dark"]
DEMO = Path(__file__).resolve().parent.parent / "config" / "demo"
PASSWORD = "hoithi-demo"  # noqa: S105  # of the demo, which everybody knows
OPEN_CODE = "bensen7"
WIDTHS = {360: 740, 1280: 800}
THEMES: tuple[Theme, ...] = ("light", "dark")
LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]


@dataclass(frozen=True)
class Screen:
    """`role` "" is somebody who has not signed in. `link` is a pattern: the first such link of the path is followed."""

    name: str
    role: str
    path: str
    link: str = ""


SCREENS = [
    Screen("home-visitor", "", "/"),
    Screen("sign-in", "", "/sign-in/"),
    Screen("door", "", "/join/"),
    Screen("door-code", "", f"/join/?code={OPEN_CODE}"),
    Screen("wall", "", f"/wall/{OPEN_CODE}/"),
    Screen("not-found", "", "/no-such-page/"),
    Screen("home-member", "member", "/"),
    Screen("account", "member", "/account/"),
    Screen("home-organiser", "organiser", "/"),
    Screen("documents", "organiser", "/documents/"),
    Screen("document", "organiser", "/documents/", r"/documents/\d+/$"),
    Screen("bank", "organiser", "/bank/"),
    Screen("question", "organiser", "/bank/t1-01/"),
    Screen("question-import", "organiser", "/bank/import/"),
    Screen("question-new", "organiser", "/bank/new/"),
    Screen("contests", "organiser", "/contests/"),
    Screen("contest", "organiser", "/contests/", r"/contests/\d+/$"),
    Screen("contest-new", "organiser", "/contests/new/"),
    Screen("results", "organiser", "/contests/1/results/"),
    Screen("host", "organiser", f"/host/{OPEN_CODE}/"),
    Screen("board", "organiser", "/boards/contest-1-people/"),
    Screen("marking", "marker", "/marking/"),
    Screen("script", "marker", "/marking/?run=11", r"/marking/\d+/$"),
    Screen("cells", "administrator", "/cells/"),
    Screen("cell", "administrator", "/cells/", r"/cells/[^/]+/$"),
    Screen("roster", "administrator", "/roster/"),
    Screen("roles", "administrator", "/roles/"),
    Screen("progress-secretary", "secretary", "/progress/"),
    Screen("programme-secretary", "secretary", "/progress/1/?phase=1"),
    Screen("programme-organiser", "organiser", "/progress/", r"/progress/\d+/$"),
    Screen("api-docs", "organiser", "/api/docs/"),
]


class Unreachable(Exception):
    """A page that should be there was not; the message says which, and what came instead."""


def usernames() -> dict[str, str]:
    """The sign-in of each role of the demo."""
    staff = json.loads((DEMO / "names.json").read_text(encoding="utf-8"))["staff"]
    return {one["role"]: one["username"] for one in reversed(staff)}


@contextmanager
def chromium() -> Iterator[Browser]:
    require([CHROMIUM, FONT])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path_of(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def visit(browser: Browser, base_url: str, *, width: int, theme: Theme, language: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": width, "height": WIDTHS[width]},
        color_scheme=theme,
        locale=LANGUAGES[language],
        reduced_motion="reduce",
    )
    context.add_cookies([{"name": "django_language", "value": language, "url": base_url}])
    yield context
    context.close()


def sign_in(context: BrowserContext, username: str) -> None:
    page = open_screen(context, Screen("sign-in", "", "/sign-in/"))
    form = page.locator("form", has=page.locator("input[name=password]"))
    form.locator("input[name=username]").fill(username)
    form.locator("input[name=password]").fill(PASSWORD)
    form.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: urlsplit(url).path != "/sign-in/")
    page.close()


def open_screen(context: BrowserContext, screen: Screen) -> Page:
    """Raises Unreachable when the server answers with an error, or the link is not there."""
    page = context.new_page()
    _go(page, screen.path, screen)
    if screen.link:
        links = [str(link.get_attribute("href")) for link in page.locator("main a[href]").all()]
        found = next((link for link in links if re.search(screen.link, urlsplit(link).path)), None)
        if found is None:
            page.close()
            raise Unreachable(f"{screen.name}: no link like {screen.link} on {screen.path}")
        _go(page, found, screen)
    page.wait_for_timeout(400)
    return page


def _go(page: Page, path: str, screen: Screen) -> None:
    answer = page.goto(path)
    wanted = 404 if screen.name == "not-found" else 200
    if answer is None or answer.status != wanted:
        page.close()
        raise Unreachable(f"{screen.name}: {path} answered {answer.status if answer else 'nothing'}, not {wanted}")


def take(browser: Browser, base_url: str, out: Path, screens: Iterable[Screen]) -> list[str]:
    """Pictures named NAME-WIDTH-THEME-LANGUAGE.png; gives what could not be taken."""
    names, problems = usernames(), []
    for role in sorted({screen.role for screen in screens}):
        for width in WIDTHS:
            for theme in THEMES:
                for language in LANGUAGES:
                    with visit(browser, base_url, width=width, theme=theme, language=language) as context:
                        if role:
                            sign_in(context, names[role])
                        for screen in (each for each in screens if each.role == role):
                            problems += _take_one(context, screen, out, f"{width}-{theme}-{language}")
    return problems


def _take_one(context: BrowserContext, screen: Screen, out: Path, suffix: str) -> list[str]:
    try:
        page = open_screen(context, screen)
    except Unreachable as why:
        return [f"{suffix} {why}"]
    page.screenshot(path=out / f"{screen.name}-{suffix}.png", full_page=True)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()
    return [f"{suffix} {screen.name}: {overflow} pixels wider than the window"] if overflow > 0 else []


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.screens", description=__doc__)
    parser.add_argument("base_url", help="of a running demo, such as http://127.0.0.1:8000")
    parser.add_argument("out", type=Path, help="the folder for the pictures")
    parser.add_argument("--only", action="append", default=[], help="the name of a screen; may be given again")
    options = parser.parse_args()
    screens = [screen for screen in SCREENS if not options.only or screen.name in options.only]
    if not screens:
        parser.error(f"there is no such screen; there are {', '.join(screen.name for screen in SCREENS)}")
    options.out.mkdir(parents=True, exist_ok=True)
    try:
        with chromium() as browser:
            problems = take(browser, options.base_url.rstrip("/"), options.out, screens)
    except Unreachable as why:
        problems = [f"Nobody can sign in: {why}"]
    print(f"{len(list(options.out.glob('*.png')))} pictures in {options.out}")
    print("\n".join(problems) or "Every screen was there and fits its window.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

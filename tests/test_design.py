"""The look: readable in both themes, light enough for a cheap phone, and free of anything a strict policy refuses."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CSS = ROOT / "static" / "css"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PLAY_PAGE_CSS = ("tokens.css", "base.css", "pieces.css", "live.css")
GROUNDS = ("bg", "surface", "sunk")
PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-2") for ground in GROUNDS),
    *((tone, ground) for tone in ("accent", "ok", "warn", "bad") for ground in ("bg", "surface", f"{tone}-soft")),
    *(("ink", f"{tone}-soft") for tone in ("accent", "ok", "warn", "bad")),
    ("accent-on", "accent"),
    ("surface", "bad"),
    ("surface", "ink"),
    ("bg", "ink-2"),
    *((f"opt-{option}-on", f"opt-{option}") for option in "abcd"),
]


def themes() -> list[dict[str, str]]:
    """Light, dark by the system, dark by the page: every name with its value."""
    text = (CSS / "tokens.css").read_text(encoding="utf-8")
    return [dict(re.findall(r"--([\w-]+):\s*([^;]+);", block)) for block in re.findall(r"\{([^{}]*)\}", text)]


def luminance(colour: str) -> float:
    """Relative luminance of #rgb or #rrggbb, by WCAG 2.2."""
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    channels = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def test_both_ways_to_the_dark_theme_give_the_same_values() -> None:
    _, by_system, by_page = themes()
    assert by_system == by_page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_of_text_and_ground_is_readable(theme: str) -> None:
    light, dark, _ = themes()
    values = light if theme == "light" else {**light, **dark}
    weak = {pair: contrast(values[pair[0]], values[pair[1]]) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 6} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_edge_of_a_control_can_be_seen(theme: str) -> None:
    light, dark, _ = themes()
    values = light if theme == "light" else {**light, **dark}
    assert min(contrast(values["line-strong"], values[ground]) for ground in ("bg", "surface")) >= 3


def test_every_value_that_is_used_is_a_token() -> None:
    known = set(themes()[0]) | {"k", "k-on", "u"}
    sheets = [sheet.read_text(encoding="utf-8") for sheet in CSS.glob("*.css")]
    used = {name for sheet in sheets for name in re.findall(r"var\(--([\w-]+)", sheet)}
    assert used - known == set()


def test_styles_of_the_play_page_stay_small() -> None:
    together = b"".join((CSS / name).read_bytes() for name in PLAY_PAGE_CSS)
    assert len(gzip.compress(together)) < 12_000


def test_no_page_carries_style_or_script_of_its_own() -> None:
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.I)
    found = {str(page.relative_to(ROOT)): inline.findall(page.read_text(encoding="utf-8")) for page in TEMPLATES}
    assert {page: pieces for page, pieces in found.items() if pieces} == {}


def test_every_icon_a_page_asks_for_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/icons/sprite.svg").read_text(encoding="utf-8")))
    modules = sorted((ROOT / "static" / "js").rglob("*.js"))
    asks = re.compile(r"""parts/icon\.html" with name="([\w-]+)"|\bicon\("([\w-]+)\"""")
    found = [asks.findall(source.read_text(encoding="utf-8")) for source in (*TEMPLATES, *modules)]
    asked = {one or other for pairs in found for one, other in pairs}
    assert asked - drawn == set()

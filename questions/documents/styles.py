"""Decides how a paragraph of Word is set: its heading level, whether it is bold, which list it belongs to."""

import re
from dataclasses import dataclass, replace

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from questions.documents.numbering import W, value_of, whole

_HEADING = re.compile(r"(?:heading|tiêu đề|đầu đề)\s*([1-9])", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST = 50
_BODY_TEXT = 9
"""The outline level that Word gives to text that is no heading."""


@dataclass(frozen=True)
class Style:
    is_bold: bool = False
    level: int | None = None
    list_id: str = ""
    list_level: int = 0


def is_on(element: Element | None) -> bool | None:
    """What a switch such as w:b says; None when it is not there."""
    return None if element is None else str(element.get(f"{W}val", "1")) not in _OFF


class Styles:
    """The named styles of a document, each resolved once along the chain it is based on."""

    def __init__(self, root: Element | None) -> None:
        found = root.findall(f"{W}style") if root is not None else []
        self._named = {str(one.get(f"{W}styleId")): one for one in found}
        self._resolved: dict[str, Style] = {}
        self._default = next(
            (
                str(one.get(f"{W}styleId"))
                for one in found
                if one.get(f"{W}type") == "paragraph" and is_on_attribute(one.get(f"{W}default"))
            ),
            "",
        )

    def of(self, paragraph: Element) -> Style:
        """A paragraph's style with what the paragraph itself changes."""
        own = paragraph.find(f"{W}pPr")
        name = value_of(own, "pStyle") if own is not None else ""
        return _changed(self._style(name or self._default), own)

    def bold(self, run: Element, otherwise: bool) -> bool:
        own = run.find(f"{W}rPr")
        if own is None:
            return otherwise
        said = is_on(own.find(f"{W}b"))
        if said is not None:
            return said
        return otherwise or self._style(value_of(own, "rStyle")).is_bold

    def _style(self, name: str) -> Style:
        if name not in self._resolved:
            chain: list[Element] = []
            at = name
            while at in self._named and len(chain) < _DEEPEST:
                chain.append(self._named[at])
                at = value_of(chain[-1], "basedOn")
            style = Style()
            for one in reversed(chain):
                style = _read(one, style)
            self._resolved[name] = style
        return self._resolved[name]


def is_on_attribute(value: object) -> bool:
    return value is not None and str(value) not in _OFF


def _read(element: Element, basis: Style) -> Style:
    style = _changed(basis, element.find(f"{W}pPr"))
    fonts = element.find(f"{W}rPr")
    said = is_on(fonts.find(f"{W}b")) if fonts is not None else None
    name = value_of(element, "name")
    heading = _HEADING.match(name)
    level = int(heading[1]) if heading else 1 if name.lower() == "title" else style.level
    return replace(style, is_bold=style.is_bold if said is None else said, level=level)


def _changed(style: Style, properties: Element | None) -> Style:
    if properties is None:
        return style
    outline = whole(value_of(properties, "outlineLvl"), -1)
    if outline >= 0:
        style = replace(style, level=outline + 1 if outline < _BODY_TEXT else None)
    numbers = properties.find(f"{W}numPr")
    if numbers is not None:
        list_id = value_of(numbers, "numId") or style.list_id
        level = value_of(numbers, "ilvl")
        style = replace(
            style,
            list_id="" if list_id == "0" else list_id,
            list_level=whole(level, 0) if level else style.list_level,
        )
    return style

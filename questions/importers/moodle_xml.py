"""Reads Moodle XML; a file that declares a document type or entities is refused before it is parsed."""

import re
from fractions import Fraction

from lxml import etree

from questions.importers.found import Found
from questions.importers.markup import seen
from questions.importers.shaping import Gathering, Raw, excerpt
from refusals import Rejected

FORMAT = "moodle-xml"
_BEFORE_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
"""Entities can be declared only before the first element; later the same signs are text of a question about HTML."""
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
_NOT_QUESTIONS = frozenset({"category", "description"})


def read(data: bytes) -> Found:
    """Raises Rejected when the file is no such XML or has no question."""
    gathering = Gathering()
    theme, number = "", 0
    for element in _root(data).iter("question"):
        kind = element.get("type") or ""
        if kind == "category":
            theme = _text(element.find("category"))[0].rpartition("/")[2].strip()
            continue
        number += 1
        place = f"question:{number} line:{element.sourceline or 0}"
        _read_question(gathering, place, kind, element, theme)
    return gathering.found(FORMAT)


def _root(data: bytes) -> etree._Element:
    # In UTF-16 a declaration could hide from the search, and Moodle writes UTF-8.
    if data.startswith(_WIDE):
        raise Rejected("questions_file_encoding")
    start = _BEFORE_ROOT.match(data)
    if start is not None and data.startswith(b"<!", start.end()):
        raise Rejected("questions_file_xml_entities")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise Rejected("questions_file_not_xml", line=line) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Rejected("questions_file_xml_entities")
    if root.tag != "quiz":
        raise Rejected("questions_file_unknown")
    return root


def _read_question(gathering: Gathering, place: str, kind: str, element: etree._Element, theme: str) -> None:
    text, pictures = _text(element.find("questiontext"))
    if kind in _NOT_QUESTIONS:
        gathering.problem(place, "block_no_question", excerpt=excerpt(text))
        return
    if pictures:
        gathering.warn(place, "pictures_left_out", number=pictures)
    explanation = _text(element.find("generalfeedback"))[0]
    match kind:
        case "multichoice" | "truefalse":
            options, key = _answers(gathering, place, element)
            is_single = kind == "truefalse" or (element.findtext("single") or "true").strip() in {"true", "1"}
            said = "" if is_single else "several"
            gathering.take(Raw(place, text, options, key, theme=theme, explanation=explanation, kind=said))
        case "essay":
            guide = _text(element.find("graderinfo"))[0]
            points = round(_number(element.findtext("defaultgrade") or ""))
            gathering.take(
                Raw(place, text, theme=theme, explanation=explanation, kind="written", points=points, guide=guide)
            )
        case _:
            gathering.leave_out(place, kind[:40] or "?", is_keyed=True)


def _answers(gathering: Gathering, place: str, element: etree._Element) -> tuple[tuple[str, ...], frozenset[int]]:
    """The answer that earns the most, or where several may be chosen those that earn something."""
    worth = [_number(answer.get("fraction") or "") for answer in element.findall("answer")]
    texts = tuple(_text(answer)[0] for answer in element.findall("answer"))
    is_several = (element.findtext("single") or "true").strip() in {"false", "0"}
    most = max(worth, default=Fraction(0))
    if any(0 < one < 100 for one in worth):
        gathering.warn(place, "weights_dropped")
    return texts, frozenset(i for i, one in enumerate(worth) if one > 0 and (is_several or one == most))


def _text(element: etree._Element | None) -> tuple[str, int]:
    """What a person sees of a text in any of Moodle's formats, and how many pictures it had."""
    if element is None:
        return "", 0
    written = element.findtext("text")
    text, pictures = seen(written if written is not None else element.text or "")
    return text, pictures


def _number(text: str) -> Fraction:
    match = re.fullmatch(r"\s*(-?\d{1,9}(?:\.\d{1,9})?)\s*", text)
    return Fraction(match[1]) if match else Fraction(0)

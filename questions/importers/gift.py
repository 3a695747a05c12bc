"""Reads GIFT, Moodle's text format: what stands in braces decides the kind of a question."""

import re

from questions.importers.found import Found
from questions.importers.limits import lines_of
from questions.importers.markup import seen
from questions.importers.shaping import Gathering, Raw, excerpt

FORMAT = "gift"
_BLANK = "_____"
_MOST_ANSWERS = 100
_TRUE, _FALSE = frozenset({"T", "TRUE"}), frozenset({"F", "FALSE"})
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_HIDDEN = {char: chr(0xE000 + i) for i, char in enumerate("~=#{}:\\n")}
_SHOWN = {ord(hidden): ("\n" if char == "n" else char) for char, hidden in _HIDDEN.items()}
_NAME = re.compile(r"^\s*::(.*?)::\s*", re.DOTALL)
_FORMAT = re.compile(r"^\s*\[(html|moodle|plain|markdown)\]\s*", re.IGNORECASE)
_ANSWER = re.compile(r"([=~])((?:[^=~])*)")
_WEIGHT = re.compile(r"^\s*%(-?\d+(?:\.\d+)?)%")
_CATEGORY = re.compile(r"^\$CATEGORY:\s*(.*)$", re.IGNORECASE)


def read(text: str) -> Found:
    """Raises Rejected when there is no question; a block that is not understood is a problem at its first line."""
    gathering = Gathering()
    theme = ""
    for number, block in _blocks(text):
        category = _CATEGORY.match(block.strip())
        if category:
            theme = category[1].rpartition("/")[2].strip()
        else:
            _read_block(gathering, f"line:{number}", block, theme)
    return gathering.found(FORMAT)


def _blocks(text: str) -> list[tuple[int, str]]:
    """Questions stand apart by empty lines; a category is a line of its own, and comments are nobody's."""
    blocks: list[tuple[int, str]] = []
    lines: list[str] = []
    start = 1
    for number, line in enumerate([*lines_of(text), ""], start=1):
        is_category = _CATEGORY.match(line.strip()) is not None
        if line.strip() and not is_category:
            if line.lstrip().startswith("//"):
                continue
            start = start if lines else number
            lines.append(line)
            continue
        if lines:
            blocks.append((start, "\n".join(lines)))
            lines = []
        if is_category:
            blocks.append((number, line))
    return blocks


def _read_block(gathering: Gathering, place: str, block: str, theme: str) -> None:
    hidden = _ESCAPED.sub(lambda match: _HIDDEN[match[1]], block)
    is_html = False
    hidden = _NAME.sub("", hidden, count=1)
    if (said := _FORMAT.match(hidden)) is not None:
        is_html = said[1].lower() == "html"
        hidden = hidden[said.end() :]
    opened, closed = hidden.find("{"), hidden.rfind("}")
    if opened < 0 and closed < 0:
        gathering.problem(place, "block_no_question", excerpt=excerpt(_plain(hidden)))
        return
    inner = hidden[opened + 1 : closed]
    if opened < 0 or closed < opened or "{" in inner or "}" in inner:
        gathering.problem(place, "block_not_understood", excerpt=excerpt(_plain(hidden)))
        return
    before, after = hidden[:opened].rstrip(), hidden[closed + 1 :].strip()
    stem = f"{before} {_BLANK} {after}" if after else before
    text = _plain(stem)
    if is_html or "<" in text:
        text, pictures = seen(text)
        if pictures:
            gathering.warn(place, "pictures_left_out", number=pictures)
    answers, _sign, feedback = inner.partition("####")
    _answers(gathering, Raw(place, text, theme=theme, explanation=_plain(feedback).strip()), answers)


def _answers(gathering: Gathering, raw: Raw, answers: str) -> None:
    bare = answers.split("#", 1)[0].strip().upper()
    found = _ANSWER.findall(answers)
    signs = {sign for sign, _ in found}
    if not answers.strip():
        gathering.take(_with(raw, kind="written"))
    elif answers.strip().startswith("#"):
        gathering.leave_out(raw.place, "numerical", is_keyed=True)
    elif bare in _TRUE | _FALSE:
        options, key = ("Đúng", "Sai"), frozenset({0 if bare in _TRUE else 1})
        gathering.take(_with(raw, options=options, key=key))
    elif "~" not in signs and all("->" in text for _, text in found) and found:
        gathering.leave_out(raw.place, "matching", is_keyed=True)
    elif signs == {"="}:
        gathering.leave_out(raw.place, "short_answer", is_keyed=True)
    elif not found or len(found) > _MOST_ANSWERS:
        gathering.problem(raw.place, "block_not_understood", excerpt=excerpt(raw.text))
    else:
        _choices(gathering, raw, found)


def _choices(gathering: Gathering, raw: Raw, found: list[tuple[str, str]]) -> None:
    """ "=" is right; with weights in percent, what earns something is right."""
    texts, key, partial = [], set(), False
    for place, (sign, answer) in enumerate(found):
        weight = _WEIGHT.match(answer)
        percent = float(weight[1]) if weight else 0.0
        text = answer[weight.end() :] if weight else answer
        texts.append(seen(_plain(text.split("#", 1)[0]))[0])
        if sign == "=" or percent > 0:
            key.add(place)
        partial = partial or (weight is not None and 0 < percent < 100)
    if partial:
        gathering.warn(raw.place, "weights_dropped")
    gathering.take(_with(raw, options=tuple(texts), key=frozenset(key)))


def _with(raw: Raw, *, options: tuple[str, ...] = (), key: frozenset[int] = frozenset(), kind: str = "") -> Raw:
    return Raw(raw.place, raw.text, options, key, theme=raw.theme, explanation=raw.explanation, kind=kind)


def _plain(text: str) -> str:
    """Escaped signs are themselves again."""
    return text.translate(_SHOWN)

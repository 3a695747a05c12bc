"""Reads a question paper: "Câu N", options A to H, and a key beside, below, or in a table at the end."""

import re
from collections import Counter
from collections.abc import Sequence

from questions.importers.announcing import announced_in
from questions.importers.found import Found
from questions.importers.keys import Keys, letters_of, read_keys
from questions.importers.limits import LONGEST_LINE, MOST_QUESTIONS, lines_of
from questions.importers.paper_lines import Line, plain
from questions.importers.paper_marks import (
    Head,
    begins_keys,
    explanation_at,
    head_of,
    is_end,
    is_part,
    key_said,
    level_said,
    numbered_head,
    theme_said,
)
from questions.importers.paper_options import Option, is_small_letter, options_of, split_stem
from questions.importers.paper_questions import Open, joined, nth_key, take_question
from questions.importers.shaping import Gathering, excerpt
from refusals import Rejected
from vietnamese import fold

_ESSAY = "tu luan"


def has_heads(lines: Sequence[Line]) -> bool:
    return any(head_of(line) for line in lines)


def is_paper(lines: Sequence[Line]) -> bool:
    """True when a question begins somewhere: by "Câu", or by a number with options below."""
    return has_heads(lines) or (
        any(numbered_head(line, 0) for line in lines)
        and any(options_of(line, 0, None) for line in lines if len(line.text) <= LONGEST_LINE)
    )


def read(text: str, given: Keys | None = None) -> Found:
    """A paper as plain text."""
    lines = [plain(f"line:{number}", line) for number, line in enumerate(lines_of(text), start=1)]
    return read_lines(lines, Gathering(), "text", given=given or {})


def read_lines(
    lines: Sequence[Line], gathering: Gathering, name: str, *, tables: Keys | None = None, given: Keys | None = None
) -> Found:
    """`tables` are the keys of tables of the paper itself, `given` those of a key file."""
    reading = _Reading(gathering, has_heads=has_heads(lines))
    for line in lines:
        if len(line.text) > LONGEST_LINE:
            gathering.warn(line.place, "line_not_understood", excerpt=excerpt(line.text[:LONGEST_LINE]))
        elif line.text.strip():
            reading.take(line)
    reading.close(tables or {}, given or {})
    return gathering.found(name, announced=announced_in(line.text for line in reading.banner))


class _Reading:
    def __init__(self, gathering: Gathering, *, has_heads: bool) -> None:
        self.banner: list[Line] = []
        self._gathering = gathering
        self._has_heads = has_heads
        self._questions: list[Open] = []
        self._keys: list[Line] = []
        self._theme = ""
        self._part = 0
        self._is_essay = self._in_keys = self._is_over = self._is_between = False

    @property
    def _open(self) -> Open | None:
        return self._questions[-1] if self._questions and not self._is_between else None

    def take(self, line: Line) -> None:
        head = self._head(line)
        if self._is_over or (self._in_keys and not self._leaves_keys(head)):
            self._keys.append(line)
        elif is_end(line.text):
            self._is_over = True
        elif begins_keys(line.text):
            self._in_keys = True
            self._keys.append(line)
        elif head is not None:
            self._begin(line, head)
        elif is_part(line.text):
            self._part += 1
            self._is_essay = _ESSAY in fold(line.text)
            self._is_between = True
        elif theme := theme_said(line.text):
            self._theme = theme
            self._is_between = True
        elif self._open is not None:
            self._continue(self._open, line)
        elif self._questions:
            self._gathering.warn(line.place, "line_not_understood", excerpt=excerpt(line.text))
        else:
            self.banner.append(line)

    def _head(self, line: Line) -> Head | None:
        if self._has_heads:
            return head_of(line)
        return numbered_head(line, self._questions[-1].number if self._questions else 0)

    def _leaves_keys(self, head: Head | None) -> bool:
        """Another part of the paper begins; in a table of keys a number is followed by a letter."""
        if head is None:
            return False
        rest = head.rest.text.strip()
        is_key = not rest or letters_of(rest) or key_said(rest) is not None or read_keys([[f"{head.number}. {rest}"]])
        if not is_key:
            self._in_keys = False
        return not is_key

    def _begin(self, line: Line, head: Head) -> None:
        if len(self._questions) == MOST_QUESTIONS:
            raise Rejected("questions_file_too_many", most=MOST_QUESTIONS)
        self._is_between = False
        new = Open(head.number, line.place, head.level, self._theme, self._part, self._is_essay)
        self._questions.append(new)
        self._stem(new, head.rest)

    def _stem(self, question: Open, line: Line) -> None:
        stem, options = split_stem(line)
        if stem.text.strip():
            question.stem.append(stem.text)
        self._add(question, options)

    def _continue(self, question: Open, line: Line) -> None:
        said = key_said(line.text)
        options = [] if question.explanation else options_of(line, len(question.options), question.is_small)
        if options:
            if question.is_small is None:
                question.is_small = is_small_letter(line)
            self._add(question, options)
        elif said is not None and not question.said:
            question.said = said
        elif start := explanation_at(line.text):
            question.explanation.append(line.text[start:])
        elif level := level_said(line.text):
            question.level = level
        elif question.explanation:
            question.explanation.append(line.text)
        elif not question.options:
            self._stem(question, line)
        elif line.text.strip()[:1].islower():
            last = question.options.pop()
            question.options.append(joined(last, line.text))
        else:
            self._gathering.warn(line.place, "line_not_understood", excerpt=excerpt(line.text))

    def _add(self, question: Open, options: list[Option]) -> None:
        """A letter that comes again shows that the weak one before it was no option but an initial."""
        have = question.options
        if options and have and have[-1].is_weak and options[0].letter == have[-1].letter and len(have) > 1:
            weak = have.pop()
            have[-1] = joined(have[-1], f"{'ABCDEFGH'[weak.letter]}. {weak.text}")
        have += options

    def close(self, tables: Keys, given: Keys) -> None:
        keys = read_keys([part for part in re.split(r"[\t|]", line.text) if part.strip()] for line in self._keys)
        for number, found in tables.items():
            keys.setdefault(number, []).extend(found)
        self._check_numbers()
        self._check_keys(keys, given)
        seen: Counter[int] = Counter()
        for question in self._questions:
            nth = seen[question.number]
            seen[question.number] += 1
            take_question(
                self._gathering,
                question,
                given=nth_key(given, question.number, nth),
                table=nth_key(keys, question.number, nth),
            )

    def _check_numbers(self) -> None:
        before = part = 0
        for question in self._questions:
            before = before if question.part == part else 0
            part = question.part
            if question.number == before:
                self._gathering.warn(question.place, "number_twice", number=question.number)
            elif question.number not in {before + 1, 1} and before:
                self._gathering.warn(question.place, "number_out_of_order", number=question.number, before=before)
            before = question.number

    def _check_keys(self, keys: Keys, given: Keys) -> None:
        numbers = {question.number for question in self._questions}
        for number in sorted({*keys, *given} - numbers):
            self._gathering.warn("", "key_without_question", number=number)
        left = [line for line in self._keys if not begins_keys(line.text) and not read_keys([[line.text]])]
        left = [line for line in left if not re.fullmatch(r"[\s\dA-H.,|:;\-–—_*]*", line.text)]
        if left and self._is_over:
            first = excerpt(left[0].text)
            self._gathering.warn(left[0].place, "lines_after_end", number=len(left), excerpt=first)

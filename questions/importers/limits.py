"""Decides how much of an uploaded file of questions is read at most."""

from refusals import Rejected

LARGEST_BYTES = 20 * 2**20
MOST_QUESTIONS = 20_000
MOST_ROWS = 50_000
MOST_COLUMNS = 256
MOST_SHEETS = 50
MOST_LINES = 300_000
LONGEST_LINE = 5000
"""More on one line of a paper is no question, and looking for options in it takes the square of its length."""


def check_size(data: bytes) -> None:
    """Raises Rejected before anything is read."""
    if len(data) > LARGEST_BYTES:
        raise Rejected("questions_file_too_large", megabytes=LARGEST_BYTES // 2**20)
    if not data.strip():
        raise Rejected("questions_file_empty")


def lines_of(text: str) -> list[str]:
    """Raises Rejected when there are more than anybody writes."""
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise Rejected("questions_file_too_many_lines", most=MOST_LINES)
    return lines

"""Says what the codes people type look like: short enough to read from a wall, too many to guess."""

import secrets
from collections.abc import Callable, Sequence

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
ROOM_LENGTH = 7
REJOIN_LENGTH = 12


def room_code(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """7 of 31 letters: 2.75e10 codes."""
    return "".join(choose(LETTERS) for _ in range(ROOM_LENGTH))


def rejoin_code(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """12 of 31 letters, 59 bits: what a guest types to take their seat on another device."""
    return "".join(choose(LETTERS) for _ in range(REJOIN_LENGTH))


def typed(text: str) -> str:
    """What somebody meant to type: case, spaces and dashes do not matter."""
    return "".join(char for char in text.lower() if char.isalnum())


def grouped(code: str) -> str:
    """As shown: "abc defg", "abcd efgh jkmn"."""
    if len(code) == ROOM_LENGTH:
        return f"{code[:3]} {code[3:]}"
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))

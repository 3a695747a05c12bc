"""Decides what a first password and a user name made for a member look like."""

import re
import secrets
from collections.abc import Container

from vietnamese import fold

# Without 0 o 1 l i, which look alike on paper. 8 of 31 signs are about 39 bits; sign-in attempts are limited.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 8
_NOT_IN_A_USERNAME = re.compile(r"[^a-z0-9.@+_-]+")


def new_password() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def username_for(key: str, *, taken: Container[str]) -> str:
    """The key in lower case without accents; with a number when another account has that name already."""
    base = _NOT_IN_A_USERNAME.sub("-", fold(key)).strip("-") or "tv"
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"

"""Decides which options lose their meaning when they change places."""

import re

from vietnamese import fold

_OF_THE_OTHERS = re.compile(
    r"^(ca|tat ca|khong co)\b.*\b(tren|dap an|phuong an)\b"
    r"|^(ca )?[a-h]( va |, | hoac )[a-h]\b"
    r"|^ca (hai|ba|bon|[2-7])\b"
    r"|^(all|none|both|neither) of\b"
)


def speaks_of_others(text: str) -> bool:
    """True for "Cả ba phương án trên", "A và B" and the like, which must stay where they were written."""
    return _OF_THE_OTHERS.search(fold(text)) is not None

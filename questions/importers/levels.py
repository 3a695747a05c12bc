"""Decides which level of the bank the level of a file is: four steps of the school, or English words."""

from vietnamese import fold

_LEVELS = {
    "recall": {"nb", "nhan biet", "biet", "1", "muc 1", "de", "easy", "recall", "remember", "knowledge"},
    "understand": {"th", "thong hieu", "hieu", "2", "muc 2", "trung binh", "medium", "understand", "comprehension"},
    "apply": {"vd", "van dung", "vdt", "van dung thap", "3", "muc 3", "kho", "hard", "apply", "application"},
}
_HIGHEST = frozenset({"vdc", "van dung cao", "4", "muc 4", "rat kho", "very hard", "analyze", "high apply"})


def level_of(written: str) -> tuple[str, str]:
    """(level, code of what to tell or ""): the highest step is not one of the bank's, and counts as applying."""
    words = " ".join(fold(written).strip(" []().:-").split())
    if not words:
        return "recall", ""
    if words in _HIGHEST:
        return "apply", "level_highest"
    found = next((level for level, names in _LEVELS.items() if words in names), "")
    return (found, "") if found else ("recall", "level_not_understood")

"""Decides what each role may do; the other apps ask by the name of the permission and know no roles."""

from enum import StrEnum


class Permission(StrEnum):
    """Named as Django names permissions, so that `user.has_perm` and `permission_required` understand them."""

    ADMINISTER = "members.administer"
    IMPORT_ROSTER = "members.import_roster"
    EDIT_QUESTIONS = "questions.edit"
    ORGANISE = "contests.organise"
    MARK = "contests.mark"
    SEE_ALL_BOARDS = "leaderboards.see_all"
    SEE_ALL_PROGRESS = "progress.see_all"
    SEE_CELL_PROGRESS = "progress.see_cell"


_ORGANISER = frozenset(
    {
        Permission.IMPORT_ROSTER,
        Permission.EDIT_QUESTIONS,
        Permission.ORGANISE,
        Permission.MARK,
        Permission.SEE_ALL_BOARDS,
        Permission.SEE_ALL_PROGRESS,
    }
)
GRANTS: dict[str, frozenset[Permission]] = {
    "administrator": frozenset(Permission),
    "organiser": _ORGANISER,
    "marker": frozenset({Permission.MARK}),
    "secretary": frozenset({Permission.SEE_CELL_PROGRESS}),
}


def granted(roles: frozenset[str]) -> frozenset[Permission]:
    """What somebody with these roles may do. Every role must be known."""
    return frozenset(permission for role in roles for permission in GRANTS[role])

"""Claims about what each role may do."""

import pytest

from members.models import User


def test_an_organiser_may_organise_and_a_stranger_may_not(olga: User, sam: User) -> None:
    assert olga.has_perm("contests.organise")
    assert not sam.has_perm("contests.organise")


def test_an_inactive_user_may_nothing(quan: User) -> None:
    quan.is_active = False
    assert not quan.has_perm("members.administer")


@pytest.mark.parametrize(("perm", "may"), [("contests.mark", True), ("contests.organise", False)])
def test_a_marker_marks_only(theo: User, perm: str, may: bool) -> None:
    assert theo.has_perm(perm) is may

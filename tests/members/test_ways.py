"""Claims about finding the pages of this app by links alone."""

import re

import pytest
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from members import urls
from members.models import Member, User
from tests.members.rosters import golden
from tests.members.test_pages import as_user, kept

ADMINISTRATORS_ONLY = {"roles", "cells-import"}
NO_WAY_TO = {"sign-in", "sign-out", "roster-accounts"}  # the first is for strangers, the others are buttons


def names_linked(client: Client, addresses: set[str]) -> dict[str, str]:
    """The addresses of this site to which these pages link, each with the name of its page."""
    pages = [client.get(address).content.decode(errors="replace") for address in sorted(addresses)]
    found = {href for page in pages for href in re.findall(r'<a [^>]*href="(/[^"#]*)"', page)}
    names = {}
    for href in found:
        try:
            names[href] = resolve(href.partition("?")[0]).url_name or ""
        except Resolver404:
            continue
    return names


@pytest.mark.parametrize("who", ["quan", "olga"])
def test_every_page_is_within_two_clicks_of_the_navigation(
    who: str, olga: User, an: Member, request: pytest.FixtureRequest
) -> None:
    kept(olga, golden("comma.csv"))
    client = as_user(request.getfixturevalue(who))
    ours = {str(pattern.name) for pattern in urls.urlpatterns}
    start = {reverse("cells"), reverse("account")}
    assert start <= names_linked(client, {reverse("home")}).keys()
    first = {href: name for href, name in names_linked(client, start).items() if name in ours}
    second = names_linked(client, set(first))
    reached = {"cells", "account", *first.values(), *second.values()} & ours
    assert reached == ours - NO_WAY_TO - (set() if who == "quan" else ADMINISTRATORS_ONLY)

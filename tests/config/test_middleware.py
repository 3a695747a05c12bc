"""Claims about the language of a page and about caches."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from config.middleware import private_by_default


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cookie", "wish", "language"), [("", "en-GB,en", "vi"), ("en", "vi", "en"), ("vi", "en", "vi"), ("fr", "fr", "vi")]
)
def test_a_page_speaks_what_the_person_chose_and_vietnamese_before(
    client: Client, cookie: str, wish: str, language: str
) -> None:
    client.cookies["django_language"] = cookie
    assert client.get("/join/", headers={"accept-language": wish}).headers["Content-Language"] == language


def test_a_page_that_says_nothing_is_kept_by_nobody() -> None:
    assert answered(HttpResponse())["Cache-Control"] == "no-store, private"


def test_a_page_that_says_how_it_may_be_cached_is_believed() -> None:
    assert (
        answered(HttpResponse(headers={"Cache-Control": "public, max-age=60"}))["Cache-Control"] == "public, max-age=60"
    )


def answered(response: HttpResponse) -> HttpResponse:
    return private_by_default(lambda request: response)(HttpRequest())

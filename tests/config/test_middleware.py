"""A page is personal unless its view said how it may be cached."""

from django.http import HttpRequest, HttpResponse

from config.middleware import private_by_default


def test_a_page_that_says_nothing_is_kept_by_nobody() -> None:
    assert answered(HttpResponse())["Cache-Control"] == "no-store, private"


def test_a_page_that_says_how_it_may_be_cached_is_believed() -> None:
    assert (
        answered(HttpResponse(headers={"Cache-Control": "public, max-age=60"}))["Cache-Control"] == "public, max-age=60"
    )


def answered(response: HttpResponse) -> HttpResponse:
    return private_by_default(lambda request: response)(HttpRequest())

"""Turns refusals into answers over HTTP: one place for pages' codes and for the API."""

from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from refusals import Rejected, say

MISSING = {"not_found", "question_not_found"}
FORBIDDEN = {"not_allowed"}
CONFLICT = {"room_moved_on", "mark_moved_on", "question_moved_on"}


def status_of(refusal: Rejected) -> int:
    if refusal.code in MISSING:
        return 404
    if refusal.code in FORBIDDEN:
        return 403
    return 409 if refusal.code in CONFLICT else 400


def api_refusal(error: Exception, context: dict[str, Any]) -> Response | None:
    """A Rejected becomes {"code", "detail"}; everything else is answered as REST framework does."""
    if isinstance(error, Rejected):
        return Response({"code": error.code, "detail": say(error)}, status=status_of(error))
    if isinstance(error, ParseError):
        error = ParseError()  # what a parser says of its own is English, whoever reads it
    return exception_handler(error, context)

"""Answers whether this process lives, and whether it can take answers."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET
from redis.exceptions import RedisError


@require_GET
def alive(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"alive": True})


@require_GET
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the stores answer, 503 with what does not."""
    missing = [name for name, works in (("database", _database()), ("cache", _cache())) if not works]
    return JsonResponse({"ready": not missing, "missing": missing}, status=503 if missing else 200)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _cache() -> bool:
    try:
        cache.set("ready", 1, 5)
    except (OSError, RedisError):
        return False
    return True

"""How pages refuse: what must not be seen and what does not exist look the same."""

from django.http import Http404


def page_not_found_for(what: str) -> Http404:
    return Http404(f"no such {what}")

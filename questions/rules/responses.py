"""Says what a response to a question with options is, and refuses one that was never on offer."""

from collections.abc import Iterable

from refusals import Rejected

Choice = tuple[str, ...]
"""The ids of the options chosen, each once, in the order of their ids: equal choices are equal tuples."""


def choice(kind: str, options: frozenset[str], given: Iterable[str]) -> Choice:
    """The response as it is kept. Raises Rejected when it names an unknown option or too many for its kind."""
    chosen = frozenset(given)
    if not chosen <= options:
        raise Rejected("response_not_on_offer")
    match kind:
        case "single" | "truefalse":
            if len(chosen) > 1:
                raise Rejected("response_too_many")
        case "several":
            pass
        case _:
            raise Rejected("response_has_no_options")
    return tuple(sorted(chosen))

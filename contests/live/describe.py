"""Writes docs/protocol.md from the declared messages, so that the document cannot say anything else."""

import inspect
import typing
from collections.abc import Iterable

import msgspec

from contests.live import protocol as p

HEAD = """# The websocket protocol of a room

Made by `manage.py protocoldoc` from `contests/live/protocol.py`; a test compares the two.

A page opens `/ws/rooms/CODE/` on its own origin, sends `hello` with the token it was given, and gets a `state`, for a
contestant `you`, and an `ack`. Frames are JSON objects whose field `t` names the message; unknown messages and unknown
fields are refused. Every message of a client carries an `id` of its own and gets exactly one `ack`, `error` or `pong`
with it. Frames of more than 64 KiB close the socket. Times are whole milliseconds since 1970 on the server's clock.

"""

CLOSE_CODES = {
    p.CLOSE_NO_TOKEN: "the token is missing, wrong or too old: fetch a new one and connect again",
    p.CLOSE_SENT_OUT: "sent out, or the right is gone: do not connect again",
    p.CLOSE_NO_ROOM: "there is no such room any more",
    p.CLOSE_SLOW: "too much was waiting for this client: connect again",
    p.CLOSE_FLOOD: "more frames than a person sends: wait before connecting again",
    p.CLOSE_RESTART: "the server restarts: connect again after a moment",
}


def document() -> str:
    """The whole text of docs/protocol.md."""
    parts = [HEAD, "## From the client\n\n", *map(_message, typing.get_args(p.ClientMessage))]
    parts += ["## From the server\n\n", *map(_message, typing.get_args(p.ServerMessage))]
    parts += ["## Parts of messages\n\n", *map(_message, _parts())]
    parts += ["## Close codes\n\n| code | meaning |\n| --- | --- |\n"]
    parts += [f"| {code} | {meaning} |\n" for code, meaning in CLOSE_CODES.items()]
    return "".join(parts)


def _parts() -> list[type]:
    tagged = {*typing.get_args(p.ClientMessage), *typing.get_args(p.ServerMessage)}
    return [
        member
        for member in vars(p).values()
        if inspect.isclass(member)
        and issubclass(member, msgspec.Struct)
        and member.__module__ == p.__name__
        and member not in tagged
        and not member.__name__.startswith("_")
    ]


def _message(message: type) -> str:
    info = msgspec.inspect.type_info(message)
    assert isinstance(info, msgspec.inspect.StructType)
    name = f"`{info.tag}`" if info.tag else message.__name__
    rows = "".join(_rows(info.fields))
    return f"### {name}\n\n{inspect.getdoc(message) or ''}\n\n| field | type | |\n| --- | --- | --- |\n{rows}\n"


def _rows(fields: Iterable[msgspec.inspect.Field]) -> Iterable[str]:
    for field in fields:
        yield f"| `{field.encode_name}` | {_type(field.type)} | {'' if field.required else 'may be left out'} |\n"


def _type(kind: msgspec.inspect.Type) -> str:
    """In words short enough for a table."""
    match kind:
        case msgspec.inspect.UnionType(types=types):
            shown = [_type(one) for one in types if not isinstance(one, msgspec.inspect.NoneType)]
            return " or ".join(shown)
        case msgspec.inspect.LiteralType(values=values):
            return ", ".join(f"`{value}`" for value in values)
        case msgspec.inspect.ListType(item_type=item):
            return f"list of {_type(item)}"
        case msgspec.inspect.DictType(key_type=key, value_type=value):
            return f"object of {_type(key)} to {_type(value)}"
        case msgspec.inspect.StructType(cls=cls):
            return cls.__name__
        case msgspec.inspect.IntType(ge=least, le=most):
            return "whole number" + (f", {least} to {most}" if most is not None else "")
        case msgspec.inspect.StrType(max_length=most):
            return "text" + (f", at most {most} characters" if most is not None else "")
        case msgspec.inspect.BoolType():
            return "true or false"
        case _:
            raise TypeError(f"no words for {kind!r}")

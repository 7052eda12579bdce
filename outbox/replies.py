"""Where a letter is answered by e-mail: whoever takes answers in, says so."""

from collections.abc import Callable, Mapping
from typing import Any

from outbox.readers import Reader

Asked = Callable[[Mapping[str, Any], Reader], str]
_asked: list[Asked] = []


def answered_at(reply_address: Asked) -> None:
    """Ask this function for the address of each letter: by what the letter is about
    (its context) and who reads it. It says "" for a letter that is not its own."""
    _asked.append(reply_address)


def reply_to(context: Mapping[str, Any], reader: Reader | None) -> str:
    """The address at which this reader answers; nothing when nobody reads that."""
    if reader is None:
        return ""
    return next(filter(None, (asked(context, reader) for asked in _asked)), "")

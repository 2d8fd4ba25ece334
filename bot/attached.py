"""Files that people attach: what the core knows of them. Their bytes are kept by an adapter, in the data folder."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import msgspec

FILES_MOST = 5  # in one form
NAME_MOST = 100
FILE_BYTES = 8 << 20  # docs.discord.com/developers/reference#uploading-files takes 10 MiB from a bot
MESSAGE_BYTES = 24 << 20  # docs.discord.com/developers/resources/message#create-message takes 25 MiB in a request
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class Attached(msgspec.Struct, frozen=True):
    """`id` is what its bytes are kept under, `name` what the person called it, `size` in bytes."""

    id: str
    name: str
    size: int


def with_file(id: str) -> str:
    """The term that records are filed under which have this file."""
    return f"file:{id}"


def parcels(files: Iterable[Attached]) -> list[tuple[Attached, ...]]:
    """As many together as one message takes, in their order."""
    made: list[tuple[Attached, ...]] = []
    for file in files:
        last = made[-1] if made else ()
        if last and len(last) < FILES_MOST and sum(one.size for one in (*last, file)) <= MESSAGE_BYTES:
            made[-1] = (*last, file)
        else:
            made.append((file,))
    return made


def named(given: str) -> str:
    """What a file is called, wherever it came from: its last part, nothing unseen in it, at most 100 characters."""
    shown = "".join(char if unicodedata.category(char) not in _UNSHOWN else " " for char in given[:1_000])
    name = " ".join(shown.replace("\\", "/").rpartition("/")[2].split()).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if len(name) > NAME_MOST:
        name = f"{stem[: NAME_MOST - len(ending) - 1]}.{ending}" if dot and len(ending) < 10 else name[:NAME_MOST]
    return name or "file"


def alike(files: Iterable[Attached], others: Iterable[Attached]) -> bool:
    """Whether they are the same files as far as anybody sees; each time one is sent it gets an id of its own."""
    return [(file.name, file.size) for file in files] == [(file.name, file.size) for file in others]

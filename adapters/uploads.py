"""Files that came with a form: refused with a clear word where they do not fit, else kept before it is sent on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from adapters.storage.attachments import Attachments, NoRoom
from bot.attached import FILE_BYTES, FILES_MOST, Attached, named
from bot.errors import Refused
from bot.texts import Words

Sized = tuple[str, int]  # what a file is called, and how long it is said to be


class NotFetched(Exception):
    """A platform does not give out a file that somebody chose; `name` is what it is called."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def check(chosen: Sequence[Sized], field: str, words: Words) -> None:
    """Before anything is fetched. Raises Refused at the field."""
    if len(chosen) > FILES_MOST:
        raise Refused.at(field, words("common.files_too_many", most=FILES_MOST))
    for name, size in chosen:
        if size > FILE_BYTES:
            raise Refused.at(field, words("common.file_too_large", name=named(name), most=FILE_BYTES >> 20))
        if size == 0:
            raise Refused.at(field, words("common.file_empty", name=named(name)))


class Keeping(Protocol):
    """Where files are kept, and what names them."""

    @property
    def files(self) -> Attachments: ...

    @property
    def new_id(self) -> Callable[[], str]: ...


async def kept(to: Keeping, chosen: Iterable[tuple[str, bytes]], field: str, words: Words) -> tuple[Attached, ...]:
    """Each durably, under an id of its own. Raises Refused at the field."""
    files = tuple(chosen)
    check([(name, len(content)) for name, content in files], field, words)
    made = tuple(Attached(to.new_id(), named(name), len(content)) for name, content in files)
    try:
        for attached, (_, content) in zip(made, files, strict=True):
            await to.files.keep(attached.id, content)
    except NoRoom as full:
        raise Refused.at(field, words("common.files_no_room")) from full
    return made


def lost(missing: NotFetched, field: str, words: Words) -> Refused:
    """What the person is told, to choose it again."""
    return Refused.at(field, words("common.file_lost", name=named(missing.name)))

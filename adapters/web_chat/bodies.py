"""The body of a form that our own page sent: its fields and, where it has some, the files chosen in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from adapters.web_chat import inbound
from adapters.words import clean
from bot.attached import FILE_BYTES, FILES_MOST

TYPED, WITH_FILES = "application/x-www-form-urlencoded", "multipart/form-data"
CHUNK = 1 << 16
WHOLE = FILES_MOST * FILE_BYTES + inbound.BODY_LIMIT
PARTS_MOST = 1_000  # empty ones weigh nothing, and would never be too many
SECONDS = 600.0  # ample for all of that over a slow line
NOT_WHOLE = "This form did not arrive whole. Send it again."
TOO_MUCH = (
    f"That is more than {WHOLE >> 20} MiB together, so nothing was sent. "
    f"Choose up to {FILES_MOST} files, each up to {FILE_BYTES >> 20} MB."
)


class Chosen(NamedTuple):
    """A file that came with a form; one that is too long is there as far as was read, which is too long as well."""

    field: str
    name: str
    content: bytes


class Body(NamedTuple):
    fields: dict[str, str]
    files: tuple[Chosen, ...] = ()


async def read(request: web.Request, check: Callable[[dict[str, str]], None], seconds: float = SECONDS) -> Body:
    """`check` looks at the fields before any file is read. Raises BadInput and HTTPRequestEntityTooLarge, too.

    A body that takes longer than `seconds` is not waited for.
    """
    try:
        async with asyncio.timeout(seconds):
            return await _read(request, check)
    except TimeoutError as slow:
        raise inbound.BadInput("This form took too long to arrive. Send it again.") from slow
    except ConnectionError as gone:  # a page that was closed is no defect, and nobody hears this
        raise inbound.BadInput(NOT_WHOLE) from gone


async def _read(request: web.Request, check: Callable[[dict[str, str]], None]) -> Body:
    if request.content_type == TYPED:
        fields = inbound.read_fields(await request.clone(client_max_size=inbound.BODY_LIMIT).read())
        check(fields)
        return Body(fields)
    if request.content_type != WITH_FILES or "Content-Encoding" in request.headers:  # no browser packs a form
        raise inbound.BadInput("This is not a form of Baton's page.")
    try:
        return await _Reading(check).read(request)
    except inbound.BadInput:
        raise
    except (HttpProcessingError, ValueError, AssertionError, LookupError, RuntimeError) as error:
        raise inbound.BadInput(NOT_WHOLE) from error


class _Reading:
    """Part after part, counting: what the sender says of lengths is not believed."""

    def __init__(self, check: Callable[[dict[str, str]], None]) -> None:
        self._check = check
        self._checked = False
        self._fields: dict[str, str] = {}
        self._files: list[Chosen] = []
        self._left = WHOLE
        self._left_typed = inbound.BODY_LIMIT
        self._parts = 0

    async def read(self, request: web.Request) -> Body:
        parts = await request.multipart()
        while (part := await parts.next()) is not None:
            if not isinstance(part, BodyPartReader) or part.name is None:
                raise inbound.BadInput("This is not a form of Baton's page.")
            self._parts += 1
            if self._parts > PARTS_MOST:
                raise inbound.BadInput(f"That is more than {PARTS_MOST:,} files. Choose fewer.")
            name = clean(part.name)[: inbound.NAME_LIMIT]
            if part.filename is None:
                await self._field(name, part)
            else:
                await self._file(name, part.filename, part)
        self._must_be_ours()
        return Body(self._fields, tuple(self._files))

    async def _field(self, name: str, part: BodyPartReader) -> None:
        typed = await self._content(part, self._left_typed)
        self._left_typed -= len(typed)
        if self._left_typed < 0 or len(self._fields) == inbound.FIELD_LIMIT:
            raise web.HTTPRequestEntityTooLarge(max_size=inbound.BODY_LIMIT, actual_size=len(typed))
        self._fields.setdefault(name, clean(typed.decode("utf-8", errors="replace")))

    async def _file(self, field: str, name: str, part: BodyPartReader) -> None:
        self._must_be_ours()
        content = await self._content(part, FILE_BYTES)
        # A field in which nothing was chosen comes as one file without a name; one too many is as bad as a thousand.
        if (name or content) and len(self._files) <= FILES_MOST:
            self._files.append(Chosen(field, name, content))

    def _must_be_ours(self) -> None:
        """The page's own fields come first."""
        if not self._checked:
            self._check(self._fields)
            self._checked = True

    async def _content(self, part: BodyPartReader, most: int) -> bytes:
        """At most one byte more than `most`; the rest is read and let go, so that the answer can be heard."""
        content = bytearray()
        while chunk := await part.read_chunk(CHUNK):
            self._left -= len(chunk)
            if self._left < 0:
                raise inbound.BadInput(TOO_MUCH)
            content += chunk[: most + 1 - len(content)]
        return bytes(content)

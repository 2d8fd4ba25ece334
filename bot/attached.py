"""Files that people attach: what the core knows of them. Their bytes are kept by an adapter, in the data folder."""

from __future__ import annotations

import msgspec

FILES_MOST = 5  # in one form
FILE_BYTES = 8 << 20  # docs.discord.com/developers/reference#uploading-files takes 10 MiB from a bot


class Attached(msgspec.Struct, frozen=True):
    """`id` is what its bytes are kept under, `name` what the person called it, `size` in bytes."""

    id: str
    name: str
    size: int

"""The files that somebody chose in a modal, read from what Slack sends; pure."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from adapters.slack_chat.payloads import Payload, text
from adapters.words import clean


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was chosen in a modal: docs.slack.dev/reference/objects/file-object. `kind` is its MIME type."""

    id: str
    name: str = ""
    size: int = 0
    url: str = ""
    kind: str = ""


def uploads(values: Payload) -> tuple[str, tuple[Upload, ...]]:
    """The field for files and those chosen in it; empty where the form has none."""
    for name, elements in values.items():
        for element in elements.values() if isinstance(elements, Mapping) else ():
            if isinstance(element, Mapping) and element.get("type") == "file_input":
                files = element.get("files")
                read = (read_upload(one) for one in files) if isinstance(files, list) else ()
                return str(name), tuple(one for one in read if one)
    return "", ()


def read_upload(file: object) -> Upload | None:
    """A file as Slack describes it; None for what is none."""
    if not isinstance(file, Mapping) or not text(file, "id"):
        return None
    size = file.get("size")
    return Upload(
        id=text(file, "id"),
        name=clean(text(file, "name")),
        size=size if isinstance(size, int) else 0,
        url=text(file, "url_private_download") or text(file, "url_private"),
        kind=text(file, "mimetype"),
    )

"""A file that somebody attached, as it is given to a browser: to be saved or, if it is a picture, to be looked at."""

from __future__ import annotations

from urllib.parse import quote

from aiohttp import web

from bot.attached import Attached

# By how they begin, whatever they are called; nothing in which a script could be.
PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
SHOWN = (".png", ".jpg", ".jpeg", ".gif", ".webp")


def is_shown(file: Attached) -> bool:
    """Whether it is called like a picture, and is shown as one if it is one."""
    return file.name.casefold().endswith(SHOWN)


def response(file: Attached, content: bytes) -> web.Response:
    """Nothing of it runs, is cached by others, or is taken for anything but what it is."""
    kind = _picture(content)
    return _given(file.name, content, kind or "application/octet-stream", "inline" if kind else "attachment")


def table(name: str, content: bytes) -> web.Response:
    """A CSV file, to be saved."""
    return _given(name, content, "text/csv", "attachment")


def _given(name: str, content: bytes, kind: str, how: str) -> web.Response:
    plain = "".join(char if (char.isascii() and char.isalnum()) or char in "._- " else "_" for char in name)
    return web.Response(
        body=content,
        content_type=kind,
        headers={
            "Content-Disposition": f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cache-Control": "private, no-store",
        },
    )


def _picture(content: bytes) -> str:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for beginning, kind in PICTURES.items() if content.startswith(beginning)), "")

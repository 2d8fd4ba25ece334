"""baton.toml, one setting at a time: what is there stays, only its owner can read it, and a crash leaves it whole."""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from contextlib import suppress
from pathlib import Path

from adapters.problems import Problem


class NotWritten(Problem):
    """baton.toml cannot be read or written."""


def read(path: Path) -> dict[str, object]:
    """The settings there are; none when there is no file. Raises NotWritten for a file that is not TOML."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise NotWritten(f"{path} cannot be read: {error}. Mend or move it, then start again.") from None


def put(path: Path, name: str, value: str) -> None:
    """Set one setting, mode 0600; comments and other settings keep their lines. Raises NotWritten."""
    line = f"{name} = {json.dumps(value)}"
    try:
        text = path.read_text("utf-8") if path.exists() else ""
        known = re.compile(rf"^{re.escape(name)}\s*=.*$", re.MULTILINE)
        if known.search(text):
            text = known.sub(lambda _: line, text, count=1)
        else:
            # Before the first table, since a setting after it would belong to the table.
            at = next((found.start() for found in re.finditer(r"^\[", text, re.MULTILINE)), len(text))
            text = f"{_ended(text[:at])}{line}\n{text[at:]}"
        if tomllib.loads(text).get(name) != value:
            raise NotWritten(f"{path} has {name} in a form that cannot be changed here. Change it by hand.")
        _replace(path, text)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise NotWritten(f"{path} cannot be written: {error}.") from None


def is_open(path: Path, to: int = 0o077) -> bool:
    """Whether others of this machine can read it; with 0o007 without those of its group."""
    try:
        return bool(path.stat().st_mode & to)
    except OSError:
        return False


def tighten(path: Path) -> bool:
    """Whether it was open to others, and is no longer. Raises NotWritten when its mode cannot be changed."""
    if not is_open(path):
        return False
    try:
        path.chmod(0o600)
    except OSError as error:
        raise NotWritten(f"{path} can be read by others, and that cannot be changed: {error.strerror}.") from None
    return True


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def _replace(path: Path, text: str) -> None:
    """Beside it, synced, then in its place. A temporary file is made with mode 0600."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise

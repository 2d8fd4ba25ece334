"""Exports: everything the team has as readable JSON, and such a file read back, checked before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from adapters.backups import ROW_TYPES, CannotCopy, check, check_apart, copy_files, read_live, rows_of
from adapters.storage.disk import Disk
from adapters.storage.rows import Tables
from adapters.storage.tables import INBOX

FORMAT = 1


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """The file: one list of rows per kind, oldest first. Ids of requests already answered stay at home."""

    baton: Literal["export"]
    format: int
    exported_at: datetime
    tables: dict[str, list[msgspec.Raw]]


def write_export(folder: Path, to: Path, now: datetime) -> int:
    """How many rows were written; a running Baton is not disturbed. Raises CannotCopy."""
    check_apart(to, folder)
    tables = {name: rows for name, rows in read_live(folder).items() if name != INBOX}
    lists = {name: [msgspec.Raw(rows[doc]) for doc in sorted(rows)] for name, rows in sorted(tables.items())}
    copy_files(folder, to)
    export = Export(baton="export", format=FORMAT, exported_at=now, tables=lists)
    try:
        Disk().put(to, msgspec.json.format(msgspec.json.encode(export), indent=1))
    except OSError as error:
        raise CannotCopy(f"{to} cannot be written: {error.strerror}. Choose another place.") from error
    return rows_of(tables)


def read_export(file: Path) -> Tables:
    """What an export holds, once all of it is found to be right. Raises CannotCopy."""
    try:
        export = msgspec.json.decode(file.read_bytes(), type=Export)
    except OSError as error:
        raise CannotCopy(f"{file} cannot be read: {error.strerror}.") from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise CannotCopy(f"{file} is not an export of Baton’s: {error}. Nothing was changed.") from error
    if export.format != FORMAT:
        raise CannotCopy(
            f"{file} has format {export.format} and this Baton reads format {FORMAT}. Nothing was changed."
        )
    tables = {name: {doc: bytes(raw) for doc, raw in enumerate(rows, 1)} for name, rows in export.tables.items()}
    check(tables, file)
    _check_whole(tables, file)
    return _tidied(tables)


def _check_whole(tables: Tables, file: Path) -> None:
    """Nothing twice, and everything in a team that is in the file."""
    teams = {row["id"] for row in _plain(tables.get("Team", {}).values())}
    if not teams:
        raise CannotCopy(f"{file} holds no team. Nothing was changed.")
    for name, rows in tables.items():
        seen: set[tuple[str, str]] = set()
        for row in _plain(rows.values()):
            key = (row["team"], row.get("id") or row.get("key") or row.get("kind", ""))
            if key in seen:
                raise CannotCopy(f"{file} holds {name} {key[1][:40]} twice. Nothing was changed.")
            if row["team"] not in teams and name != "Team":
                raise CannotCopy(f"{file} holds {name} {key[1][:40]} of a team that is not in it. Nothing was changed.")
            seen.add(key)


def _plain(rows: Sequence[bytes] | Any) -> list[dict[str, Any]]:
    return [msgspec.json.decode(raw) for raw in rows]


def _tidied(tables: Tables) -> Tables:
    """Each row as the store itself would write it."""
    tidy: Tables = {}
    for name, rows in tables.items():
        decoder = msgspec.json.Decoder(ROW_TYPES[name])
        tidy[name] = {doc: msgspec.json.encode(decoder.decode(raw)) for doc, raw in rows.items()}
    return tidy

"""Backups: a folder copied while a Baton runs on it, and a copy put in the place of a folder's data."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

import msgspec

from adapters.kinds import KINDS
from adapters.problems import Problem
from adapters.storage import snapshot
from adapters.storage.codec import Answered, Number
from adapters.storage.disk import Disk
from adapters.storage.folder import JOURNAL, LOCK, SNAPSHOT, Folder
from adapters.storage.frames import START, Broken, bodies, replay
from adapters.storage.moment import Moment
from adapters.storage.rows import RowsById
from adapters.storage.tables import INBOX, JOBS, NUMBERS, OUTBOX
from bot.ports import Job, Outgoing

TRIES = 20
Tables = dict[str, RowsById]

ROW_TYPES: dict[str, type[msgspec.Struct]] = {
    **{kind.__name__: kind for kind in KINDS},
    JOBS: Job,
    OUTBOX: Outgoing,
    INBOX: Answered,
    NUMBERS: Number,
}


class CannotCopy(Problem):
    """A copy cannot be made, read or put in place; nothing was changed."""


def read_live(folder: Path) -> Tables:
    """Everything in the folder as of some instant just now, whether or not a Baton is running. Raises CannotCopy."""
    if not _has_data(folder):
        raise CannotCopy(f"There is no data in {folder} yet. Start Baton once, or set BATON_DATA to the right folder.")
    problem: Exception | None = None
    for _ in range(TRIES):
        try:
            return _read(folder)
        except (FileNotFoundError, Broken, msgspec.MsgspecError) as error:
            problem = error  # a running Baton may have compacted its journals between two of our reads
        except (OSError, snapshot.Unreadable) as error:
            raise CannotCopy(f"{folder} cannot be read: {error}. Nothing was copied.") from error
    raise CannotCopy(f"{folder} cannot be read: {problem}. Restore a backup with: baton restore FILE --force.")


def back_up(folder: Path, to: Path) -> int:
    """Write the folder's data to one file, which `restore` and TinyDB itself read; how many rows. Raises CannotCopy."""
    tables = read_live(folder)
    _write(tables, to)
    return rows_of(tables)


def restore(file: Path, folder: Path, now: datetime, *, force: bool = False) -> int:
    """Put a backup in the place of the folder's data; how many rows. Raises CannotCopy, StoreClosed."""
    try:
        tables, journal = snapshot.read(file)
    except (OSError, snapshot.Unreadable, msgspec.MsgspecError) as error:
        raise CannotCopy(f"{file} is not a backup that can be read: {_why(error)}. Nothing was changed.") from error
    if journal != 0:
        raise CannotCopy(f"{file} is part of a data folder, not a backup. Make one with: baton backup FILE.")
    check(tables, file)
    place(tables, folder, now, force=force)
    return rows_of(tables)


def place(tables: Tables, folder: Path, now: datetime, *, force: bool) -> None:
    """Make these tables the folder's data. With `force`, data that is there is moved to `replaced-…` inside it.

    Raises CannotCopy when there is data and no force, StoreClosed when a Baton is running on the folder.
    """
    taken = Folder(folder, Disk())
    try:
        if _has_data(folder):
            if not force:
                raise CannotCopy(
                    f"{folder} already holds data. Choose an empty BATON_DATA, or add --force to replace it."
                )
            _move_aside(folder, folder / f"replaced-{now:%Y%m%dT%H%M%S}")
        _write(tables, folder / SNAPSHOT)
    finally:
        taken.release()


def check(tables: Tables, file: Path) -> None:
    """Every row must be one that this version reads. Raises CannotCopy naming the first that is not."""
    for name, rows in tables.items():
        if name not in ROW_TYPES:
            raise CannotCopy(
                f"{file} holds “{name[:40]}”, which this version of Baton does not know. Nothing was changed."
            )
        decoder = msgspec.json.Decoder(ROW_TYPES[name])
        for number, raw in rows.items():
            try:
                decoder.decode(raw)
            except (msgspec.MsgspecError, RecursionError) as error:
                why = f"{name} number {number} cannot be read: {error}"
                raise CannotCopy(f"{file} is damaged: {why}. Nothing was changed.") from error


def rows_of(tables: Tables) -> int:
    return sum(len(rows) for rows in tables.values())


def _read(folder: Path) -> Tables:
    """The journals are listed after the snapshot was read: all but the last of them are complete by then."""
    tables, first = snapshot.read(folder / SNAPSHOT) if (folder / SNAPSHOT).exists() else ({}, 1)
    numbers = sorted(int(file.name.removeprefix(JOURNAL)) for file in _journals(folder))
    for number in [number for number in numbers if number >= first > 0]:
        data = (folder / f"{JOURNAL}{number:06}").read_bytes()
        for content, _ in bodies(data) if data.startswith(START) else ():
            replay(content, tables)
    if first > 0 and first not in numbers:
        raise FileNotFoundError(folder / f"{JOURNAL}{first:06}")
    return tables


def _journals(folder: Path) -> list[Path]:
    return [file for file in folder.glob(f"{JOURNAL}*") if file.name.removeprefix(JOURNAL).isdecimal()]


def _has_data(folder: Path) -> bool:
    return (folder / SNAPSHOT).exists() or any(file.stat().st_size > len(START) for file in _journals(folder))


def _move_aside(folder: Path, aside: Path) -> None:
    aside.mkdir(mode=0o700)
    for file in folder.iterdir():
        if file.is_file() and file.name != LOCK:
            file.replace(aside / file.name)


def _write(tables: Tables, to: Path) -> None:
    """Beside, to the disk, then renamed into place. Raises CannotCopy."""
    disk, beside = Disk(), to.with_name(f"{to.name}.new")
    try:
        asyncio.run(snapshot.write(disk, beside, Moment(tables), 0))
        disk.replace(beside, to)
        disk.sync_folder(to.parent)
    except OSError as error:
        raise CannotCopy(f"{to} cannot be written: {_why(error)}. Choose another place.") from error


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)

"""Backups: a folder copied while a Baton runs on it, and a copy put in the place of a folder's data."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

import msgspec

from adapters import backup_files
from adapters.config import Config
from adapters.kinds import KINDS
from adapters.problems import Problem
from adapters.sample import TEAM
from adapters.storage import snapshot
from adapters.storage.attachments import FOLDER
from adapters.storage.codec import Answered, Number
from adapters.storage.disk import Disk
from adapters.storage.files import Files
from adapters.storage.folder import LOCK, Folder
from adapters.storage.moment import Moment
from adapters.storage.rows import Tables
from adapters.storage.tables import INBOX, JOBS, NUMBERS, OUTBOX
from bot.errors import StoreClosed
from bot.ports import Job, Outgoing

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
    files = Files(folder)
    try:
        if files.hold_data():
            return files.peek()
    except OSError as error:
        raise CannotCopy(f"{folder} cannot be read: {_why(error)}. Nothing was copied.") from error
    except StoreClosed as damaged:
        raise CannotCopy(str(damaged)) from damaged
    raise CannotCopy(f"There is no data in {folder} yet. Start Baton once, or set BATON_DATA to the right folder.")


def home(config: Config, copy: Tables | None = None) -> Path:
    """The folder that the commands work on, also in a shell without the tokens of the service.

    BATON_DATA itself when a token is set or it holds a team, else the sample team's folder inside it. A `copy` that is
    to be put back goes to the sample team's only when it is the sample team's.
    """
    if config.tokens or holds_team(config.data) or not (copy is None or _of_sample(copy)):
        return config.data
    return config.folder


def holds_team(folder: Path) -> bool:
    """Also when what is there cannot be read, which whoever reads it next will say."""
    files = Files(folder)
    try:
        return files.hold_data() and bool(files.peek().get("Team"))
    except (OSError, StoreClosed):
        return True


def back_up(folder: Path, to: Path) -> int:
    """Write the folder's data to one file, which `restore` and TinyDB itself read; how many rows. Raises CannotCopy.

    Attached files go to a folder beside it.
    """
    check_apart(to, folder)
    tables = read_live(folder)
    copy_files(folder, to)
    _write(tables, to)
    return rows_of(tables)


def copy_files(folder: Path, to: Path) -> int:
    """Those there are once the tables were read: each was kept before anything named it. Raises CannotCopy."""
    try:
        return backup_files.copied(folder / FOLDER, backup_files.folder_of(to))
    except OSError as error:
        raise CannotCopy(f"The files cannot be copied beside {to}: {_why(error)}. Choose another place.") from error


def check_apart(to: Path, folder: Path) -> None:
    """A copy among the data could take the place of it. Raises CannotCopy."""
    if Files(folder).contain(to):
        raise CannotCopy(f"{to} lies in the data folder itself; a copy belongs elsewhere, best on another disk.")


def read_backup(file: Path) -> Tables:
    """A backup, every row of which this version reads. Raises CannotCopy."""
    try:
        tables, journal = snapshot.read(file)
    except (OSError, snapshot.Unreadable, msgspec.MsgspecError) as error:
        raise CannotCopy(f"{file} is not a backup that can be read: {_why(error)}. Nothing was changed.") from error
    if journal != 0:
        raise CannotCopy(f"{file} is part of a data folder, not a backup. Make one with: baton backup FILE.")
    check(tables, file)
    return tables


def place(tables: Tables, file: Path, folder: Path, now: datetime, *, force: bool = False) -> int:
    """Make these tables, which `file` held, and the files beside it the folder's data; how many rows.

    With `force`, data that is there is moved to `replaced-…` inside it.
    Raises CannotCopy when there is data and no force, StoreClosed when a Baton is running on the folder.
    """
    taken = Folder(folder, Disk())
    try:
        if taken.hold_data() and not force:
            raise CannotCopy(f"{folder} already holds data. Choose an empty BATON_DATA, or add --force to replace it.")
        bring_files(file, folder)
        if taken.hold_data():
            _move_aside(folder, folder / f"replaced-{now:%Y%m%dT%H%M%S}")
        backup_files.placed(folder)
        _write(tables, taken.snapshot)
    finally:
        taken.release()
    return rows_of(tables)


def bring_files(file: Path, folder: Path) -> int:
    """First of all, as they are what may not fit. Raises CannotCopy."""
    try:
        return backup_files.brought(backup_files.folder_of(file), folder)
    except OSError as error:
        raise CannotCopy(f"The files beside {file} cannot be copied: {_why(error)}. Nothing was replaced.") from error


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


def _of_sample(tables: Tables) -> bool:
    teams = tables.get("Team", {}).values()
    return bool(teams) and all(msgspec.json.decode(raw)["id"] == TEAM for raw in teams)


def _move_aside(folder: Path, aside: Path) -> None:
    aside.mkdir(mode=0o700)
    for file in folder.iterdir():
        if file.is_file() and file.name != LOCK:
            file.replace(aside / file.name)
    backup_files.moved_aside(folder, aside)


def _write(tables: Tables, to: Path) -> None:
    """A snapshot that no journal goes with. Raises CannotCopy."""
    try:
        asyncio.run(snapshot.save(Disk(), to, Moment(tables), 0))
    except OSError as error:
        raise CannotCopy(f"{to} cannot be written: {_why(error)}. Choose another place.") from error


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)

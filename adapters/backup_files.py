"""The files that people attached, copied beside a backup or an export, and back into a data folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec

from adapters.storage.attachments import FOLDER
from adapters.storage.disk import NEW, Disk
from adapters.storage.rows import Tables
from bot.handoff.records import Task

COMING = f"{FOLDER}.coming"


def folder_of(copy: Path) -> Path:
    """`backup.json.files`, beside `backup.json`."""
    return copy.with_name(f"{copy.name}.{FOLDER}")


def copied(source: Path, target: Path) -> int:
    """How many there are in the target now. One that is there already is not copied again: they never change.

    Raises OSError; what was copied until then stays, each whole.
    """
    if not source.is_dir():
        return 0
    disk, files = Disk(), [file for file in source.iterdir() if file.is_file() and file.suffix != NEW]
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file in files:
        there = target / file.name
        if not there.exists() or there.stat().st_size != file.stat().st_size:
            disk.put(there, file.read_bytes())
    return len(files)


def brought(source: Path, folder: Path) -> int:
    """Into a folder of their own beside the data's, which stays as it is until they are `placed`. Raises OSError."""
    return copied(source, folder / COMING)


def placed(folder: Path) -> None:
    """What was brought is the data's now; durable before a table names it."""
    coming, there = folder / COMING, folder / FOLDER
    if not coming.is_dir():
        return
    there.mkdir(mode=0o700, exist_ok=True)
    for file in coming.iterdir():
        file.replace(there / file.name)
    Disk().sync_folder(there)
    coming.rmdir()


def lacking(tables: Tables, folder: Path) -> int:
    """How many files the tasks name that are not there, as when a backup was moved without its folder."""
    there = {file.name for file in (folder / FOLDER).iterdir()} if (folder / FOLDER).is_dir() else set[str]()
    tasks = map(msgspec.json.Decoder(Task).decode, tables.get(Task.__name__, {}).values())
    return len({file.id for task in tasks for file in task.all_files} - there)


def moved_aside(folder: Path, aside: Path) -> None:
    """With the data that they belong to."""
    if (folder / FOLDER).is_dir():
        shutil.move(folder / FOLDER, aside / FOLDER)

"""The files that people attached, copied beside a backup or an export, and back into a data folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from adapters.storage.attachments import FOLDER
from adapters.storage.disk import NEW, Disk


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


def moved_aside(folder: Path, aside: Path) -> None:
    """With the data that they belong to."""
    if (folder / FOLDER).is_dir():
        shutil.move(folder / FOLDER, aside / FOLDER)

"""Disk: the few things a store asks of the file system; tests hand in one that fills up, tears writes or dies."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

NEW = ".new"


def beside(file: Path) -> Path:
    """Where a file is written that shall take the place of this one."""
    return file.with_name(file.name + NEW)


class Disk:
    """Every method may raise OSError. Files are readable by their owner alone."""

    def open(self, path: Path) -> int:
        """A descriptor to write to the file, which is made when it is not there."""
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def write(self, descriptor: int, data: memoryview, at: int) -> int:
        """How many bytes were taken, which may be fewer than given."""
        return os.pwrite(descriptor, data, at)

    def sync(self, descriptor: int) -> None:
        os.fdatasync(descriptor)

    def truncate(self, descriptor: int, size: int) -> None:
        os.ftruncate(descriptor, size)

    def close(self, descriptor: int) -> None:
        os.close(descriptor)

    def replace(self, old: Path, new: Path) -> None:
        old.replace(new)

    def remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def sync_folder(self, folder: Path) -> None:
        """Makes new and renamed files of the folder last."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def put(self, file: Path, content: bytes) -> None:
        """The whole file, durably; after a crash or an OSError it is as it was before, or as it shall be."""
        try:
            descriptor = self.begin(file)
            try:
                self.write_all(descriptor, content, 0)
                self.sync(descriptor)
            finally:
                self.close(descriptor)
            self.install(file)
        except OSError:
            self.give_up(file)
            raise

    def begin(self, file: Path) -> int:
        """A descriptor to an empty file beside this one, to be written, synced, closed and then installed."""
        self.remove(beside(file))
        return self.open(beside(file))

    def install(self, file: Path) -> None:
        """Put what was written beside the file in its place, for good."""
        self.replace(beside(file), file)
        self.sync_folder(file.parent)

    def give_up(self, file: Path) -> None:
        """Take away what was written beside the file, if the disk lets one; else it is overwritten next time."""
        with suppress(OSError):
            self.remove(beside(file))

    def write_all(self, descriptor: int, data: bytes, at: int) -> None:
        """Write on after short writes, until everything is taken."""
        left = memoryview(data)
        while left:
            taken = self.write(descriptor, left, at + len(data) - len(left))
            if taken <= 0:
                raise OSError(errno.EIO, "the disk takes no more bytes")
            left = left[taken:]

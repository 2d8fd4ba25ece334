"""Journal: one append-only file of frames; what it has taken is on the disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from adapters.storage.disk import Disk
from adapters.storage.frames import START, frame

PROBE = b"\0" * 65_536  # room that must be there before a journal that failed is trusted again


class Journal:
    """Appends in one thread at a time. `size` is how far the file is durable, and how far it is read after a crash."""

    def __init__(self, disk: Disk, path: Path, size: int = 0) -> None:
        """Open the file and cut off what lies beyond `size`; a new one is started. Raises OSError."""
        self.path = path
        self.size = size
        self._disk = disk
        self._descriptor = disk.open(path)
        try:
            self._cut()
            if size == 0:
                self._add(START)
                disk.sync_folder(path.parent)
        except OSError:
            self.close()
            raise

    def append(self, contents: Sequence[bytes]) -> None:
        """All of them with one write and one sync. After an OSError none of them is there, as far as one can tell."""
        self._add(b"".join([frame(content, self.size) for content in contents]))

    def mend(self) -> None:
        """After an error: cut off what may have been half written and see that there is room. Raises OSError."""
        self._cut()
        try:
            self._disk.write_all(self._descriptor, PROBE)
            self._disk.sync(self._descriptor)
        finally:
            self._cut()

    def close(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            self._disk.close(descriptor)

    def remove(self) -> None:
        """Close it and delete the file; one that cannot be deleted is taken away at the next start."""
        self.close()
        try:
            self._disk.remove(self.path)
        except OSError:
            return

    def _add(self, data: bytes) -> None:
        try:
            self._disk.write_all(self._descriptor, data)
            self._disk.sync(self._descriptor)
        except OSError:
            self._try_to_cut()
            raise
        self.size += len(data)

    def _cut(self) -> None:
        self._disk.truncate(self._descriptor, self.size)
        self._disk.sync(self._descriptor)

    def _try_to_cut(self) -> None:
        """At once, so that a crash now leaves nothing of what was refused; mend() has to succeed later in any case."""
        try:
            self._cut()
        except OSError:
            return

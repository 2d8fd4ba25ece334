"""Journal: one append-only file of frames; what it has taken is on the disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from adapters.storage.disk import Disk
from adapters.storage.frames import START, frame

AHEAD = 262_144  # bytes of zeros written ahead of small appends: a sync is a third quicker when the file does not grow


class Journal:
    """Appends in one thread at a time. `size` is how far the file is durable; zeros may follow, which are no frame."""

    def __init__(self, disk: Disk, path: Path, size: int = 0) -> None:
        """Open the file and cut off what lies beyond `size`; a new one is started. Raises OSError."""
        self.path = path
        self.size = size
        self._room = size  # how far the file reaches, zeros included
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
        """After an error: cut off what may have been half written, and see that there is room. Raises OSError."""
        self._cut()
        self._make_room(AHEAD)

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
            if self.size + len(data) > self._room and len(data) < AHEAD // 8:
                self._make_room(len(data) + AHEAD)
            self._disk.write_all(self._descriptor, data, self.size)
            self._disk.sync(self._descriptor)
        except OSError:
            self._try_to_cut()
            raise
        self.size += len(data)
        self._room = max(self._room, self.size)

    def _make_room(self, count: int) -> None:
        self._disk.write_all(self._descriptor, bytes(count), self.size)
        self._disk.sync(self._descriptor)
        self._room = self.size + count

    def _cut(self) -> None:
        self._room = self.size
        self._disk.truncate(self._descriptor, self.size)
        self._disk.sync(self._descriptor)

    def _try_to_cut(self) -> None:
        """At once, so that a crash now leaves nothing of what was refused; mend() has to succeed later in any case."""
        try:
            self._cut()
        except OSError:
            return

"""Group commit: one sync for all who wait, in a thread, never on the loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from itertools import takewhile

from adapters.storage.frames import body
from adapters.storage.journal import Journal
from adapters.storage.shelf import Put
from adapters.storage.thread import WorkThread
from bot.errors import StoreClosed


class Entry:
    """One commit on its way: what it changed, what changes it back, and who waits for it."""

    __slots__ = ("back", "done", "journal", "puts")

    def __init__(self, journal: Journal, puts: list[Put], back: list[Put]) -> None:
        self.journal = journal
        self.puts = puts
        self.back = back
        self.done = asyncio.get_running_loop().create_future()

    def succeed(self) -> None:
        if not self.done.done():
            self.done.set_result(None)

    def fail(self, why: str) -> None:
        if not self.done.done():
            self.done.set_exception(StoreClosed(why))
            self.done.exception()  # whoever waited may have gone; that is no error of its own


class GroupCommit:
    """Writes entries in the order they were added. `landed` hears of those that are durable, `lost` of all that
    were under way when the disk failed, oldest first; each is to answer who waits."""

    def __init__(
        self,
        journal: Journal,
        landed: Callable[[Sequence[Entry]], None],
        lost: Callable[[Sequence[Entry], OSError], None],
    ) -> None:
        self.journal = journal  # takes what is added from now on
        self._landed = landed
        self._lost = lost
        self._queue: list[Entry] = []
        self._idle: asyncio.Future[None] | None = None  # done once nobody waits; None while nobody does
        self._thread = WorkThread("journal")

    def add(self, puts: list[Put], back: list[Put]) -> asyncio.Future[None]:
        """Queue what was applied; without puts, wait for all that was applied before."""
        entry = Entry(self.journal, puts, back)
        if not puts and self._idle is None:
            entry.succeed()
            return entry.done
        self._queue.append(entry)
        if self._idle is None:
            loop = asyncio.get_running_loop()
            self._idle = loop.create_future()
            loop.call_soon(self._flush)  # whoever else commits in this turn of the loop goes along
        return entry.done

    async def mend(self, journals: Sequence[Journal]) -> None:
        """Make journals fit to be written on again after an error. Raises OSError."""
        for journal in journals:
            await self._thread.do(journal.mend)

    async def retire(self, journals: Sequence[Journal]) -> None:
        """Close and remove journals that a snapshot replaced, in the thread that may be at work on them."""
        for journal in journals:
            await self._thread.do(journal.remove)

    async def close(self) -> None:
        """Wait for what was added, then end the thread."""
        if self._idle is not None:
            await asyncio.wait([self._idle])
        self._thread.stop()

    def _flush(self) -> None:
        """Until nobody waits; everything added while the disk works goes with the next sync."""
        if not self._queue:
            self._rest()
            return
        batch = self._take()
        contents = [body(entry.puts) for entry in batch if entry.puts]
        if contents:
            self._thread.begin(partial(batch[0].journal.append, contents), partial(self._written, batch))
        else:
            self._written(batch, None)

    def _written(self, batch: list[Entry], failure: Exception | None) -> None:
        if failure is None:
            try:
                self._landed(batch)
            finally:
                self._flush()
            return
        self._rest()
        if not isinstance(failure, OSError):
            raise failure
        lost, self._queue = batch + self._queue, []
        self._lost(lost, failure)

    def _rest(self) -> None:
        if self._idle is not None:
            self._idle.set_result(None)
        self._idle = None

    def _take(self) -> list[Entry]:
        """The longest start of the queue that goes to one journal, most often all of it."""
        journal = self._queue[0].journal
        if self._queue[-1].journal is journal:
            batch, self._queue = self._queue, []
            return batch
        batch = list(takewhile(lambda entry: entry.journal is journal, self._queue))
        del self._queue[: len(batch)]
        return batch

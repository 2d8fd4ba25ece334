"""TinyDBStore: the embedded store. State in memory, every commit in a journal, a snapshot that TinyDB opens."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec

from adapters.storage.disk import Disk
from adapters.storage.folder import Folder
from adapters.storage.frames import START
from adapters.storage.group_commit import Entry, GroupCommit
from adapters.storage.journal import Journal
from adapters.storage.memory_store import CLOSED, MemoryStore, caught_up
from adapters.storage.moment import Moment
from adapters.storage.rows import Live, RowsById
from adapters.storage.shelf import Put
from adapters.storage.tables import Tables
from bot.errors import StoreClosed
from bot.requests import Record

COMPACT_AT = 4_194_304  # bytes of journal; more when the snapshot is large, as rewriting it should stay rare
BEHIND_MOST = 1_000  # changed rows that the next search may still have to look through, some 50 ms

Log = Callable[..., None]


def _silent(*_: object, **__: object) -> None:
    return


class TinyDBStore(MemoryStore):
    """A MemoryStore whose writes last; made by `open`."""

    def __init__(self, folder: Folder, tables: Tables, journals: list[Journal], log: Log) -> None:
        super().__init__(tables=tables)
        self._folder = folder
        self._journals = journals
        self._log = log
        self._group = GroupCommit(journals[-1], self._landed, self._lost)
        self._mending = asyncio.Lock()
        self._saving = asyncio.Lock()
        self._compacting: asyncio.Task[None] | None = None
        self._indexes = tables.indexes()
        self._indexing: asyncio.Task[None] | None = None
        self._compact_at = max(COMPACT_AT, folder.snapshot_size() // 2)

    @classmethod
    async def open(
        cls, folder: Path, kinds: Sequence[type[Record]], disk: Disk | None = None, log: Log = _silent
    ) -> TinyDBStore:
        """The store of a folder, which is made when it is not there.

        Raises StoreClosed, saying what to do, when the folder is in use, not writable, foreign or damaged.
        """
        files = Folder(folder, disk or Disk())
        with ExitStack() as on_error:
            on_error.callback(files.release)
            rows, journals = await asyncio.to_thread(files.load)
            tables = await asyncio.to_thread(_tables, rows, kinds, folder)
            if not journals:
                journals = [await files.start_journal(1)]
                await files.save(Moment(tables.rows), 1)
            store = await asyncio.to_thread(cls, files, tables, journals, log)
            on_error.pop_all()
        store._keep_up()
        return store

    def database(self) -> Live:
        """The state as it is now, as a TinyDB to look things up in; writing goes by `commit` alone."""
        return self._tables.database()

    async def close(self) -> None:
        if self._refusing == CLOSED:
            return
        await super().close()
        if self._indexing is not None:
            self._indexing.cancel()
        try:
            await self._write([])
            await self._settle_files()
        finally:
            await self._group.close()
            for journal in self._journals:
                journal.close()
            self._folder.release()

    async def compact(self) -> None:
        """Write the snapshot anew and start a new journal, while others go on; on an error the old ones stay."""
        async with self._saving:
            try:
                await self._compact()
            except (OSError, StoreClosed) as error:
                self._log("compaction failed; it will be tried again", why=str(error))

    async def _compact(self) -> None:
        number = self._folder.number(self._group.journal) + 1
        fresh = await self._folder.start_journal(number)
        applied = self._write([])
        self._journals.append(fresh)
        self._group.journal = fresh
        with self._tables.moment() as now:
            await applied  # the snapshot must not hold what may still be lost
            await self._folder.save(now, number)
        older, self._journals = self._journals[:-1], [fresh]
        await self._group.retire(older)
        self._compact_at = max(COMPACT_AT, self._folder.snapshot_size() // 2)

    async def _accept(self) -> None:
        async with self._mending:
            if self._refusing and self._refusing != CLOSED:
                try:
                    await self._group.mend(self._journals)
                except OSError as error:
                    raise StoreClosed(self._why(error)) from error
                self._refusing = ""
        await super()._accept()

    def _write(self, puts: list[Put]) -> Awaitable[None]:
        numbers = self._tables.take_new_numbers()
        if numbers:
            puts = numbers + puts
        return self._group.add(puts, self._tables.apply(puts))

    def _landed(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            self._agenda.advance(entry.puts)
            entry.succeed()
        if self._group.journal.size > self._compact_at and (self._compacting is None or self._compacting.done()):
            self._compacting = asyncio.get_running_loop().create_task(self.compact())
        self._keep_up()

    def _keep_up(self) -> None:
        """After a start, and whenever nobody has searched for long, rows are looked through in quiet moments."""
        if sum(one.behind for one in self._indexes) > BEHIND_MOST and (self._indexing is None or self._indexing.done()):
            self._indexing = asyncio.get_running_loop().create_task(caught_up(self._indexes))

    def _lost(self, entries: Sequence[Entry], error: OSError) -> None:
        why = self._why(error)
        self._refusing = self._refusing or why
        for entry in reversed(entries):
            self._tables.apply(entry.back)
            self._tables.keep_new_numbers(entry.puts)
        for entry in entries:
            entry.fail(why)
        self._log("the disk failed; writes are refused", why=str(error))

    def _why(self, error: OSError) -> str:
        return (
            f"Nothing can be saved in {self._folder.path}: {error.strerror}. "
            "Make room or mend the disk; then try again, a restart is not needed."
        )

    async def _settle_files(self) -> None:
        """At the end: the snapshot holds everything, so that the next start is quick and TinyDB sees it all."""
        if self._compacting is not None:
            await self._compacting
        if self._group.journal.size > len(START):
            await self.compact()


def _tables(rows: dict[str, RowsById], kinds: Sequence[type[Record]], folder: Path) -> Tables:
    tables = Tables(rows)
    kind = ""
    try:
        for each in kinds:
            kind = each.__name__
            tables.records(each)
    except msgspec.MsgspecError as error:
        raise StoreClosed(
            f"{folder} holds a {kind} that this Baton cannot read ({error}). "
            "If a newer version wrote it, install that one; else restore a backup into an empty folder."
        ) from error
    return tables

"""TinyDB over rows in memory: its Storage, Table and database; documents are decoded when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any, NoReturn, cast

import orjson
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

READ_ONLY = "Read here, write with Store.commit: one commit spans tables and is one frame of the journal."

RowsById = dict[int, bytes]
Tables = dict[str, RowsById]


class Decoded(Mapping[str, dict[str, Any]]):
    """A table as TinyDB expects it, id in words to document; every look gives a new dict, never the stored one."""

    def __init__(self, rows: RowsById) -> None:
        self._rows = rows

    def __getitem__(self, id: str) -> dict[str, Any]:
        document: dict[str, Any] = orjson.loads(self._rows[int(id)])
        return document

    def __iter__(self) -> Iterator[str]:
        return map(str, self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Rows(Storage):
    """The state: table name to document id to JSON bytes. What is kept on disk is the store's affair."""

    def __init__(self, tables: dict[str, RowsById] | None = None) -> None:
        self.tables = {} if tables is None else tables

    def read(self) -> dict[str, dict[str, Any]]:
        return {name: dict(Decoded(rows)) for name, rows in self.tables.items()}

    def write(self, data: dict[str, dict[str, Any]]) -> NoReturn:
        raise TypeError(f"{READ_ONLY} Not written: {', '.join(data)}.")


class Documents(Table):
    """One table. TinyDB's reading methods work on it as ever; the store itself goes by document id."""

    def __init__(self, storage: Rows, name: str) -> None:
        super().__init__(storage, name, cache_size=0)
        self.rows = storage.tables.get(name, {})

    def new_ids(self) -> Iterator[int]:
        """Each greater than every id there was before, so that ids tell what came first."""
        return count(max(self.rows, default=0) + 1)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast("dict[str, Mapping[str, Any]]", Decoded(self.rows))  # TinyDB only reads it

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> NoReturn:
        raise TypeError(f"{READ_ONLY} Not done: {updater.__qualname__}.")


class Live(TinyDB):
    """The tables while they are being used: `Live(storage=lambda: rows).table("Task").search(…)`."""

    table_class = cast("type[Table]", Documents)  # the storage it is handed is always Rows

"""A Moment: the rows as they were at one instant, read slice by slice while they go on changing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adapters.storage.rows import RowsById
from adapters.storage.shelf import Put

SLICE = 500  # rows joined before others get their turn


class Moment:
    """Copying 100,000 rows takes too long for one turn of the loop, so what changes is set aside as it was."""

    def __init__(self, tables: dict[str, RowsById]) -> None:
        self._tables = tables
        self._before: dict[str, dict[int, bytes | None]] = {name: {} for name in tables}

    def keep(self, back: Iterable[Put]) -> None:
        """These rows were just changed, and were so before."""
        for put in back:
            self._before.setdefault(put.table, {}).setdefault(put.doc, put.raw)

    def tables(self) -> Iterator[tuple[str, Iterator[list[tuple[int, bytes]]]]]:
        """Each table by name with its rows in slices; the loop may turn between any two."""
        for name in list(self._before):
            yield name, self._slices(self._tables[name], self._before[name])

    @staticmethod
    def _slices(rows: RowsById, before: dict[int, bytes | None]) -> Iterator[list[tuple[int, bytes]]]:
        docs = list(rows)
        docs += [doc for doc, raw in before.items() if raw is not None and doc not in rows]
        for start in range(0, len(docs), SLICE):
            some = docs[start : start + SLICE]
            now = [(doc, before[doc] if doc in before else rows[doc]) for doc in some]
            yield [(doc, raw) for doc, raw in now if raw is not None]

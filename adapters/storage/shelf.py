"""Shelves: tables of rows found by key, and those of records, found by their terms as well."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, Generic

import msgspec

from adapters.storage.codec import Codec, S
from adapters.storage.indexes import Indexes
from adapters.storage.rows import Documents
from bot.ports import R
from bot.requests import Record
from bot.searching import Wanted

Key = tuple[str, str]  # team, key


class Put(msgspec.Struct, frozen=True, gc=False):
    """One changed row: `raw`, and what it says, under document id `doc` of `table`; gone when `raw` is None."""

    table: str
    doc: int
    raw: bytes | None
    value: msgspec.Struct | None = None


class Shelf(Generic[S]):
    """Rows of one type by key. A changed row keeps its document id, so ids tell what came first.

    `brief` is a struct with those fields of `kind` that filing needs: rows are read as such when there are many.
    """

    def __init__(
        self, documents: Documents, kind: type[S], brief: type[msgspec.Struct], key_of: Callable[[Any], Key]
    ) -> None:
        self.codec = Codec(kind)
        self._brief = Codec(brief)
        self._encode = self.codec.encode
        self._name = documents.name
        self._rows = documents.rows
        self._new_ids = documents.new_ids()
        self._key_of = key_of
        self._docs: dict[str, dict[str, int]] = {}

    def load(self) -> Iterator[tuple[int, msgspec.Struct, bytes]]:
        """File every row that is there already and tell of it; msgspec.MsgspecError when one cannot be read."""
        for doc in sorted(self._rows):
            raw = self._rows[doc]
            value = self._brief.peek(raw)
            self._file(doc, value)
            yield doc, value, raw

    def file_all(self) -> None:
        for _ in self.load():
            pass

    def get(self, team: str, key: str) -> S | None:
        raw = self.raw(team, key)
        return None if raw is None else self.codec.decode(raw)

    def raw(self, team: str, key: str) -> bytes | None:
        doc = self._doc((team, key))
        return None if doc is None else self._rows[doc]

    def change(self, value: S) -> Put:
        """The row as it will be stored, in its old place or at the end."""
        doc = self._doc(self._key_of(value))
        return Put(self._name, next(self._new_ids) if doc is None else doc, self._encode(value), value)

    def removal(self, team: str, key: str) -> Put | None:
        doc = self._doc((team, key))
        return None if doc is None else Put(self._name, doc, None)

    def apply(self, put: Put) -> Put:
        """Change the row; what changes it back."""
        before = self._rows.get(put.doc)
        if put.raw is None:
            if before is not None:
                del self._rows[put.doc]
                self._unfile(put.doc, before)
        else:
            self._rows[put.doc] = put.raw
            value = put.value or self._brief.peek(put.raw)
            if before is None:
                self._file(put.doc, value)
            else:
                self._refile(put.doc, before, value)
        return Put(put.table, put.doc, before)

    def _doc(self, key: Key) -> int | None:
        docs = self._docs.get(key[0])
        return docs.get(key[1]) if docs else None

    def _refile(self, doc: int, before: bytes, value: msgspec.Struct) -> None:
        """The key of a row never changes; that is all a plain shelf files it by."""

    def _file(self, doc: int, value: msgspec.Struct) -> None:
        team, key = self._key_of(value)
        docs = self._docs.get(team)
        if docs is None:
            docs = self._docs[team] = {}
        docs[key] = doc

    def _unfile(self, doc: int, raw: bytes) -> None:
        team, key = self._key_of(self._brief.peek(raw))
        if self._docs[team][key] == doc:
            del self._docs[team][key]


class RecordShelf(Shelf[R]):
    """Records of one kind, oldest first wherever there is an order."""

    def __init__(self, documents: Documents, kind: type[R]) -> None:
        super().__init__(documents, kind, kind, attrgetter("team", "id"))
        self._terms: dict[str, dict[str, list[int]]] = {}
        self.indexes = Indexes(self._rows, self.codec.peek) if kind.sought is not Record.sought else None
        self._versions: dict[str, int] = {}

    def version(self, team: str) -> int:
        """Another number whenever a row of the team has changed."""
        return self._versions.get(team, 0)

    def all(self, team: str) -> list[bytes]:
        """Rows of a team."""
        return [self._rows[doc] for doc in sorted(self._docs.get(team, {}).values())]

    def found(self, team: str, term: str, newest: int | None) -> list[bytes]:
        """Rows filed under the term."""
        docs = self._terms.get(team, {}).get(term, [])
        if newest is not None:
            docs = docs[max(0, len(docs) - newest) :]
        return [self._rows[doc] for doc in docs]

    def search(self, team: str, wanted: Wanted, skip: int, limit: int) -> tuple[list[bytes], int]:
        """Rows in the order that Store.search promises, and how many there are in all; once the indexes know them."""
        docs, total = self.indexes.found(team, wanted, skip, limit) if self.indexes else ([], 0)
        return [self._rows[doc] for doc in docs], total

    def change(self, value: R) -> Put:
        """Raises msgspec.ValidationError when a field holds what its type does not allow: it could never be read."""
        put = super().change(value)
        return Put(put.table, put.doc, put.raw, None if put.raw is None else self.codec.decode(put.raw))

    def _refile(self, doc: int, before: bytes, value: msgspec.Struct) -> None:
        old, new = self._terms_of(self.codec.decode(before)), self._terms_of(value)
        team, _ = self._key_of(value)
        self._versions[team] = self.version(team) + 1
        if old != new:
            self._drop(team, doc, old - new)
            self._add(team, doc, new - old)
        self._changed(doc, before)

    def _file(self, doc: int, value: msgspec.Struct) -> None:
        super()._file(doc, value)
        team, _ = self._key_of(value)
        self._versions[team] = self.version(team) + 1
        self._add(team, doc, self._terms_of(value))
        self._changed(doc, None)

    def _unfile(self, doc: int, raw: bytes) -> None:
        super()._unfile(doc, raw)
        value = self.codec.decode(raw)
        self._versions[value.team] = self.version(value.team) + 1
        self._drop(value.team, doc, self._terms_of(value))
        self._changed(doc, raw)

    def _changed(self, doc: int, before: bytes | None) -> None:
        if self.indexes is not None:
            self.indexes.changed(doc, before)

    @staticmethod
    def _terms_of(value: msgspec.Struct) -> set[str]:
        return set(value.terms()) if isinstance(value, Record) else set()

    def _add(self, team: str, doc: int, terms: Iterable[str]) -> None:
        filed = self._terms.setdefault(team, {})
        for term in terms:
            docs = filed.get(term)
            if docs is None:
                filed[term] = [doc]
            elif doc > docs[-1]:
                docs.append(doc)
            else:
                insort(docs, doc)

    def _drop(self, team: str, doc: int, terms: Iterable[str]) -> None:
        for term in terms:
            docs = self._terms[team][term]
            del docs[bisect_left(docs, doc)]
            if not docs:
                del self._terms[team][term]

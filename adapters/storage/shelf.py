"""A Shelf: one table of rows, found by key and by the terms they are filed under."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple

import msgspec

from adapters.storage.codec import Codec, S
from adapters.storage.rows import Documents

Key = tuple[str, str]


class Put(NamedTuple):
    """One changed row: `raw` (and the same decoded) under document id `doc` of `table`; gone when `raw` is None."""

    table: str
    doc: int
    raw: bytes | None
    value: msgspec.Struct | None = None


class Shelf(Generic[S]):
    """Rows of one type by `(team, key)`. A changed row keeps its place, so document ids tell what is oldest."""

    def __init__(
        self,
        documents: Documents,
        kind: type[S],
        key_of: Callable[[S], Key],
        terms_of: Callable[[S], Iterable[str]] | None = None,
    ) -> None:
        self.codec = Codec(kind)
        self._documents = documents
        self._rows = documents.rows
        self._key_of = key_of
        self._terms_of = terms_of
        self._docs: dict[str, dict[str, int]] = {}
        self._terms: dict[str, dict[str, list[int]]] = {}

    def load(self) -> Iterator[tuple[int, S]]:
        """File every row that is there already and tell of it; msgspec.MsgspecError when one cannot be read."""
        for doc in sorted(self._rows):
            value = self.codec.peek(self._rows[doc])
            self._file(doc, value)
            yield doc, value

    def get(self, team: str, key: str) -> S | None:
        doc = self._doc((team, key))
        return None if doc is None else self.codec.decode(self._rows[doc])

    def all(self, team: str) -> list[bytes]:
        """Rows of a team, oldest first."""
        return [self._rows[doc] for doc in sorted(self._docs.get(team, {}).values())]

    def found(self, team: str, term: str, newest: int | None) -> list[bytes]:
        """Rows filed under the term, oldest first."""
        docs = self._terms.get(team, {}).get(term, [])
        if newest is not None:
            docs = docs[max(0, len(docs) - newest) :]
        return [self._rows[doc] for doc in docs]

    def change(self, value: S) -> Put:
        """The row as it will be stored, in its old place or at the end."""
        raw, copy = self.codec.encode(value)
        doc = self._doc(self._key_of(value))
        return Put(self._documents.name, self._documents.new_id() if doc is None else doc, raw, copy)

    def removal(self, team: str, key: str) -> Put | None:
        doc = self._doc((team, key))
        return None if doc is None else Put(self._documents.name, doc, None)

    def apply(self, put: Put, value: S | None) -> Put:
        """Change the row; what changes it back."""
        before = self._rows.get(put.doc)
        if put.raw is None or value is None:
            if before is not None:
                self._unfile(put.doc, self.codec.decode(before))
                del self._rows[put.doc]
        else:
            self._rows[put.doc] = put.raw
            if before is None:
                self._file(put.doc, value)
            elif self._terms_of is not None:
                self._refile(put.doc, self.codec.decode(before), value)
        return Put(put.table, put.doc, before)

    def _doc(self, key: Key) -> int | None:
        docs = self._docs.get(key[0])
        return docs.get(key[1]) if docs else None

    def _team_and_terms(self, value: S) -> tuple[str, set[str]]:
        return self._key_of(value)[0], set(self._terms_of(value) if self._terms_of else ())

    def _file(self, doc: int, value: S) -> None:
        team, key = self._key_of(value)
        self._docs.setdefault(team, {})[key] = doc
        if self._terms_of is not None:
            self._add_terms(team, doc, self._terms_of(value))

    def _unfile(self, doc: int, value: S) -> None:
        team, key = self._key_of(value)
        del self._docs[team][key]
        if self._terms_of is not None:
            self._drop_terms(team, doc, self._terms_of(value))

    def _refile(self, doc: int, old: S, new: S) -> None:
        team, before = self._team_and_terms(old)
        _, after = self._team_and_terms(new)
        self._drop_terms(team, doc, before - after)
        self._add_terms(team, doc, after - before)

    def _add_terms(self, team: str, doc: int, terms: Iterable[str]) -> None:
        filed = self._terms.setdefault(team, {})
        for term in terms:
            docs = filed.get(term)
            if docs is None:
                filed[term] = [doc]
            elif doc > docs[-1]:
                docs.append(doc)
            elif docs[bisect_left(docs, doc)] != doc:
                insort(docs, doc)

    def _drop_terms(self, team: str, doc: int, terms: Iterable[str]) -> None:
        filed = self._terms[team]
        for term in set(terms):
            docs = filed[term]
            del docs[bisect_left(docs, doc)]
            if not docs:
                del filed[term]

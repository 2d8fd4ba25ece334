"""Reads what is searched for: `photos @ana state:blocked older:7d newer:2w closed`; and says who may find what."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from bot.errors import Refused
from bot.handoff.records import ANYONE, CLOSED_MARK, OPEN_MARK, SHARED, State
from bot.people import Person, Role, Roster, without_accounts
from bot.searching import Wanted, words_of
from bot.texts import Words

TYPED_MOST = 200
STATES = {
    "draft": State.DRAFT,
    "free": State.UNCLAIMED,
    "offered": State.OFFERED,
    "countered": State.COUNTERED,
    "accepted": State.ACCEPTED,
    "asked": State.ASKED,
    "blocked": State.BLOCKED,
    "review": State.HANDED_IN,
    "done": State.APPROVED,
    "declined": State.DECLINED,
    "cancelled": State.CANCELLED,
}
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_AGE = re.compile(r"(\d{1,4})([dwmy])", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PART = re.compile(r'"([^"]*)"|(\S+)')
_FILTER = re.compile(r"([^\W\d_]+):(?!//)(\S+)")


class _Query:
    """What was read so far."""

    def __init__(self, now: datetime, roster: Roster, words: Words) -> None:
        self._now, self._roster, self._say = now, roster, words
        self.words: list[str] = []
        self.marks: list[tuple[str, ...]] = []
        self.since: datetime | None = None
        self.before: datetime | None = None

    def read(self, quoted: str, part: str) -> None:
        """One part of the line; in quotes it is nothing but words."""
        named = _FILTER.fullmatch(part)
        if named:
            self._filter(named[1].casefold(), named[2].casefold())
        elif part.startswith("@") and words_of(part):
            self.marks.append(self._person(part.rstrip(",;.")))
        elif part.casefold() in (OPEN_MARK, CLOSED_MARK):
            self.marks.append((part.casefold(),))
        else:
            self.words += words_of(quoted or part)

    def _filter(self, name: str, value: str) -> None:
        match name:
            case "state":
                self.marks.append((self._state(value),))
            case "older":
                self.before = self._instant(name, value)
            case "newer":
                self.since = self._instant(name, value)
            case _:
                raise Refused(self._say("handoff.filter_unknown", typed=name[:40]))

    def _state(self, value: str) -> str:
        state = STATES.get(value) or next((one for one in State if one.value == value), None)
        if state is None:
            raise Refused(self._say("handoff.filter_state", typed=value[:40], states=", ".join(STATES)))
        return f"state:{state.value}"

    def _instant(self, name: str, value: str) -> datetime:
        age = _AGE.fullmatch(value)
        try:
            if age:
                return self._now - timedelta(days=int(age[1]) * _DAYS[age[2]])
            return datetime.fromisoformat(value if _DAY.fullmatch(value) else "").replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            raise Refused(self._say("handoff.filter_age", name=name, typed=value[:40])) from None

    def _person(self, typed: str) -> tuple[str, ...]:
        """Anybody who is or was on the team; several who match are all meant."""
        if typed.casefold() == f"@{ANYONE}":
            return (f"with:{ANYONE}",)
        people = self._roster.matching(typed) or self._roster.who_left(typed)
        if not people:
            raise Refused(self._say("handoff.filter_person", typed=without_accounts(typed[:40])))
        return tuple(f"with:{person.id}" for person in people)


def read_query(typed: str, reader: Person, roster: Roster, now: datetime) -> Wanted:
    """What the reader wants of all that he or she may see. Raises Refused, naming the filters that there are."""
    words = reader.words()
    if len(typed) > TYPED_MOST:
        raise Refused(words("common.too_long", n=len(typed), most=TYPED_MOST))
    query = _Query(now, roster, words)
    for quoted, part in _PART.findall(typed):
        query.read(quoted, part)
    return Wanted(
        words=tuple(dict.fromkeys(query.words)),
        marks=(seen_by(reader), *query.marks),
        since=query.since,
        before=query.before,
        first=OPEN_MARK,
    )


def seen_by(reader: Person) -> tuple[str, ...]:
    """The marks of what somebody who works here may see, one of which a task has to have; see rules.may_see."""
    own = (f"seen:{reader.id}", *(f"gave:{away}" for away in reader.stands_in_for))
    if reader.role is Role.OWNER:
        return *own, SHARED
    return own if reader.role is Role.GUEST else (*own, f"seen:{ANYONE}")

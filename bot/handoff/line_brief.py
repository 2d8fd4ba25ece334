"""What was understood of one line, and how each part is taken: once, the first that is certain."""

from __future__ import annotations

import re

import msgspec
from msgspec.structs import replace

from bot.dates.repeating import Repeats
from bot.handoff import line_people as people
from bot.handoff import line_priorities as priorities
from bot.handoff.line_lengths import minutes_of

ANYONE = "anyone"
USUAL_ACK_HOURS = 2


class BriefLine(msgspec.Struct, frozen=True, kw_only=True):
    """What was understood. `people` are as typed, several where one of them shall claim it, `anyone` for whoever will.

    `due` is what was typed for it. `ack_hours`: once due, it is to be said again so often until it is acknowledged.
    `unclear` names the parts (`person`, `due`, `repeats`, `effort`, `priority`,
    `outcome`) that may be meant otherwise.
    """

    people: tuple[str, ...] = ()
    outcome: str = ""
    done_when: str = ""
    playbook: str = ""
    due: str = ""
    repeats: Repeats | None = None
    effort_minutes: int = 0
    priority: str = ""
    ack_hours: int = 0
    unclear: tuple[str, ...] = ()

    @property
    def person(self) -> str:
        """The one it is for; empty for nobody, anyone or several."""
        return self.people[0] if len(self.people) == 1 and self.people[0] != ANYONE else ""

    @property
    def has_other_parts(self) -> bool:
        """Whether anything was found beside the people."""
        return bool(self.due or self.repeats or self.effort_minutes or self.priority or self.done_when)


class Taken:
    """The brief so far. Each method says whether it took what it was given."""

    def __init__(self, brief: BriefLine | None = None) -> None:
        self.brief = brief or BriefLine()

    def people(self, found: re.Match[str]) -> bool:
        if self.brief.people:
            return False
        named, certain = people.named(found)
        self.brief = replace(self.brief, people=named)
        if not certain:
            self.doubt("person")  # one task has one holder
        return True

    def anyone(self) -> None:
        self.brief = replace(self.brief, people=(ANYONE,))

    def length(self, found: re.Match[str] | None) -> bool:
        minutes = minutes_of(found["length"]) if found else 0
        if not minutes or self.brief.effort_minutes:
            return False
        self.brief = replace(self.brief, effort_minutes=minutes)
        return True

    def priority(self, found: re.Match[str] | None) -> bool:
        if found is None:
            return False
        said = priorities.priority_of(found)
        if self.brief.priority and self.brief.priority != said:
            self.doubt("priority")
        self.brief = replace(self.brief, priority=said)
        return True

    def ack(self, found: re.Match[str]) -> bool:
        self.brief = replace(self.brief, ack_hours=int(found["hours"] or USUAL_ACK_HOURS))
        return True

    def due(self, typed: str) -> bool:
        if self.brief.due or not typed:
            return False
        self.brief = replace(self.brief, due=typed)
        return True

    def repeats(self, rhythm: Repeats | None) -> bool:
        if rhythm is None or self.brief.repeats:
            return False
        self.brief = replace(self.brief, repeats=rhythm)
        return True

    def text(self, name: str, said: str) -> None:
        """`done_when` or `playbook`; said twice, the second is more of the first."""
        known = getattr(self.brief, name)
        said = said.strip(" ,;|")
        self.brief = replace(self.brief, **{name: f"{known}; {said}" if known and said else known or said})

    def doubt(self, part: str) -> None:
        if part not in self.brief.unclear:
            self.brief = replace(self.brief, unclear=(*self.brief.unclear, part))

"""What stands on a desk beside tasks: a standup that waits for an answer, and the promises that are open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.checkins.records import Promise
from bot.checkins.rules import by_due
from bot.context import Context
from bot.people import Person, Role, Roster
from bot.standups.cards import day_of
from bot.standups.finding import is_waiting, own_sittings
from bot.standups.records import Sitting
from bot.ui import Button, Text, When


class Beside(NamedTuple):
    """What the reader owes, and waits for, that is no task."""

    standups: Sequence[Sitting] = ()
    made: Sequence[Promise] = ()
    given: Sequence[Promise] = ()

    def owed(self, reader: Person, roster: Roster) -> list[Text]:
        """One line each: the standup first, which is over soonest."""
        words = reader.words()
        standups = [
            words(
                "handoff.desk_standup",
                name=one.run.name,
                day=day_of(one.run.day),
                closes=When(one.seat.closes_at, "time"),
            )
            for one in self.standups
        ]
        return standups + [
            words("handoff.desk_promise", text=one.text, who=roster.name(one.to), due=When(one.due_at))
            for one in self.made
        ]

    def awaited(self, reader: Person, roster: Roster) -> list[Text]:
        words = reader.words()
        return [
            words("handoff.desk_promised", text=one.text, who=roster.name(one.by), due=When(one.due_at))
            for one in self.given
        ]

    def buttons(self, reader: Person) -> tuple[Button, ...]:
        """Into the form of the standup that closes first."""
        label = reader.words().plain("handoff.button_desk_standup")
        return tuple(
            Button(label=label, action="standups.answer", arguments={"run": one.run.id}, style="primary")
            for one in self.standups[:1]
        )


async def beside(context: Context) -> Beside:
    """Of the speaker, who works here."""
    reader, team = context.speaker(), context.team.id
    standups = [one for one in await own_sittings(context) if is_waiting(one, context)]
    if reader.role is not Role.OWNER:  # promises are between the owner and the partners
        return Beside(standups)
    made = await context.store.find(Promise, team, f"open:{reader.id}")
    given = await context.store.find(Promise, team, f"open_to:{reader.id}")
    return Beside(standups, by_due(made), by_due(given))

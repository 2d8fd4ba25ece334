"""What the owner decides of each open promise to somebody who goes: handed along, taken back, or later."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bot.checkins import rules as checkins
from bot.checkins.records import Promise
from bot.context import Context
from bot.errors import Refused
from bot.people import Person
from bot.requests import Outcome
from bot.succession import parting, rules
from bot.succession.cards import Settled


class Settlement(msgspec.Struct, frozen=True, kw_only=True):
    """`along` are pairs of the promise as it ended and the same one to the new partner."""

    along: tuple[tuple[Promise, Promise], ...] = ()
    back: tuple[Promise, ...] = ()
    left: int = 0

    @property
    def ended(self) -> tuple[Promise, ...]:
        return (*(before for before, _ in self.along), *self.back)

    @property
    def counted(self) -> Settled:
        return Settled(along=len(self.along), back=len(self.back), left=self.left)


async def settlement(context: Context, open_ones: Sequence[Promise], to: Person | None) -> Settlement:
    """What the form says of each, or of all together."""
    along: list[tuple[Promise, Promise]] = []
    back: list[Promise] = []
    for promise in open_ones:
        said = context.argument(f"said_{promise.id}") or context.argument("said_all")
        if said == "back":
            back.append(rules.taken_back(promise))
        elif said == "along":
            if to is None:
                raise Refused.at("to", context.words("succession.to_missing"))
            number = str(await context.store.next_number(context.team.id, "promise"))
            along.append(rules.handed_along(promise, to, number, context.now))
    left = len(open_ones) - len(along) - len(back)
    return Settlement(along=tuple(along), back=tuple(back), left=left)


def settled(context: Context, chosen: Settlement) -> Outcome:
    """All of it, with the cards of both and the jobs."""
    new = [after for _, after in chosen.along]
    return Outcome(
        records=(*chosen.ended, *new),
        posts=parting.edits(context, (*chosen.ended, *new)),
        wakes=(*parting.wakes_of(chosen.ended), *(wake for one in new for wake in checkins.wakes(None, one))),
    )

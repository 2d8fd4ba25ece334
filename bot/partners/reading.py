"""What stands on a partner's page: promises both ways, how earlier ones went, and questions that wait."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from bot.checkins import rules as promises
from bot.checkins.cards import promise_card, question_card
from bot.checkins.records import Promise, Question, week_term
from bot.people import Person, Roster
from bot.ports import Store
from bot.ui import Card
from bot.weeks import mondays

WEEKS = 12
EARLIER_MOST = 20
QUESTIONS_MOST = 10


class Both(msgspec.Struct, frozen=True, kw_only=True):
    """Cards as the partner sees them: open promises soonest first, earlier ones newest first."""

    questions: tuple[Card, ...]
    theirs: tuple[Card, ...]
    own: tuple[Card, ...]
    theirs_earlier: tuple[Card, ...]
    own_earlier: tuple[Card, ...]


async def read(store: Store, person: Person, roster: Roster, now: datetime) -> Both:
    """Nothing but what is the partner's to see: promises made to or by that very person."""
    team, owner = person.team, roster.owner()
    to_them = await store.find(Promise, team, f"open_to:{person.id}")
    by_them = await store.find(Promise, team, f"open:{person.id}")
    waiting = await store.find(Question, team, f"asked:{person.id}", newest=QUESTIONS_MOST)
    questions = [await _question(store, question, person, roster) for question in waiting]
    theirs_over = await _over(store, owner, person, now)
    own_over = await _over(store, person, owner, now)

    def shown(those: tuple[Promise, ...]) -> tuple[Card, ...]:
        return tuple(promise_card(one, person, roster) for one in those)

    return Both(
        questions=tuple(questions),
        theirs=shown(promises.by_due(to_them)),
        own=shown(promises.by_due(by_them)),
        theirs_earlier=shown(theirs_over),
        own_earlier=shown(own_over),
    )


async def _question(store: Store, question: Question, person: Person, roster: Roster) -> Card:
    about = await store.get(Promise, question.team, question.promise) if question.promise else None
    return question_card(question, roster.must(question.by), person, about)


async def _over(store: Store, by: Person, to: Person, now: datetime) -> tuple[Promise, ...]:
    """What was said of promises from one to the other in the last weeks, and is not open again."""
    found: dict[str, Promise] = {}
    for monday in mondays(now - timedelta(weeks=WEEKS - 1), now):
        for one in await store.find(Promise, by.team, week_term(by.id, monday)):
            if one.to == to.id and not one.open:
                found[one.id] = one
    newest = sorted(found.values(), key=lambda one: one.history[-1].at, reverse=True)
    return tuple(newest[:EARLIER_MOST])

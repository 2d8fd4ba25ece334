"""dispatch(): the one door. Seen before? Who asks? Load, decide, commit; only then the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from weakref import WeakValueDictionary

from bot.actions import ACTIONS
from bot.commands import Action
from bot.context import Context
from bot.errors import Conflict, NotAllowed, Refused
from bot.people import Person, Roster, Team
from bot.ports import Commit, Deps
from bot.requests import Ask, Outcome, Reply, Request
from bot.texts import Words

TRIES = 3


class Dispatcher:
    """Holds one lock per team, taken from load to append and let go while the disk works."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def dispatch(self, request: Request) -> Reply | Ask | None:
        """What the person is told, once everything it promises is durable.

        Raises Refused (tell the person `text`), StoreClosed (nothing was done). A repeated id gives the same reply.
        """
        outcome, durable = await self._tried(request)
        await durable
        if outcome.dropped:
            self._deps.log("not sent, as its time has passed", job=request.job, what=outcome.dropped)
        if outcome.writes():
            self._deps.after_commit(outcome)
        return outcome.reply

    async def _tried(self, request: Request) -> tuple[Outcome, Awaitable[None]]:
        """Decided and applied, under the team's lock; again when somebody else was faster."""
        lock = self._locks.setdefault(request.team, asyncio.Lock())
        for _ in range(TRIES):
            with suppress(Conflict):
                async with lock:
                    return await self._once(request)
        raise Refused(Words("en")("common.conflict"))

    async def _once(self, request: Request) -> tuple[Outcome, Awaitable[None]]:
        seen, reply = await self._deps.store.reply_to(inbox_id(request))
        if not seen:
            outcome = await self._decide(request)
            return outcome, await self._commit(request, outcome, fired=True)
        # It may have been applied a moment ago and not be durable yet: the empty commit waits for it.
        return Outcome(reply=reply), await self._commit(request, Outcome())

    async def _decide(self, request: Request) -> Outcome:
        store = self._deps.store
        team = await store.get(Team, "", request.team)
        if team is None:
            raise NotAllowed(Words("en")("common.not_on_team"))
        roster = Roster(tuple(await store.all(Person, team.id)))
        person = await self._person(request, team)
        action = _action(request, person, team)
        context = Context(
            request=request, team=team, roster=roster, person=person, store=store, new_id=self._deps.new_id
        )
        try:
            return await action.handler(context)
        except Refused as refused:
            if not request.job:
                raise
            self._deps.log("job refused", action=request.action, job=request.job, why=str(refused))
            return Outcome()

    async def _person(self, request: Request, team: Team) -> Person | None:
        if request.job:
            return None
        found = await self._deps.store.find(Person, team.id, f"account:{request.account}")
        people = [person for person in found if person.active]
        if not people:
            raise NotAllowed(Words(team.locale)("common.not_on_team"))
        return people[0]

    async def _commit(self, request: Request, outcome: Outcome, *, fired: bool = False) -> Awaitable[None]:
        commit = Commit(
            request_id=inbox_id(request),
            team=request.team,
            at=request.at,
            outcome=outcome,
            job=request.job if fired else "",
            job_set_by=request.job_set_by if fired else "",
        )
        return await self._deps.store.commit(commit)


def inbox_id(request: Request) -> str:
    """The request's id as the inbox keeps it: bound to who asks, so that a guessed id shows nobody another's reply."""
    return request.id if request.job else f"{request.account}/{request.id}"


def _action(request: Request, person: Person | None, team: Team) -> Action:
    """The action asked for; one meant for jobs is unknown to people, whatever their button says."""
    action = ACTIONS.get(request.action)
    if action is None or (action.jobs_only and not request.job):
        words = person.words() if person else Words(team.locale)
        raise Refused(words("common.unknown_action"))
    return action

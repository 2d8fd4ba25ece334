"""dispatch(): the one door. Seen before? Who asks? Load, decide, commit; only then the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from weakref import WeakValueDictionary

from msgspec.structs import replace

from bot.actions import ACTIONS, followed
from bot.commands import Action
from bot.context import Context
from bot.errors import Conflict, NotAllowed, Outsider, Overtaken, Refused
from bot.joining import arrivals
from bot.joining.arrivals import teams_of
from bot.joining.strangers import Stranger, meet
from bot.people import Account, Person, Roster, Team
from bot.ports import Commit, Deps
from bot.requests import Ask, Direct, Outcome, Reply, Request
from bot.texts import Words

TRIES = 3


class Dispatcher:
    """Holds one lock per team, taken from load to append and let go while the disk works.

    A team that is founded unasked is durable before it goes on to what was asked, under the same lock.
    """

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._rosters: dict[str, Roster] = {}

    async def dispatch(self, request: Request) -> Reply | Ask | None:
        """What the person is told, once everything it promises is durable.

        Raises Unknown (ask again with the profiles), Refused (tell the person `text`), StoreClosed (nothing was
        done). A repeated id gives the same reply.
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
        store = self._deps.store
        for _ in range(TRIES):
            teams = await teams_of(store, request)
            lock = self._locks.setdefault(teams[0].id if len(teams) == 1 else request.workspace, asyncio.Lock())
            with suppress(Conflict):
                async with lock:
                    # Read again: somebody may have founded the team while this waited.
                    return await self._once(request, teams if len(teams) == 1 else await teams_of(store, request))
        raise Refused(Words("en")("common.conflict"))

    async def _once(self, request: Request, teams: list[Team]) -> tuple[Outcome, Awaitable[None]]:
        seen, reply = await self._deps.store.reply_to(inbox_id(request))
        if seen:
            # It may have been applied a moment ago and not be durable yet: the empty commit waits for it.
            return Outcome(reply=reply), await self._commit(request, Outcome())
        if request.team and not teams:
            raise NotAllowed(Words("en")("common.not_on_team"))
        if len(teams) != 1:
            return await self._met(request, teams)
        request = replace(request, team=teams[0].id)
        outcome = await self._decide(request, teams[0])
        return outcome, await self._commit(request, outcome, fired=True)

    async def _met(self, request: Request, teams: list[Team]) -> tuple[Outcome, Awaitable[None]]:
        """A request that is for no team, or for one of several."""
        deps = self._deps
        stranger = Stranger(
            request=request, teams=tuple(teams), store=deps.store, new_id=deps.new_id, owners=deps.owners
        )
        team, outcome = await meet(stranger)
        founded = replace(request, team=team)
        if not team or outcome.reply is not None:
            return outcome, await self._commit(founded, outcome)
        # Founded unasked: a commit of its own, and then what was asked for.
        await (await self._commit(replace(founded, id=f"found:{team}"), outcome))
        self._deps.after_commit(outcome)
        return await self._once(request, await teams_of(self._deps.store, request))

    async def _decide(self, request: Request, team: Team) -> Outcome:
        roster = await self._roster(team)
        person, came = None, list[Person]()
        if not request.job:
            came = self._arrived(request, team, roster)
            roster = arrivals.with_people(roster, came) if came else roster
            request = arrivals.with_handles(request, roster)
            person = roster.by_account.get(request.account)
            if person and isinstance(request.place, Direct):
                request = replace(request, place=Direct(person.id))
        outcome = await self._done(request, team, roster, person)
        if came:
            names = [name for one in came for name in one.accounts]
            accounts = [await self._deps.store.get(Account, "", name) for name in names]
            known = [account for account in accounts if account]
            outcome = arrivals.with_joined(outcome, team, came, known, request.at)
        return arrivals.welcomed(outcome, team, roster, person)

    async def _done(self, request: Request, team: Team, roster: Roster, person: Person | None) -> Outcome:
        action = _action(request, person, team)
        context = Context(
            request=request,
            team=team,
            roster=roster,
            person=person,
            store=self._deps.store,
            new_id=self._deps.new_id,
            sparing=self._deps.sparing,
            listing=self._deps.listing,
            reach=self._deps.reach,
        )
        try:
            return await followed(context, await action.handler(context))
        except Overtaken as overtaken:
            return overtaken.outcome
        except Refused as refused:
            if not request.job:
                raise
            self._deps.log("job refused", action=request.action, job=request.job, why=str(refused))
            return Outcome()

    async def _roster(self, team: Team) -> Roster:
        """The same one, with what it has looked up, as long as nobody in it changes."""
        people = tuple(await self._deps.store.all(Person, team.id))
        roster = self._rosters.get(team.id)
        if roster is None or roster.people != people:
            roster = self._rosters[team.id] = Roster(people)
        return roster

    def _arrived(self, request: Request, team: Team, roster: Roster) -> list[Person]:
        """Who speaks for the first time, then who is named; stored with what is asked for, if that is done."""
        words, action, new_id = Words(team.locale), ACTIONS.get(request.action), self._deps.new_id
        speaker, came = roster.by_account.get(request.account), list[Person]()
        if speaker is None:
            if action is not None and not action.joins:
                raise Outsider(words("common.not_on_team"))
            profile = arrivals.introduced(request, request.account, words)
            if profile is None:
                raise NotAllowed(words("common.not_on_team"))
            speaker = arrivals.joined(team, roster, profile, new_id)
            came.append(speaker)
        if action is not None and action.brings and speaker.role in arrivals.BRINGERS:
            account = arrivals.named(request, action.brings, roster)
            profile = arrivals.introduced(request, account, words) if account else None
            if profile is not None:
                came.append(arrivals.joined(team, arrivals.with_people(roster, came), profile, new_id))
        return came

    async def _commit(self, request: Request, outcome: Outcome, *, fired: bool = False) -> Awaitable[None]:
        outcome = replace(outcome, reply=outcome.kept, kept=None) if outcome.kept else outcome
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

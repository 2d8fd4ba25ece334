"""Following: who is in the channels that standups follow, asked anew whenever somebody comes or goes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import structlog

from adapters.outside import Outside
from bot.errors import Refused, StoreClosed
from bot.people import Person, Team
from bot.ports import ChatBusy, ChatRefused, ChatUncertain, Members, Rooms
from bot.requests import Outcome, Profile, Request
from bot.standups.records import Standup

WAITS_SECONDS = (1.0, 10.0, 60.0, 300.0, 900.0)  # between attempts while a platform does not answer
STRANGERS_MOST = 25  # of a channel, asked for by name; more would take long, and nobody reads as many

log = structlog.get_logger()
Spot = tuple[str, str]  # a team, and a channel as `platform:id`


class Following:
    """`rooms` are the platforms by name. Several looks at one channel that is being looked at become one more."""

    def __init__(
        self,
        outside: Callable[[], Outside],
        rooms: Mapping[str, Rooms],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._outside = outside
        self._rooms = rooms
        self._sleep = sleep
        self._looking: dict[Spot, asyncio.Task[None]] = {}
        self._again: set[Spot] = set()
        self._nobody: set[str] = set()

    def committed(self, outcome: Outcome) -> None:
        """A standup that was set up, or whose day opened: what was missed by then is caught up with."""
        for record in outcome.records:
            if isinstance(record, Standup) and record.followed is not None:
                self.look((record.team, record.followed.channel))

    async def begin(self) -> None:
        """After a start, when people may have come and gone unseen."""
        for team in await self._outside().store.all(Team, ""):
            for channel in await self._followed(team.id):
                self.look((team.id, channel))

    async def changed(self, workspace: str, channel: str) -> None:
        """A platform says that something is different in a channel; both `platform:id`."""
        for team in await self._outside().store.find(Team, "", f"workspace:{workspace}"):
            if channel in await self._followed(team.id):
                self.look((team.id, channel))

    def look(self, spot: Spot) -> None:
        """In the background."""
        if spot in self._looking:
            self._again.add(spot)
            return
        task = asyncio.ensure_future(self._look(spot))
        self._looking[spot] = task
        task.add_done_callback(lambda _: self._looked(spot))

    async def idle(self) -> None:
        """Return once every channel was looked at."""
        while self._looking:
            await asyncio.wait(set(self._looking.values()))

    def stop(self) -> None:
        self._again.clear()
        for task in self._looking.values():
            task.cancel()

    def _looked(self, spot: Spot) -> None:
        del self._looking[spot]
        if spot in self._again:
            self._again.discard(spot)
            self.look(spot)

    async def _followed(self, team: str) -> set[str]:
        standups = await self._outside().store.all(Standup, team)
        return {one.followed.channel for one in standups if one.followed is not None}

    async def _look(self, spot: Spot) -> None:
        try:
            await self._patiently(spot)
        except StoreClosed:
            return  # at the next start
        except Exception as error:
            # Nobody waits for it, so this is where it would be lost.
            log.error("a channel could not be followed", channel=spot[1], exc_info=error)

    async def _patiently(self, spot: Spot) -> None:
        """Again after a while when the platform does not answer; given up, it is looked at when the next day opens."""
        for seconds in WAITS_SECONDS:
            try:
                return await self._tell(spot)
            except (ChatBusy, ChatUncertain, Refused) as waiting:
                log.warning("who is in a channel is not known yet", channel=spot[1], why=repr(waiting))
            await self._sleep(seconds)
        return None

    async def _tell(self, spot: Spot) -> None:
        team_id, channel = spot
        name, _, its_id = channel.partition(":")
        team, rooms = await self._outside().store.get(Team, "", team_id), self._rooms.get(name)
        workspaces = [] if team is None else [one for one in team.workspaces if one.startswith(f"{name}:")]
        if rooms is None or not workspaces:
            return  # a platform that is not connected now
        workspace = workspaces[0].partition(":")[2]
        try:
            there = await rooms.members(workspace, its_id)
        except ChatRefused as refused:
            log.info("a channel can no longer be seen", channel=channel, why=str(refused))
            await self._request(spot, {"channel": channel, "lost": "1"})
            return
        strangers = await self._strangers(team_id, workspace, there, rooms)
        accounts = [account for account in there.accounts if account not in self._nobody]
        about = {"channel": channel, "name": there.name, "accounts": " ".join(accounts)}
        await self._request(spot, about, strangers)

    async def _strangers(self, team: str, workspace: str, there: Members, rooms: Rooms) -> tuple[Profile, ...]:
        """Profiles of those on no roster; bots are remembered as nobody."""
        known = {account for person in await self._outside().store.all(Person, team) for account in person.accounts}
        found = list[Profile]()
        for account in there.accounts:
            if account in known or account in self._nobody or len(found) == STRANGERS_MOST:
                continue
            profile = await rooms.profile_of(workspace, account)
            if profile is None:
                self._nobody.add(account)
            else:
                found.append(profile)
        return tuple(found)

    async def _request(self, spot: Spot, about: dict[str, str], profiles: tuple[Profile, ...] = ()) -> None:
        """As a job, which Baton's own clock would ask: nobody can press or type it."""
        outside, (team, channel) = self._outside(), spot
        job = f"members:{channel}:{outside.new_id()}"
        request = Request(
            id=f"job:{team}/{job}",
            team=team,
            action="standups.members",
            arguments=about,
            profiles=profiles,
            at=outside.now(),
            job=job,
        )
        await outside.dispatch(request)

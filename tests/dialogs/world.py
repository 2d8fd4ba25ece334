"""The world of a dialog: a team, a store, a clock that is moved by hand, and everything delivered at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from msgspec.structs import replace

from adapters.alarm import TimerAlarm
from adapters.clock import Clock
from adapters.deliver import Delivery, Timing
from adapters.following import Following
from adapters.mail_server import Letter, Sends
from adapters.outside import Outside
from adapters.partner_page.app import PageSetup, PartnerPages
from adapters.platforms import LISTING, SPARING
from adapters.refusals import Refusals
from adapters.sample_clock import SampleClock
from adapters.storage.attachments import MemoryAttachments
from adapters.storage.memory_store import MemoryStore
from bot.dispatch import Dispatcher
from bot.people import Account, Person, Role, Team
from bot.ports import Chat, Commit, Deps, Reach, Rooms, Store
from bot.requests import Channel, Outcome, Profile, Record, Request

MONDAY = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)  # 9:00 in New York, 22:00 in Manila, 16:00 in Bucharest
TEAM = Team(
    team="",
    id="studio",
    name="Olivia’s Studio",
    zone="America/New_York",
    channel=Channel("web:general"),
    owner="olivia",
    workspaces=("web:studio",),
    worth_cents=50_000,
    created_at=MONDAY,
)


def person(id: str, role: Role, zone: str, *, kind: str = "", rate_cents: int = 0) -> Person:
    """Somebody of the sample team, on the web chat."""
    return Person(
        team="studio",
        id=id,
        name=id.title(),
        handle=id,
        role=role,
        zone=zone,
        accounts=(f"web:{id}",),
        kind=kind,
        rate_cents=rate_cents,
    )


PEOPLE = (
    person("olivia", Role.OWNER, "America/New_York"),
    person("ana", Role.ASSISTANT, "Asia/Manila", rate_cents=1_200),
    person("ben", Role.ASSISTANT, "Europe/Bucharest", rate_cents=1_200),
    person("pat", Role.PARTNER, "Europe/London", kind="accountability"),
    person("gil", Role.GUEST, "America/New_York"),
)


@dataclass(frozen=True, kw_only=True)
class Home:
    """The platform the team lives on: what its channel, its workspace and its people are called there."""

    platform: str = "web"
    channel: str = "general"
    workspace: str = "studio"
    account: Callable[[str], str] = str

    def of(self, person: Person) -> Person:
        return replace(person, accounts=(f"{self.platform}:{self.account(person.id)}",))

    def team(self) -> Team:
        channel, workspace = Channel(f"{self.platform}:{self.channel}"), f"{self.platform}:{self.workspace}"
        return replace(TEAM, channel=channel, workspaces=(workspace,))


class HandClock:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    async def stand(self, at: datetime) -> None:
        self.at = at

    def go_on(self) -> None:
        return


class World:
    """One team on one store, with the clock and the delivery that a running Baton has.

    `now` moves only by hand, ids count up. `chats` maps a platform to whoever shows the messages.
    """

    def __init__(
        self,
        store: Store | None = None,
        people: Sequence[Person] = PEOPLE,
        home: Home | None = None,
        url: str = "https://baton.example",
    ) -> None:
        self.store: Store = store or MemoryStore()
        self.home = home or Home()
        self.people = [self.home.of(person) for person in people]
        self.chats: dict[str, Chat] = {}
        self.log: list[str] = []
        self.refuses = False  # a dialog in which a platform takes not every message
        self.files = MemoryAttachments()
        self._time = HandClock(MONDAY)
        self._ids = 0
        self._defects: list[Exception] = []
        now = self._time.now
        self.dispatcher = Dispatcher(
            Deps(
                store=self.store,
                now=now,
                new_id=self.new_id,
                sparing=SPARING,
                listing=LISTING,
                after_commit=self._committed,
                reach=Reach(pages=url, mails=True),
                log=lambda *words, **_: self._note(words),
            )
        )
        self.rooms: dict[str, Rooms] = {}
        self.following = Following(self.outside, self.rooms)
        self.letters: list[Letter] = []
        self.mail: Sends | None = None
        self._url = url
        self.start()

    def start(self) -> None:
        """The clock, the outbox and the private pages, as after a start of the process: none knows what was before."""
        now = self._time.now
        self._clock = Clock(self.store, self._fire, now, TimerAlarm())
        self.pages = PartnerPages(
            PageSetup(
                dispatch=self.dispatcher.dispatch,
                store=self.store,
                now=now,
                new_id=self.new_id,
                files=self.files,
                url=self._url,
            ),
            self,
        )
        self.chats["mail"] = self.pages.chat
        told = Refusals(self.dispatcher.dispatch, now)
        self._delivery = Delivery(self.store, self.chats, Timing(now=now, chance=lambda: 1.0), told)
        self.sample = SampleClock(self._time, self._clock, self._delivery)

    @property
    def now(self) -> datetime:
        return self._time.at

    async def seed(self, *records: Record, outcome: Outcome | None = None) -> None:
        """Files the team, its people and `records`; then commits `outcome`, such as a room's first wakes."""
        first = Outcome(records=(self.home.team(), *self.people, *records))
        await (await self.store.commit(Commit(request_id="seed", team="studio", at=self.now, outcome=first)))
        if outcome:
            second = Commit(request_id="seed-2", team="studio", at=self.now, outcome=outcome)
            await (await self.store.commit(second))

    async def seed_accounts(self) -> None:
        """Which team each account is on, as it is known of everybody who joined on a platform."""
        accounts = [Account(team="", id=a, teams=("studio",)) for person in self.people for a in person.accounts]
        outcome = Outcome(records=tuple(accounts))
        await (await self.store.commit(Commit(request_id="accounts", team="studio", at=self.now, outcome=outcome)))

    def new_id(self) -> str:
        self._ids += 1
        return f"id{self._ids}"

    async def send(self, letter: Letter) -> None:
        """A mail server that takes every letter, or `mail` where a dialog has another one."""
        if self.mail:
            await self.mail.send(letter)
        self.letters.append(letter)

    def zone(self, person: str) -> str:
        return next(p.zone for p in self.people if p.id == person)

    async def leaves(self, person: str) -> None:
        """The platform says that somebody has left."""
        [account] = next(p.accounts for p in self.people if p.id == person)
        left = Request(
            id=self.new_id(),
            team="studio",
            action="joining.profile",
            account=account,
            profiles=(Profile(account=account, name=person.title()),),
            arguments={"left": "1"},
            at=self.now,
        )
        await self.dispatcher.dispatch(left)
        await self.deliver()

    async def clock_to(self, at: datetime) -> None:
        """Runs every job due until `at` in order, each at its own time, delivering after each."""
        await self.sample.move_to(at)
        self._check()

    async def wake_up_at(self, at: datetime) -> None:
        """As after downtime: the clock stands at `at` before the first overdue job runs."""
        self._time.at = at
        await self.clock_to(at)

    def pass_to(self, at: datetime) -> None:
        """It is later, and nothing was done meanwhile."""
        self._time.at = max(self._time.at, at)

    def outside(self) -> Outside:
        """What a part of Baton is handed."""
        return Outside(
            dispatch=self.dispatcher.dispatch,
            store=self.store,
            now=lambda: self.now,
            new_id=self.new_id,
            files=self.files,
            channel_changed=self.following.changed,
        )

    async def deliver(self) -> None:
        """Everything in the outbox, in order, once every channel that is followed was looked at."""
        await self.following.idle()
        await self._delivery.drain()
        self._check()

    async def _fire(self, request: Request) -> None:
        """Through the door; what the clock would only log and try again is here kept, to fail the dialog."""
        try:
            await self.dispatcher.dispatch(request)
        except Exception as defect:
            self._defects.append(defect)
            raise

    def _committed(self, outcome: Outcome) -> None:
        self.following.committed(outcome)

    def _check(self) -> None:
        for defect in self._defects:
            raise defect
        given_up = 0 if self.refuses else self._delivery.failed + self._delivery.dropped
        assert given_up == 0, "a message was not shown; the log says why"

    def _note(self, words: tuple[object, ...]) -> None:
        self.log.append(" ".join(map(str, words)))

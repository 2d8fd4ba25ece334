"""What Baton needs from outside, in its own words: a Store, a Chat, and what a handler is handed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime
from typing import Protocol, TypeVar

import msgspec

from bot.requests import Ask, Outcome, Place, Profile, Record, Reply
from bot.searching import Wanted
from bot.ui import Card

R = TypeVar("R", bound=Record)
Spot = tuple[str, Place]  # a team and one of its places


class Commit(msgspec.Struct, frozen=True, kw_only=True):
    """One atomic write: what a request changed, its id with its reply, and the job it came from.

    `job` is taken off unless somebody has set it anew since `job_set_by` did (empty: in any case).
    """

    request_id: str
    team: str
    at: datetime
    outcome: Outcome
    job: str = ""
    job_set_by: str = ""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A stored wake. `(team, key)` is unique; `at` is UTC; `set_by` is the request that set it last."""

    team: str
    key: str
    at: datetime
    action: str
    arguments: dict[str, str] = msgspec.field(default_factory=dict)
    set_by: str = ""


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the outbox: the newest card for a key, and where it stands on the platform.

    `wanted` counts the cards asked for, `sent` is the one the platform has; the row is pending while they differ.
    `order` grows with every ask, so that rows of one place are sent in the order they were asked for.
    `asked_at` is when the oldest card not yet sent was asked for. `message` is the platform's id once sent, `attempts`
    the failures in a row, `retry_at` when to try next. `uncertain_since` is set while nobody knows whether the last
    attempt arrived; it is an instant before that attempt. `dropped` says why it was given up.
    """

    team: str
    key: str
    to: Place
    card: Card
    fresh: bool = False
    wanted: int = 1
    sent: int = 0
    order: int = 0
    asked_at: datetime | None = None
    message: str = ""
    attempts: int = 0
    retry_at: datetime | None = None
    uncertain_since: datetime | None = None
    dropped: str = ""

    def pending(self) -> bool:
        return self.sent < self.wanted and not self.dropped


class Store(Protocol):
    """Everything that lasts. All methods are safe from one event loop; every implementation passes one contract suite.

    Reads see a commit as soon as it is applied, except `due_jobs` and `next_outbox`, which see it once it is durable.
    """

    async def get(self, kind: type[R], team: str, id: str) -> R | None:
        """The record, or None."""
        ...

    async def find(self, kind: type[R], team: str, term: str, *, newest: int | None = None) -> list[R]:
        """The records filed under `term`, oldest first; with `newest`, only that many of the newest, oldest first."""
        ...

    async def all(self, kind: type[R], team: str) -> list[R]:
        """Every record of the kind in the team, oldest first; for exports and rosters, not for hot paths."""
        ...

    async def search(
        self, kind: type[R], team: str, wanted: Wanted, *, limit: int, skip: int = 0
    ) -> tuple[list[R], int]:
        """The records wanted, without the first `skip`, and how many there are in all.

        Those marked `wanted.first` come first; then those with all the words in their title, whole ones before
        beginnings; then the newest.
        """
        ...

    async def next_number(self, team: str, kind: str) -> int:
        """1, 2, 3 … per team and kind; never the same twice, also after a crash; gaps allowed."""
        ...

    async def reply_to(self, request_id: str) -> tuple[bool, Reply | Ask | None]:
        """Whether the request was acted on before, and what it was answered."""
        ...

    async def commit(self, commit: Commit) -> Awaitable[None]:
        """Apply the whole or nothing; the returned awaitable ends once it is durable.

        Sets wakes and removes `commit.job` unless the outcome sets that key anew. A commit that writes nothing and
        has no job is not stored; its awaitable still waits for everything applied before it. Raises Conflict when a
        record's revision is stale or the request id is known, StoreClosed when writing is refused. After a
        StoreClosed from the awaitable nothing of it stands.
        """
        ...

    async def due_jobs(self, now: datetime, limit: int) -> list[Job]:
        """Durable jobs with `at <= now`, earliest first."""
        ...

    async def next_job_at(self) -> datetime | None:
        """The instant of the earliest durable job."""
        ...

    async def next_outbox(self, now: datetime, limit: int, at_work: Collection[Spot | str] = ()) -> list[Outgoing]:
        """Pending rows that may be tried now: per place the first in order alone, once its retry_at has come.

        Places `at_work` are passed over, and where a team's id is among them all of its places.
        """
        ...

    async def next_retry_at(self, now: datetime) -> datetime | None:
        """The earliest `retry_at` after now among the rows that head their place."""
        ...

    async def outgoing(self, team: str, key: str) -> Outgoing | None:
        """The row of one key, sent or not."""
        ...

    async def settle(self, row: Outgoing) -> Awaitable[None]:
        """Write down how an attempt went: sent, message, attempts, retry_at, uncertain_since, dropped of `row`.

        `wanted`, `order` and the card stay those of the store, which may have newer ones.
        """
        ...

    async def forget(self, before: datetime) -> int:
        """Drop request ids older than `before`; how many."""
        ...

    async def ping(self) -> None:
        """Return when the store reads and takes writes; raise StoreClosed saying why not."""
        ...

    async def close(self) -> None:
        """Make everything applied durable, then refuse."""
        ...


class ChatBusy(Exception):
    """The platform asks to wait; nothing was shown. `seconds` is its wish, or None."""

    def __init__(self, seconds: float | None) -> None:
        super().__init__("busy" if seconds is None else f"busy for {seconds:.0f} s")
        self.seconds = seconds


class ChatBarred(ChatBusy):
    """The platform does not let Baton in (its token, the workspace, a network between); nothing was shown.

    `str` says why. It waits until somebody mends that, as nothing is wrong with the message.
    """

    def __init__(self, why: str, seconds: float | None = None) -> None:
        super().__init__(seconds)
        self.args = (why,)


class ChatUncertain(Exception):
    """The attempt may or may not have arrived (reply lost, crash, time-out)."""


class ChatRefused(Exception):
    """The platform will never take this message (missing permission, deleted channel); `str` says why."""


class ChatClosed(ChatRefused):
    """The person takes no private messages from Baton; a thread of the team's channel has to do."""


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """Where on one platform: a person's account, or a channel, and the message that heads a thread.

    `account` and `channel` are `platform:id`; `workspace` (`slack:T1`) is the team's on that platform, if it has one.
    """

    team: str
    workspace: str = ""
    account: str = ""
    channel: str = ""
    thread: str = ""


class Chat(Protocol):
    """One platform's hands. `show` is idempotent per key: shown before, it is found again, not shown twice."""

    async def show(self, to: Address, row: Outgoing) -> str:
        """Post the row's card, or edit `row.message` (moving it to the end when `row.fresh`); the message's id.

        With `row.uncertain_since` an earlier attempt since then may have arrived: look before posting again. Raises
        ChatBusy, ChatBarred, ChatUncertain, ChatClosed, ChatRefused.
        """
        ...

    async def ready(self) -> bool:
        """Whether messages can be sent now."""
        ...


class Members(msgspec.Struct, frozen=True, kw_only=True):
    """Who is in a channel: `accounts` are `platform:id`, bots among them; `name` is what people call the channel."""

    name: str
    accounts: tuple[str, ...]


class Rooms(Protocol):
    """What one platform says of its channels and of those in them; `workspace` and `channel` are its own ids."""

    async def members(self, workspace: str, channel: str) -> Members:
        """Raises ChatRefused where Baton may not see it (gone, closed, Baton is not in it), else as `show`."""
        ...

    async def profile_of(self, workspace: str, account: str) -> Profile | None:
        """None for a bot, and for nobody; Refused while it cannot be had."""
        ...


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """How somebody without an account is reached: `pages` is the public address, without a slash at its end.

    It is empty where none is set, and then no link can be made. `mails`: e-mail can be sent.
    """

    pages: str = ""
    mails: bool = False


class Deps(msgspec.Struct, frozen=True, kw_only=True):
    """What the door needs: a store, the clock and ids (injected, so that tests and the sample clock steer them).

    `owners` are the accounts that own their team without being asked (BATON_OWNERS). `sparing` are the platforms that
    lock out bots which write to many people privately, `listing` those that say who is in a channel.
    """

    store: Store
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    owners: frozenset[str] = frozenset()
    sparing: frozenset[str] = frozenset()
    listing: frozenset[str] = frozenset()
    reach: Reach = Reach()
    after_commit: Callable[[Outcome], None] = lambda _: None
    log: Callable[..., None] = lambda *_, **__: None

"""What comes in (a Request) and what a handler gives back (an Outcome: reply, records, posts, wakes)."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.attached import Attached
from bot.searching import Sought
from bot.ui import Card, Form, Part


class Direct(Part, frozen=True, kw_only=False):
    """Privately to one person, on the platform he or she prefers."""

    person: str


class Channel(Part, frozen=True, kw_only=False):
    """A shared room, `platform:id` as in `web:general`; the empty id is the team's channel, whichever it is by then."""

    id: str


class Thread(Part, frozen=True, kw_only=False):
    """The thread under the post with this key, in the same channel as that post."""

    channel: str
    of: str


Place = Direct | Channel | Thread


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What a platform itself says of an account; filled in by an adapter, never from what somebody typed or pressed.

    `account` is `platform:id`. `zone` is an IANA name, empty where the platform does not say. `admin` may set up Baton
    for the workspace; `guest` is a guest of the platform. `handle` is how the platform itself tells people of one name
    apart, `where` what the workspace is called.
    """

    account: str
    name: str
    handle: str = ""
    where: str = ""
    zone: str = ""
    locale: str = "en"
    admin: bool = False
    guest: bool = False


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A click, command, form, due job, e-mail or API call, all alike.

    `id` is the platform's own (event, interaction, form key, job key): the same id is answered with the same reply
    and never acted on twice. `account` is `platform:id`, empty when Baton's own clock asks. `team` is the team's id.
    `at` is the instant it is handled; `due_at`, for a job, the instant it was meant for. `card` is the key of the
    post whose button was pressed; that card is edited and answers by itself. `job` is the key of the job that fired
    and `job_set_by` the request that had set it.

    An adapter that does not know the team leaves `team` empty and says the `workspace` (`slack:T1`, `discord:<guild>`;
    empty in a private chat that belongs to none): the door finds the team. A private chat with Baton is `Direct("")`;
    the door puts in who speaks. Others are written `@platform:id` in arguments; the door makes `@handle` of each. For
    accounts it does not know it raises Unknown, and the adapter asks again with the `profiles` it could get;
    `nobody` are accounts it asked for in vain. `mentions` are those accounts in the arguments that the platform itself
    marks as mentioned; what only looks like one may be anybody's. `public`: the words stand where others read them.
    `files` are what the form was sent with, already kept by the adapter, in the order they were chosen.
    """

    id: str
    team: str = ""
    workspace: str = ""
    action: str
    account: str = ""
    profiles: tuple[Profile, ...] = ()
    nobody: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    arguments: dict[str, str] = msgspec.field(default_factory=dict)
    place: Place | None = None
    card: str = ""
    public: bool = False
    files: tuple[Attached, ...] = ()
    at: datetime
    job: str = ""
    job_set_by: str = ""
    due_at: datetime | None = None


class Reply(Part, frozen=True):
    """Said to the person who asked, and only to that person."""

    card: Card


class Ask(Part, frozen=True):
    """A form opened for the person who asked."""

    form: Form


class Post(Part, frozen=True):
    """A message that must arrive. One per `key`: a second post with a known key edits the first.

    `fresh` puts the message at the end of the place again and notifies, for news the reader has to act on; without
    it a known message is edited where it stands.
    """

    key: str
    to: Place
    card: Card
    fresh: bool = False


class Wake(Part, frozen=True):
    """A job: at `at`, `action` is requested with `arguments`. One per `key`; `at=None` takes it back."""

    key: str
    at: datetime | None
    action: str = ""
    arguments: dict[str, str] = msgspec.field(default_factory=dict)


class Record(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A noun that is stored: found by `(type, team, id)` or by any of the `terms()` it is filed under.

    `revision` is the store's: 0 for a new record, raised by each commit; a stale one is a Conflict.
    """

    team: str
    id: str
    revision: int = 0

    def terms(self) -> tuple[str, ...]:
        """The words it is found by, such as `holder:ana`; keep them to what hot paths ask for."""
        return ()

    def sought(self) -> Sought | None:
        """What a search sees of it; a kind that does not say is never searched."""
        return None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """All that a request changes; committed whole or not at all.

    `dropped` is for the log alone: what a job did not send because its time had long passed. `kept` is stored in the
    place of a reply that says a secret, and told to who asks the same again.
    """

    reply: Reply | Ask | None = None
    records: tuple[Record, ...] = ()
    posts: tuple[Post, ...] = ()
    wakes: tuple[Wake, ...] = ()
    removed: tuple[Record, ...] = ()
    dropped: str = ""
    kept: Reply | None = None

    def writes(self) -> bool:
        """Whether anything has to be stored besides the reply."""
        return bool(self.records or self.posts or self.wakes or self.removed)

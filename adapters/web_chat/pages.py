"""What the page shows, gathered from the store and rendered with the templates."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from adapters.web_chat import render
from adapters.web_chat.live import Edited, Said
from adapters.web_chat.messages import PAGE, ChatMessage, Messages
from adapters.web_chat.sample import JUMP_LABELS
from adapters.web_chat.setup import WebSetup
from adapters.web_chat.spans import moment, words
from adapters.web_chat.visits import Visit
from bot.handoff.load import made_from
from bot.ui import Card

FOLDED_LENGTH = 3_000
LEAD_LENGTH = 300


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One message made ready for the template."""

    id: str
    key: str
    author: str
    baton: bool
    time: Markup
    private: bool
    body: Markup
    may_reply: bool
    address: str
    may_delegate: bool
    replies: tuple[Entry, ...] = ()


class Pages:
    """Renders pages and the pieces of them that change."""

    def __init__(self, setup: WebSetup, messages: Messages) -> None:
        self._store = setup.store
        self._messages = messages
        self._new_id = setup.new_id
        self._draws = setup.draw is not None
        self._sample = setup.sample is not None
        here = Path(__file__).parent
        self._templates = Environment(
            loader=FileSystemLoader(here / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals["edition"] = _edition(here / "static")

    def piece(self, template: str, **values: object) -> Markup:
        made = self._templates.get_template(template).render(values)
        return Markup(made)  # noqa: S704 - the template has escaped every value in it

    async def chat(self, visit: Visit, *, show: int, version: str, thread: str, answer: Markup) -> Markup:
        """The whole page; `show` messages, the newest last, and an open form in `answer`."""
        entries, more = await self.entries(visit, show)
        head = await self._messages.with_key(thread) if thread else None
        return self.piece(
            "chat.html",
            visit=visit,
            entries=entries,
            earlier=show + PAGE if more else 0,
            news=await self.news(visit),
            clock=self.clock(visit),
            times={p.id: moment(visit.reader.now, visit.reader, "time", p.zone) for p in visit.people},
            people=visit.people,
            version=version,
            line_id=self._new_id(),
            thread=thread if head and visit.sees(head) == visit.room else "",
            answer=answer,
            sample=self._sample,
            jumps=JUMP_LABELS,
        )

    async def entries(self, visit: Visit, show: int = PAGE) -> tuple[list[Entry], bool]:
        found, more = await self._messages.newest(visit.room, visit.person.id, show)
        return [await self._whole(visit, message) for message in found], more

    async def news(self, visit: Visit) -> dict[str, int]:
        """Per room the number of its newest message, by which the page marks rooms with something new."""
        newest = {}
        for room in visit.rooms:
            found, _ = await self._messages.newest(room, visit.person.id, 1)
            newest[room.slug] = found[-1].sequence if found else 0
        return newest

    async def all_anew(self, visit: Visit) -> Markup:
        """The messages and marks of an open page, after it missed something."""
        entries, more = await self.entries(visit)
        values = {"visit": visit, "entries": entries, "earlier": 2 * PAGE if more else 0}
        return self.piece("anew.html", **values, news=await self.news(visit)) + self.moved_clock(visit)

    async def change(self, visit: Visit, news: Said | Edited) -> Markup:
        """What an open page has to swap for one piece of news; empty when it does not concern this reader."""
        message = news.message
        room = visit.sees(message)
        if room is None:
            return Markup("")
        if isinstance(news, Edited):
            here = room == visit.room
            return self.piece("edited.html", entry=await self._entry(visit, message)) if here else Markup("")
        mark = self.piece("news.html", slug=room.slug, newest=message.sequence, swap=True)
        if room != visit.room:
            return mark
        head = await self._messages.with_key(message.thread) if message.thread else None
        entry = await self._whole(visit, message)
        return mark + self.piece(
            "said.html", visit=visit, entry=entry, old=news.instead_of, under=head.id if head else ""
        )

    def clock(self, visit: Visit) -> Markup:
        return moment(visit.reader.now, visit.reader)

    def moved_clock(self, visit: Visit) -> Markup:
        return self.piece("clock.html", clock=self.clock(visit), swap=True) if self._sample else Markup("")

    async def _whole(self, visit: Visit, message: ChatMessage) -> Entry:
        replies = () if message.thread else await self._messages.replies(message, visit.person.id)
        entry = await self._entry(visit, message)
        return msgspec.structs.replace(entry, replies=tuple([await self._entry(visit, reply) for reply in replies]))

    async def _entry(self, visit: Visit, message: ChatMessage) -> Entry:
        author = visit.roster.get(message.author) if message.author else None
        return Entry(
            id=message.id,
            key=message.key,
            author=author.name if author else message.author or "Baton",
            baton=not message.author,
            time=moment(message.at, visit.reader),
            private=bool(message.only_for) and not visit.room.private,
            body=self._card(visit, message, message.card) if message.card else await self._words(visit, message),
            may_reply=not (visit.room.private or message.thread or message.only_for),
            address=message.address,
            may_delegate=message.spoken,
        )

    async def _words(self, visit: Visit, message: ChatMessage) -> Markup:
        """What a person wrote, and the task it has become, as far as the reader may know of it."""
        task = await made_from(self._store, visit.person, message.address) if message.spoken else None
        lead = words(message.words[:LEAD_LENGTH]) if len(message.words) > FOLDED_LENGTH else ""
        said = words(message.words)
        return self.piece("words.html", message=message, lead=lead, words=said, became=task.id if task else "")

    def _card(self, visit: Visit, message: ChatMessage, card: Card) -> Markup:
        pictures = f"/as/{visit.person.id}/picture/{message.id}.{message.wanted}" if self._draws else ""
        frame = render.Frame(
            id=message.id,
            key=message.key,
            reader=visit.reader,
            notice=bool(message.only_for),
            pictures=pictures,
            sheets=f"/as/{visit.person.id}/sheet/{message.id}",
        )
        return render.card(card, frame)


def _edition(folder: Path) -> str:
    """Changes with any file of the page, so that a browser never mixes those of two editions."""
    contents = b"".join(file.read_bytes() for file in sorted(folder.iterdir()))
    return sha256(contents).hexdigest()[:12]

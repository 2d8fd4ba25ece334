"""What the page shows, gathered from the store and rendered with the templates."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from adapters.web_chat import render
from adapters.web_chat.live import Edited, Said
from adapters.web_chat.messages import PAGE, ChatMessage, Messages
from adapters.web_chat.sample import JUMP_LABELS
from adapters.web_chat.spans import moment, words
from adapters.web_chat.visits import Visit

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
    replies: tuple[Entry, ...] = ()


class Pages:
    """Renders pages and the pieces of them that change."""

    def __init__(self, messages: Messages, new_id: Callable[[], str], *, draws: bool, sample: bool) -> None:
        self._messages = messages
        self._new_id = new_id
        self._draws = draws
        self._sample = sample
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
        mark = self.piece("news.html", slug=room.slug, newest=message.sequence, swap=True)
        if room != visit.room:
            return mark
        if isinstance(news, Edited):
            return self.piece("edited.html", entry=self._entry(visit, message))
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
        entry = self._entry(visit, message)
        return msgspec.structs.replace(entry, replies=tuple(self._entry(visit, reply) for reply in replies))

    def _entry(self, visit: Visit, message: ChatMessage) -> Entry:
        author = visit.roster.get(message.author) if message.author else None
        return Entry(
            id=message.id,
            key=message.key,
            author=author.name if author else message.author or "Baton",
            baton=not message.author,
            time=moment(message.at, visit.reader),
            private=bool(message.only_for) and not visit.room.private,
            body=self._body(visit, message),
            may_reply=not (visit.room.private or message.thread or message.only_for),
        )

    def _body(self, visit: Visit, message: ChatMessage) -> Markup:
        if message.card is None:
            lead = words(message.words[:LEAD_LENGTH]) if len(message.words) > FOLDED_LENGTH else ""
            return self.piece("words.html", message=message, lead=lead, words=words(message.words))
        pictures = f"/as/{visit.person.id}/picture/{message.id}.{message.wanted}" if self._draws else ""
        frame = render.Frame(
            id=message.id,
            key=message.key,
            reader=visit.reader,
            notice=bool(message.only_for),
            pictures=pictures,
        )
        return render.card(message.card, frame)


def _edition(folder: Path) -> str:
    """Changes with any file of the page, so that a browser never mixes those of two editions."""
    contents = b"".join(file.read_bytes() for file in sorted(folder.iterdir()))
    return sha256(contents).hexdigest()[:12]

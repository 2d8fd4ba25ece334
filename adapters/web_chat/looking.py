"""What is only looked at: the page, completion, live news, pictures."""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial

from aiohttp import web
from markupsafe import Markup

from adapters.sheets import written
from adapters.web_chat import attachments
from adapters.web_chat.inbound import Speaker, asked_for_file
from adapters.web_chat.live import ClockMoved, Closing, Edited, Hub, Missed, News, Said, Told
from adapters.web_chat.messages import PAGE, Messages
from adapters.web_chat.pages import Pages
from adapters.web_chat.security import HEADERS
from adapters.web_chat.setup import WebSetup
from adapters.web_chat.suggest import Composer
from adapters.web_chat.visits import Gone, Visit, Visits
from bot.actions import COMMANDS
from bot.errors import Refused
from bot.handoff.listing import open_tasks
from bot.requests import Reply
from bot.sheets import Sheet
from bot.ui import Files, Picture

PING_SECONDS = 15
MOST_SHOWN = 2_000
LONGEST_SUGGESTED = 300
PERSON_COOKIE = "baton_person"
FAR_UP = "That message stands further up than this page goes. What it said is kept on its task."
NOT_HERE = "That message is not here any more, or is not for you to read. What it said is kept on its task."


class Looking:
    """Handlers of (request, session)."""

    def __init__(self, setup: WebSetup, messages: Messages, pages: Pages, hub: Hub) -> None:
        self._setup = setup
        self._messages = messages
        self.pages = pages
        self._hub = hub
        self.visits = Visits(setup)

    async def closed(self, _: web.Request, __: str) -> web.StreamResponse:
        return as_html(self.pages.piece("closed.html"))

    async def home(self, request: web.Request, _: str) -> web.StreamResponse:
        wanted = request.match_info.get("person") or request.cookies.get(PERSON_COOKIE, "")
        person, room = await self.visits.first(wanted)
        return web.Response(status=302, headers={"Location": f"/as/{person.id}/{room.slug}"})

    async def page(self, request: web.Request, session: str) -> web.StreamResponse:
        return await self.whole(request, await self.visits.of(request, session), Markup(""))

    async def whole(self, request: web.Request, visit: Visit, answer: Markup) -> web.Response:
        """The page, with a form already open in `answer`."""
        show = request.query.get("show", "")
        page = await self.pages.chat(
            visit,
            show=min(int(show), MOST_SHOWN) if show.isascii() and show.isdecimal() and len(show) < 6 else PAGE,
            version=self._hub.version,
            thread=request.query.get("thread", ""),
            answer=answer,
        )
        response = as_html(page)
        response.set_cookie(PERSON_COOKIE, visit.person.id, httponly=True, samesite="Strict", path="/")
        return response

    async def suggest(self, request: web.Request, session: str) -> web.StreamResponse:
        visit = await self.visits.of(request, session)
        line = request.query.get("words", "")
        tasks = await open_tasks(self._setup.store, visit.person)
        composer = Composer(COMMANDS, visit.addressed, visit.room.private, tasks)
        offer = composer.offer(line) if len(line) <= LONGEST_SUGGESTED and "\n" not in line else None
        return as_html(self.pages.piece("suggestions.html", offer=offer))

    async def picture(self, request: web.Request, session: str) -> web.StreamResponse:
        visit = await self.visits.of(request, session)
        message = await self._messages.get(request.match_info["message"].partition(".")[0])
        if message is None or message.card is None or visit.sees(message) is None or self._setup.draw is None:
            raise Gone
        number, _, shade = request.match_info["number"].partition("-")
        block = dict(enumerate(message.card.blocks)).get(int(number) if number.isdecimal() else -1)
        if not isinstance(block, Picture) or shade not in ("", "dark"):
            raise Gone
        headers = HEADERS | {"Cache-Control": "private, max-age=86400"}
        drawn = await self._setup.draw(block, dark=bool(shade))
        return web.Response(body=drawn, content_type="image/png", headers=headers)

    async def sheet(self, request: web.Request, session: str) -> web.StreamResponse:
        """A table as a file, to whoever may see the message that it came with."""
        visit = await self.visits.of(request, session)
        message = await self._messages.get(request.match_info["message"])
        if message is None or message.card is None or visit.sees(message) is None:
            raise Gone
        block = dict(enumerate(message.card.blocks)).get(int(request.match_info["number"][:3]))
        if not isinstance(block, Sheet):
            raise Gone
        return attachments.table(block.name, await written(block))

    async def file(self, request: web.Request, session: str) -> web.StreamResponse:
        """What somebody attached, to whoever may see a task that has it; it is the core that knows."""
        visit = await self.visits.of(request, session)
        fresh, wanted = self._setup.new_id(), request.match_info["file"]
        speaker = Speaker(
            team=visit.team.id, person=visit.person.id, place=visit.room.place, at=self._setup.now(), fresh=fresh
        )
        try:
            answer = await self._setup.dispatch(asked_for_file(wanted, speaker))
        except Refused as refused:
            raise Gone from refused
        blocks = answer.card.blocks if isinstance(answer, Reply) else ()
        found = next((file for one in blocks if isinstance(one, Files) for file in one.files), None)
        content = await self._setup.files.read(found.id) if found else None
        if found is None or content is None:
            raise Gone
        return attachments.response(found, content)

    async def message(self, request: web.Request, session: str) -> web.StreamResponse:
        """Leads from a task to the message it was made from, in the room and as far up as it stands."""
        visit = await self.visits.of(request, session)
        message = await self._messages.at(f"/message/{request.match_info['number']}")
        room = visit.sees(message) if message else None
        if message is None or room is None:
            raise Gone(NOT_HERE)
        show = await self._messages.since(message, room, visit.person.id, MOST_SHOWN + 1)
        if show > MOST_SHOWN:
            raise Gone(FAR_UP)
        return web.Response(
            status=302, headers={"Location": f"{visit.reader.here}/{room.slug}?show={max(show, PAGE)}#e-{message.id}"}
        )

    async def live(self, request: web.Request, session: str) -> web.StreamResponse:
        """Server-sent events, each one the HTML to swap.

        Ends when the page is closed, Baton stops, or the room is no longer open to this person.
        """
        visit = await self.visits.of(request, session)
        response = web.StreamResponse(headers=HEADERS | {"Content-Type": "text/event-stream"})
        await response.prepare(request)
        with self._hub.listening() as queue, contextlib.suppress(ConnectionResetError, Gone):
            missed = request.query.get("seen") != self._hub.version
            await response.write(_event(await self.pages.all_anew(visit)) if missed else b": here\n\n")
            while not isinstance((told := await _next(queue)).news, Closing):
                show = partial(self._news, visit, told.news)
                await response.write(_event(await told.shown(visit.person.id, visit.room.slug, show)))
        return response

    async def _news(self, before: Visit, news: News) -> Markup:
        """Raises Gone when, since the page was opened, the room was closed to this person."""
        visit = await self.visits.again(before)
        match news:
            case Said() | Edited():
                return await self.pages.change(visit, news)
            case Missed():
                return await self.pages.all_anew(visit)
            case ClockMoved() | Closing():
                return self.pages.moved_clock(visit)


async def _next(queue: asyncio.Queue[Told]) -> Told:
    """The next piece of news; after a while without any the clock alone, so that a lost connection is noticed."""
    try:
        return await asyncio.wait_for(queue.get(), PING_SECONDS)
    except TimeoutError:
        return Told(ClockMoved())


def _event(piece: Markup) -> bytes:
    """An empty piece is a comment, which keeps the connection alive and is shown to nobody."""
    if not piece:
        return b": here\n\n"
    lines = piece.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return b"event: chat\n" + b"".join(b"data: " + line.encode() + b"\n" for line in lines) + b"\n"


def as_html(piece: Markup, status: int = 200) -> web.Response:
    return web.Response(text=str(piece), status=status, content_type="text/html")

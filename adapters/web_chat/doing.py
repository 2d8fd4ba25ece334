"""What a person does on the page: says a line, presses a button, sends a form, moves the sample's clock."""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp import web
from markupsafe import Markup
from msgspec.structs import replace

from adapters import uploads
from adapters.web_chat import carried, inbound, render_form
from adapters.web_chat.bodies import Body, Chosen
from adapters.web_chat.live import ClockMoved, Hub
from adapters.web_chat.looking import NOT_HERE, Looking, as_html
from adapters.web_chat.messages import Messages
from adapters.web_chat.sample import read_jump
from adapters.web_chat.setup import WebSetup
from adapters.web_chat.talk import Talk
from adapters.web_chat.visits import Gone, Visit
from bot.attached import Attached
from bot.errors import Refused
from bot.requests import Ask, Channel, Place, Thread
from bot.texts import Words

NOTHING = Markup("")


class Doing:
    """Handlers of (request, session, body); its fields have shown that they come from our own page."""

    def __init__(self, setup: WebSetup, messages: Messages, looking: Looking, hub: Hub) -> None:
        self._setup = setup
        self._messages = messages
        self._looking = looking
        self._pages = looking.pages
        self._visits = looking.visits
        self._hub = hub
        self._talk = Talk(setup.dispatch, messages, hub)

    async def say(self, request: web.Request, session: str, body: Body) -> web.StreamResponse:
        visit = await self._visits.of(request, session)
        place = await self._place(visit, body.fields.get("_thread", ""))
        line = inbound.read_line(body.fields, self._speaker(visit, place))
        ask = await self._talk.say(line, visit.person, place) if line.words else None
        fresh = self._pages.piece("line_id.html", id=self._setup.new_id(), swap=True)
        response = await self._answer(request, visit, ask, fresh)
        response.headers["HX-Trigger"] = "baton-said"
        return response

    async def press(self, request: web.Request, session: str, body: Body) -> web.StreamResponse:
        visit = await self._visits.of(request, session)
        asked = inbound.read_button(body.fields, self._speaker(visit, visit.room.place))
        ask = await self._talk.act(asked, visit.person, visit.room.place)
        return await self._answer(request, visit, ask)

    async def delegate(self, request: web.Request, session: str, body: Body) -> web.StreamResponse:
        """H9: a message becomes a brief. What it says is read where it is kept, not where it is shown."""
        visit = await self._visits.of(request, session)
        message = await self._messages.at(body.fields.get("message", ""))
        if message is None or not message.spoken or visit.sees(message) is None:
            raise Gone(NOT_HERE)
        speaker = self._speaker(visit, visit.room.place)
        written = inbound.Written(message.words, message.address, message.at)
        asked = inbound.read_delegated(body.fields, written, speaker)
        return await self._answer(request, visit, await self._talk.act(asked, visit.person, visit.room.place))

    async def form(self, request: web.Request, session: str, body: Body) -> web.StreamResponse:
        """A refusal leaves the form as it is on the page and puts each error at its field."""
        visit = await self._visits.of(request, session)
        asked = inbound.read_form(body.fields, self._speaker(visit, visit.room.place))
        try:
            asked = replace(asked, files=await self._kept(body.files, visit))
            ask = await self._talk.submit(asked, visit.person, visit.room.place)
        except Refused as refused:
            return await self._refused(request, visit, body, refused)
        return await self._answer(request, visit, ask, closes=True)

    async def _kept(self, files: Sequence[Chosen], visit: Visit) -> tuple[Attached, ...]:
        """All of one field, as no form of ours has two for files."""
        if not files:
            return ()
        sent = [(file.name, file.content) for file in files]
        return await uploads.kept(self._setup, sent, files[0].field, Words(visit.person.locale))

    async def jump(self, request: web.Request, session: str, body: Body) -> web.StreamResponse:
        visit = await self._visits.of(request, session)
        to = read_jump(body.fields.get("to", ""))
        if self._setup.sample is None or to is None:
            raise Gone
        await self._setup.sample.jump(to, visit.person.zone)
        self._hub.tell(ClockMoved())
        visit = await self._visits.again(visit)
        return await self._answer(request, visit, None, self._pages.moved_clock(visit))

    async def _answer(
        self, request: web.Request, visit: Visit, ask: Ask | None, more: Markup = NOTHING, closes: bool = False
    ) -> web.Response:
        """The form to open, if any. `closes` takes an open one away; otherwise one that was put aside stays."""
        dialog = NOTHING
        if ask:
            dialog = render_form.dialog(ask.form, _target(visit), visit.reader)
        if "HX-Request" not in request.headers:
            if ask:
                return await self._looking.whole(request, visit, dialog)
            return web.Response(status=303, headers={"Location": visit.at})
        response = as_html(dialog + self._pages.piece("alert.html", said="") + more)
        if not (ask or closes):
            response.headers["HX-Reswap"] = "none"
        return response

    async def _refused(self, request: web.Request, visit: Visit, body: Body, refused: Refused) -> web.Response:
        if "HX-Request" not in request.headers:
            form = carried.filled(body.fields, refused.fields, files=bool(body.files))
            if form:
                again = render_form.dialog(form, _target(visit), visit.reader, refused.text)
                return await self._looking.whole(request, visit, again)
        names = body.fields.get("_fields", "").split()
        wrong = render_form.problems(names, refused.fields, refused.text, visit.reader)
        if "HX-Request" not in request.headers:
            return await self._looking.whole(request, visit, wrong)
        response = as_html(wrong, status=422)
        response.headers["HX-Reswap"] = "none"
        return response

    def _speaker(self, visit: Visit, place: Place) -> inbound.Speaker:
        return inbound.Speaker(
            team=visit.team.id,
            person=visit.person.id,
            place=place,
            at=self._setup.now(),
            fresh=self._setup.new_id(),
        )

    async def _place(self, visit: Visit, thread: str) -> Place:
        """The room, or the thread in it that the composer was opened for."""
        room = visit.room.place
        head = await self._messages.with_key(thread) if thread and isinstance(room, Channel) else None
        if head and visit.sees(head) == visit.room and isinstance(room, Channel):
            return Thread(room.id, head.key)
        return room


def _target(visit: Visit) -> render_form.Target:
    return render_form.Target(f"{visit.at}/form", visit.token)

"""How an answer reaches the person who asked: with the acknowledgement, as a private message, or as a modal."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

import msgspec
import orjson
import structlog
from slack_bolt.async_app import AsyncAck

from adapters.readers import Reader
from adapters.slack_chat import render_form
from adapters.slack_chat.api import Api
from adapters.slack_chat.inbound import REOPEN, Heard, Origin, again
from adapters.slack_chat.people import People
from adapters.slack_chat.render import message
from bot.ports import ChatBusy, ChatRefused, ChatUncertain
from bot.texts import Words
from bot.ui import Button, Card, Form, Text

ANSWER_SECONDS = 2.0  # of the three that Slack waits for an acknowledgement
TRIGGER_SECONDS = 2.5  # of the three that a modal may be opened in

log = structlog.get_logger()


class Wrong(msgspec.Struct, frozen=True):
    """Refused: the words, and those that belong to fields of the form."""

    text: Text
    fields: Mapping[str, Text] = {}


Answer = Card | Form | Wrong | None
Asked = Callable[[Heard], Awaitable[Answer]]


class Answering:
    """`asked` asks the door and never raises; `spawn` lets what is late go on in the background."""

    def __init__(self, api: Api, people: People, asked: Asked, spawn: Callable[[Awaitable[None]], None]) -> None:
        self._api = api
        self._people = people
        self._asked = asked
        self._spawn = spawn

    async def command(self, heard: Heard, ack: AsyncAck) -> None:
        """The answer is the acknowledgement's own body when it is ready in time."""
        asked = await self._in_time(heard)
        answer = asked.result() if asked.done() else None
        if asked.done() and isinstance(answer, Card | Wrong):
            said = await self._private(heard.origin, _card(answer))
            await ack(orjson.dumps(said).decode())  # as words, which Bolt hands on as they are
            return
        await ack()
        if not asked.done() or isinstance(answer, Form):
            self._spawn(self._told(heard, asked))

    async def other(self, heard: Heard, ack: AsyncAck) -> None:
        """A click, a shortcut, words: the acknowledgement says only that it was heard."""
        asked = await self._in_time(heard)
        await ack()
        if not asked.done() or asked.result() is not None:
            self._spawn(self._told(heard, asked))

    async def form(self, heard: Heard, ack: AsyncAck) -> None:
        """Errors stay in the modal with what was typed; a next form takes its place."""
        asked = await self._in_time(heard)
        if not asked.done():
            await ack()
            self._spawn(self._told(heard, asked))
            return
        reader = await self._reader(heard.origin)
        match asked.result():
            case Wrong(text=text, fields=fields) if fields:
                await ack(response_action="errors", errors=render_form.errors(heard.fields, fields, text, reader))
            case Form() as form:
                view = render_form.view(form, reader, heard.origin.channel, heard.origin.thread)
                await ack(response_action="update", view=view)
            case Card() | Wrong() as answer:
                await ack()
                self._spawn(self.tell(heard.origin, _card(answer)))
            case None:
                await ack()

    async def tell(self, origin: Origin, card: Card) -> None:
        """To that person alone: where it was asked, else in private. Best effort; what must arrive is a post."""
        try:
            said = await self._private(origin, card)
            if origin.answer_at:
                await self._api.answer(origin.answer_at, said | {"replace_original": False})
                return
            await self._posted(origin, {name: said[name] for name in ("text", "blocks")})
        except (ChatBusy, ChatRefused, ChatUncertain, OSError, TimeoutError) as error:
            log.warning("an answer did not reach the person", why=repr(error))

    async def _posted(self, origin: Origin, said: dict[str, Any]) -> None:
        thread = {"thread_ts": origin.thread} if origin.thread else {}
        if not origin.private:
            try:
                where = {"channel": origin.channel, "user": origin.user}
                await self._api.call(origin.workspace, "chat.postEphemeral", **where, **thread, **said)
                return
            except ChatRefused:
                thread = {}  # Baton is not in that channel
        channel = origin.channel if origin.private and origin.channel else origin.user
        await self._api.call(origin.workspace, "chat.postMessage", channel=channel, **thread, **said)

    async def _in_time(self, heard: Heard) -> asyncio.Task[Answer]:
        """Done, or still at it when Slack must have its acknowledgement."""
        answered = asyncio.Event()
        asked = asyncio.create_task(self._answered(heard, answered))
        with suppress(TimeoutError):
            async with asyncio.timeout(ANSWER_SECONDS):
                await answered.wait()
        return asked

    async def _answered(self, heard: Heard, answered: asyncio.Event) -> Answer:
        """Sets `answered` at its end, which is heard a turn of the loop sooner than the end of a task."""
        try:
            return await self._asked(heard)
        finally:
            answered.set()

    async def _told(self, heard: Heard, asked: asyncio.Task[Answer]) -> None:
        late = not asked.done()
        answer = await asked
        match answer:
            case Form() as form:
                if late or not await self._opened(heard.origin, form):
                    late = late or bool(heard.origin.trigger)  # words have none, so nothing could open
                    await self.tell(heard.origin, await self._door_to(heard, form, late=late))
            case Card() | Wrong():
                await self.tell(heard.origin, _card(answer))
            case None:
                pass

    async def _opened(self, origin: Origin, form: Form) -> bool:
        """False when it is too late for a modal."""
        if not origin.trigger:
            return False
        try:
            view = render_form.view(form, await self._reader(origin), origin.channel, origin.thread)
            async with asyncio.timeout(TRIGGER_SECONDS):
                await self._api.call(origin.workspace, "views.open", trigger_id=origin.trigger, view=view)
        except (ChatBusy, ChatRefused, ChatUncertain, TimeoutError) as error:
            log.warning("a form did not open", why=repr(error))
            return False
        return True

    async def _door_to(self, heard: Heard, form: Form, *, late: bool) -> Card:
        """A button that asks the same once more, in time for a modal."""
        words = Words((await self._reader(heard.origin)).locale)
        value = again(heard.request)
        if not value:
            return Card(title=words("common.form_lost" if late else "common.form_too_long", title=form.title))
        button = Button(label=words.plain("common.button_open_form"), action=REOPEN, arguments={})
        title = words("common.form_late" if late else "common.form_ready", title=form.title)
        return Card(title=title, buttons=(button,), footer=(value,))

    async def _private(self, origin: Origin, card: Card) -> dict[str, Any]:
        reader = await self._reader(origin)
        reopens = card.buttons[0].action == REOPEN if card.buttons else False
        value = str(card.footer[0]) if reopens else ""
        said = message(msgspec.structs.replace(card, footer=()) if reopens else card, reader)
        if reopens:
            element = said.blocks[-1]["elements"][0]
            element |= {"value": value, "action_id": f"{REOPEN}-0"}
        return {"response_type": "ephemeral", "text": said.text, "blocks": said.blocks}

    async def _reader(self, origin: Origin) -> Reader:
        return await self._people.reader_in(origin.workspace, origin.user)


def _card(answer: Card | Wrong) -> Card:
    if isinstance(answer, Card):
        return answer
    # What is wrong with fields belongs to a form that is not open (any more).
    texts = answer.fields.values() or (answer.text,)
    spans = [span for number, text in enumerate(texts) for span in (((" ",) if number else ()) + tuple(text))]
    return Card(title=tuple(spans))

"""How an answer reaches the person who asked: with the acknowledgement, as a private message, or as a modal."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any, Literal

import msgspec
import orjson
import structlog
from slack_bolt.async_app import AsyncAck

from adapters.outside import Draw
from adapters.readers import Reader
from adapters.slack_chat import mending, pictures, render_form
from adapters.slack_chat.api import Api, Failed
from adapters.slack_chat.inbound import REOPEN, Heard, Origin, again
from adapters.slack_chat.mending import Mending
from adapters.slack_chat.people import People
from adapters.slack_chat.render import message
from bot.ports import ChatBusy, ChatRefused, ChatUncertain
from bot.sheets import Sheet
from bot.texts import Words
from bot.ui import Button, Card, Files, Form, Paragraph, Picture, Text

ANSWER_SECONDS = 2.0  # of the three that Slack waits for an acknowledgement
# Of the modal itself, so that asking again is of no use; docs.slack.dev/reference/methods/views.open (errors).
BROKEN = frozenset({"invalid_arguments", "invalid_blocks", "invalid_blocks_format", "view_too_large"})
TRIGGER_SECONDS = 2.5  # of the three that a modal may be opened in

log = structlog.get_logger()


class Wrong(msgspec.Struct, frozen=True):
    """Refused: the words, those that belong to fields of the form, and the names of files that it has already."""

    text: Text
    fields: Mapping[str, Text] = {}
    files: tuple[str, ...] = ()


Answer = Card | Form | Wrong | None
Opened = Literal["open", "late", "broken", "unasked"]
Asked = Callable[[Heard], Coroutine[Any, Any, Answer]]


class Answering:
    """`asked` asks the door and never raises; `spawn` lets what is late go on in the background.

    What is not answered within `seconds` is late. Without `draw` pictures are in words alone.
    """

    def __init__(
        self, api: Api, people: People, asked: Asked, spawn: Callable[[Awaitable[None]], None], draw: Draw | None
    ) -> None:
        self._mending = Mending()
        self._api = api
        self._people = people
        self._asked = asked
        self._spawn = spawn
        self._draw = draw
        self.seconds = ANSWER_SECONDS

    async def command(self, heard: Heard, ack: AsyncAck) -> None:
        """The answer is the acknowledgement's own body when it is ready in time."""
        asked = await self._in_time(heard)
        answer = asked.result() if asked.done() else None
        if asked.done() and isinstance(answer, Card | Wrong):
            said = await self._private(heard.origin, _card(answer))
            await ack(orjson.dumps(said).decode())  # as words, which Bolt hands on as they are
            self._with_files(heard.origin, _card(answer))
            return
        await ack()
        if not asked.done() or isinstance(answer, Form):
            self._spawn(self._told(heard, asked))

    async def other(self, heard: Heard, ack: AsyncAck) -> None:
        """A click, a shortcut, words: the acknowledgement says only that it was heard."""
        if heard.mends:
            await ack()
            self._spawn(self._shown_again(heard))
            return
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
                await self._next(heard, form, reader, ack)
            case Card() | Wrong() as answer:
                await ack()
                self._spawn(self.tell(heard.origin, _card(answer)))
            case None:
                await ack()

    async def tell(self, origin: Origin, card: Card) -> None:
        """To that person alone: where it was asked, else in private. Best effort; what must arrive is a post."""
        self._with_files(origin, card)
        try:
            said = await self._private(origin, card)
            if origin.answer_at:
                await self._api.answer(origin.answer_at, said | {"replace_original": False})
                return
            await self._posted(origin, {name: said[name] for name in ("text", "blocks")})
        except (ChatBusy, ChatRefused, ChatUncertain, OSError, TimeoutError) as error:
            log.warning("an answer did not reach the person", why=repr(error))

    def _with_files(self, origin: Origin, card: Card) -> None:
        """Tables and pictures go into the private chat: what is shown to one person in a channel carries no file."""
        if _has(card, Sheet) or (self._draw and _has(card, Picture)):
            self._spawn(self._sent_files(origin, card))

    async def _sent_files(self, origin: Origin, card: Card) -> None:
        """Of a picture the words stand there already."""
        for file in await pictures.made_of(card, self._draw):
            sent = await pictures.sent_privately(self._api, origin.workspace, origin.user, file)
            if not sent and file.lost:
                words = Words((await self._reader(origin)).locale)
                await self.tell(origin, Card(title=words(file.lost, name=file.name)))

    async def _posted(self, origin: Origin, said: dict[str, Any]) -> None:
        thread = {"thread_ts": origin.thread} if origin.thread else {}
        if not origin.private:
            try:
                where = {"channel": origin.channel, "user": origin.user}
                await self._api.call(origin.workspace, "chat.postEphemeral", **where, **thread, **said)
                return
            except ChatRefused:
                thread = {}  # Baton is not in that channel
        if origin.private and origin.channel:
            with suppress(ChatRefused):  # the chat of two other people, in which Baton has no part
                await self._api.call(origin.workspace, "chat.postMessage", channel=origin.channel, **thread, **said)
                return
        await self._api.call(origin.workspace, "chat.postMessage", channel=origin.user, **said)

    async def _in_time(self, heard: Heard) -> asyncio.Task[Answer]:
        """Done, or still at it when Slack must have its acknowledgement."""
        answered = asyncio.Event()
        asked = asyncio.create_task(self._answered(heard, answered))
        with suppress(TimeoutError):
            async with asyncio.timeout(self.seconds):
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
                opened = "late" if late else await self._opened(heard.origin, form)
                await self._told_of(heard, form, opened)
            case Wrong(fields=fields, files=files) if fields and heard.view:
                card = self._mending.keep(heard, fields, await self._reader(heard.origin), files)
                await self.tell(heard.origin, card)
            case Card() | Wrong():
                await self.tell(heard.origin, _card(answer))
            case None:
                pass

    async def _told_of(self, heard: Heard, form: Form, opened: Opened) -> None:
        """What has to be said of a form beside the form."""
        words = Words((await self._reader(heard.origin)).locale)
        match opened:
            case "open":
                card = mending.whole(form, words)
            case "broken":
                card = mending.broken(form, words)
            case _:
                late = opened == "late" or bool(heard.origin.trigger)  # words have none, so nothing could open
                card = self._door_to(heard, form, words, late=late)
        if card is not None:
            await self.tell(heard.origin, card)

    async def _next(self, heard: Heard, form: Form, reader: Reader, ack: AsyncAck) -> None:
        """In the place of the modal that was sent."""
        try:
            view = render_form.view(form, reader, heard.origin.channel, heard.origin.thread)
        except render_form.TooMuch as defect:
            log.error("a defect: a form does not open", why=str(defect))
            await ack()
            self._spawn(self._told_of(heard, form, "broken"))
            return
        await ack(response_action="update", view=view)

    async def _shown_again(self, heard: Heard) -> None:
        """Where that is too late, the card with the button is still there."""
        view = self._mending.of(heard)
        if view is None:
            words = Words((await self._reader(heard.origin)).locale)
            await self.tell(heard.origin, Card(title=words("common.form_gone")))
            return
        await self._open(heard.origin, view)

    async def _opened(self, origin: Origin, form: Form) -> Opened:
        if not origin.trigger:
            return "unasked"
        try:
            view = render_form.view(form, await self._reader(origin), origin.channel, origin.thread)
        except render_form.TooMuch as defect:
            log.error("a defect: a form does not open", why=str(defect))
            return "broken"
        return await self._open(origin, view)

    async def _open(self, origin: Origin, view: Mapping[str, Any]) -> Opened:
        try:
            async with asyncio.timeout(TRIGGER_SECONDS):
                await self._api.call(origin.workspace, "views.open", trigger_id=origin.trigger, view=view)
        except Failed as failed:
            if failed.error in BROKEN and (fewer := render_form.without_files(view)):
                # Of an app from before files: everything else can be done as ever.
                log.error("no files can be chosen until the app is installed again from its manifest", why=str(failed))
                return await self._open(origin, fewer)
            if failed.error in BROKEN:
                log.error("a defect: a form does not open", why=str(failed))
                return "broken"
            log.warning("a form did not open", why=str(failed))
            return "late"
        except (ChatBusy, ChatUncertain, TimeoutError) as error:
            log.warning("a form did not open", why=repr(error))
            return "late"
        return "open"

    def _door_to(self, heard: Heard, form: Form, words: Words, *, late: bool) -> Card:
        """A button that asks the same once more, in time for a modal."""
        value = again(heard.request)
        if not value:
            return Card(title=words("common.form_lost" if late else "common.form_too_long", title=form.title))
        button = Button(label=words.plain("common.button_open_form"), action=REOPEN, arguments={})
        title = words("common.form_late" if late else "common.form_ready", title=form.title)
        return Card(title=title, buttons=(button,), footer=(value,))

    async def _private(self, origin: Origin, card: Card) -> dict[str, Any]:
        reader = await self._reader(origin)
        said_of = (("files_elsewhere", Files), ("sheet_private", Sheet), ("pictures_private", Picture))
        for key, kind in said_of if self._draw else said_of[:-1]:
            if _has(card, kind):
                below = Paragraph(Words(reader.locale)(f"common.{key}"))
                card = msgspec.structs.replace(card, blocks=(*card.blocks, below))
        reopens = card.buttons[0].action == REOPEN if card.buttons else False
        value = str(card.footer[0]) if reopens else ""
        said = message(msgspec.structs.replace(card, footer=()) if reopens else card, reader)
        if reopens:
            element = said.blocks[-1]["elements"][0]
            element |= {"value": value, "action_id": f"{REOPEN}-0"}
        return {"response_type": "ephemeral", "text": said.text, "blocks": said.blocks}

    async def _reader(self, origin: Origin) -> Reader:
        return await self._people.reader_in(origin.workspace, origin.user)


def _has(card: Card, kind: type[Files | Sheet | Picture]) -> bool:
    return any(isinstance(block, kind) for block in card.blocks)


def _card(answer: Card | Wrong) -> Card:
    if isinstance(answer, Card):
        return answer
    # What is wrong with fields belongs to a form that is not open (any more).
    texts = answer.fields.values() or (answer.text,)
    spans = [span for number, text in enumerate(texts) for span in (((" ",) if number else ()) + tuple(text))]
    return Card(title=tuple(spans))

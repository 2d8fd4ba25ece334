"""Slack as a whole: connected, listening, and the one place where everything that goes wrong ends."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Mapping
from typing import Any

import structlog
from aiohttp import web
from msgspec.structs import replace
from slack_bolt.async_app import AsyncAck

from adapters.asking import ask, surely
from adapters.slack_chat import inbound
from adapters.slack_chat.answering import Answer, Answering, Wrong
from adapters.slack_chat.changes import Changes
from adapters.slack_chat.home import Homes
from adapters.slack_chat.http import Letters
from adapters.slack_chat.inbound import Heard, Moment, Origin
from adapters.slack_chat.listening import Listener, Listening
from adapters.slack_chat.outbound import SlackPosts
from adapters.slack_chat.people import PLATFORM, People
from adapters.slack_chat.rooms import SlackRooms
from adapters.slack_chat.setup import SlackSetup
from adapters.slack_chat.sockets import Sockets
from adapters.slack_chat.uploads import Uploads
from adapters.slack_chat.workspaces import Workspaces
from adapters.turns import Turns
from adapters.words import clean
from bot.errors import Outsider, Refused
from bot.joining import cards
from bot.ports import Chat, ChatBusy, ChatRefused, ChatUncertain, Rooms
from bot.requests import Ask, Profile, Reply
from bot.texts import Words
from bot.ui import Card

__all__ = ["SlackChat", "SlackSetup"]

log = structlog.get_logger()

LINK_SECONDS = 1.0  # for the address of a message, of the three in which a modal may be opened


class SlackChat:
    """`chat` is where its posts are delivered to, `rooms` says who is in a channel."""

    def __init__(self, setup: SlackSetup) -> None:
        self._setup = setup
        self._going_on: set[asyncio.Task[None]] = set()
        self._workspaces = Workspaces(setup, Turns(setup.monotonic, setup.sleep))
        self.api = self._workspaces.api
        self._people = People(self.api, setup.store, setup.now)
        self._answering = Answering(self.api, self._people, self._asked, self._spawn, setup.draw)
        self._uploads = Uploads(setup, self.api)
        self._homes = Homes(self.api, self._people, self._desk, setup.sleep, self._spawn)
        self.chat: Chat = SlackPosts(self.api, self._people, setup, self._homes.changed, self._connected)
        self.rooms: Rooms | None = SlackRooms(self.api, self._people)
        self._changes = Changes(setup, self._workspaces)
        self._listening: Listening | None = None
        self._sockets: Sockets | None = None
        self._quiet = False

    def add_to(self, app: web.Application) -> None:
        """`/slack/events` when there is a signing secret, and `/slack/install` when other workspaces may come."""
        if self._setup.signing_secret:
            Letters(self._setup, self._act).add_to(app)
        self._workspaces.add_to(app)

    async def start(self) -> None:
        """Connect in the background; a slow or absent Slack holds up nothing."""
        listeners: dict[str, Listener] = {
            "command": self._command,
            "press": self._press,
            "form": self._form,
            "shortcut": self._shortcut,
            "event": self._event,
        }
        self._listening = Listening(self.api.client(), {kind: self._kept(one) for kind, one in listeners.items()})
        self._spawn(self._workspaces.meet())
        if self._setup.app_token:
            busy = Words("en").plain("common.busy")
            self._sockets = Sockets(
                lambda: self.api.session, self._workspaces.socket_address, self._envelope, self._setup, busy
            )
            self._sockets.start()

    async def quiet(self) -> None:
        self._quiet = True
        if self._sockets:
            await self._sockets.stop()

    async def stop(self) -> None:
        await self.quiet()
        if self._going_on:
            await asyncio.wait(set(self._going_on), timeout=1)
        for task in set(self._going_on):
            task.cancel()
        await self.api.close()

    async def idle(self) -> None:
        """Return once nothing that people did is still being acted on."""
        while going_on := {*self._going_on, *(self._sockets.acting() if self._sockets else ())}:
            await asyncio.wait(going_on)

    async def _connected(self) -> bool:
        listens = self._sockets.connected if self._sockets else not self._quiet
        return listens and await self._workspaces.welcome()

    async def _act(self, payload: Mapping[str, Any]) -> str:
        """Through Bolt; whatever is no payload of Slack's is answered with nothing."""
        if self._listening is None or self._quiet:
            return ""
        try:
            return await self._listening.act(payload)
        except Exception as error:
            # Bolt raises on many a payload that Slack would never send.
            log.warning("a payload could not be read", why=repr(error)[:200])
            return ""

    async def _envelope(self, payload: Mapping[str, Any]) -> Any:
        said = await self._act(payload)
        return json.loads(said) if said else None

    async def _command(self, body: Mapping[str, Any], ack: AsyncAck) -> None:
        await self._answering.command(inbound.slash(body, self._moment()), ack)

    async def _press(self, body: Mapping[str, Any], ack: AsyncAck) -> None:
        heard = inbound.press(body, self._moment())
        await (self._answering.other(heard, ack) if heard else ack())

    async def _form(self, body: Mapping[str, Any], ack: AsyncAck) -> None:
        heard = inbound.form(body, self._moment()) if body.get("type") == "view_submission" else None
        await (self._answering.form(heard, ack) if heard else ack())

    async def _shortcut(self, body: Mapping[str, Any], ack: AsyncAck) -> None:
        link = await self._link(body) if body.get("type") == "message_action" else ""
        await self._answering.other(inbound.shortcut(body, self._moment(), link), ack)

    async def _event(self, body: Mapping[str, Any], ack: AsyncAck) -> None:
        found = body.get("event")
        event: Mapping[str, Any] = found if isinstance(found, Mapping) else {}
        match event.get("type"):
            case "app_home_opened":
                await ack()
                heard = inbound.home(event, body, self._moment())
                if heard:
                    self._spawn(self._show_home(heard))
            case "app_mention" | "message":
                baton = await self._workspaces.baton_in(str(body.get("team_id", "")))
                heard = inbound.words(event, body, self._moment(), baton)
                await (self._answering.other(heard, ack) if heard else ack())
            case _:
                await ack()
                self._spawn(self._changes.take(event, body))

    async def _show_home(self, heard: Heard) -> None:
        answer = await self._asked(heard)
        if isinstance(answer, Card | Wrong):
            card = answer if isinstance(answer, Card) else Card(title=answer.text)
            await self._homes.publish(heard.origin.workspace, heard.origin.user, card)

    async def _desk(self, workspace: str, user: str) -> Card | None:
        answer = await self._asked(inbound.desk(Origin(workspace=workspace, user=user), self._moment()))
        return answer if isinstance(answer, Card) else None

    async def _link(self, body: Mapping[str, Any]) -> str:
        """The address of the message, if it can be had in time."""
        heard = inbound.shortcut(body, self._moment())
        message = body.get("message")
        ts = str(message.get("ts", "")) if isinstance(message, Mapping) else ""
        where = {"channel": heard.origin.channel, "message_ts": ts}
        try:
            async with asyncio.timeout(LINK_SECONDS):
                answer = await self.api.call(heard.origin.workspace, "chat.getPermalink", **where)
        except (ChatBusy, ChatRefused, ChatUncertain, TimeoutError):
            return ""
        return str(answer.get("permalink", ""))

    def _moment(self) -> Moment:
        return Moment(self._setup.now(), self._setup.new_id)

    async def _asked(self, heard: Heard) -> Answer:
        """What to say; never raises."""
        request, workspace = heard.request, heard.origin.workspace

        async def profile_of(account: str) -> Profile | None:
            found = await self._people.profile_of(workspace, account)
            if found is None:
                return None
            installer = f"{PLATFORM}{await self._workspaces.installer_of(workspace)}"
            admin = found.admin or found.account == installer
            return replace(found, admin=admin, where=clean(await self._workspaces.name_of(workspace)))

        async def answered() -> Reply | Ask | None:
            files = await self._uploads.kept(heard, await self._words_of(heard)) if heard.upload_field else ()
            return await ask(self._setup.dispatch, replace(request, files=files) if files else request, profile_of)

        match await surely(answered(), request.id):
            case Outsider():
                return cards.outside(Words("en"))
            case Refused() as refused:
                return Wrong(refused.text, refused.fields, self._uploads.names(heard))
            case Reply(card=card):
                return card
            case Ask(form=form):
                return form
            case None:
                return None

    async def _words_of(self, heard: Heard) -> Words:
        reader = await self._people.reader_in(heard.origin.workspace, heard.origin.user)
        return Words(reader.locale)

    def _kept(self, listener: Listener) -> Listener:
        """A defect of ours does not reach Bolt, so that whatever Bolt raises is about what was sent."""

        async def heard(body: Mapping[str, Any], ack: AsyncAck) -> None:
            await self._guarded(listener(body, ack))

        return heard

    def _spawn(self, going_on: Awaitable[None]) -> None:
        task = asyncio.ensure_future(self._guarded(going_on))
        self._going_on.add(task)
        task.add_done_callback(self._going_on.discard)

    async def _guarded(self, going_on: Awaitable[None]) -> None:
        try:
            await going_on
        except Exception as error:
            # Nobody waits for it, so this is where it would be lost.
            log.error("something for Slack failed", exc_info=error)

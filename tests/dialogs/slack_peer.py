"""Slack as a peer: the same dialogs through a fake Slack, over sockets or over signed HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.slack_chat.app import SlackChat, SlackSetup
from bot.actions import COMMANDS
from bot.ports import Address, Outgoing
from bot.requests import Direct, Place
from bot.times import say
from bot.ui import WhenStyle
from tests.dialogs.peer import Chosen, Opened, Seen
from tests.dialogs.world import MONDAY, Home, World
from tests.slack_fake import views
from tests.slack_fake.nouns import Conversation, Message, User, View
from tests.slack_fake.people import People
from tests.slack_fake.posting import Posting
from tests.slack_fake.server import SlackFake
from tests.slack_fake.sleepers import Sleepers
from tests.slack_fake.words import Reader, buttons, words

CHANNEL, TEAM = "C0GENERAL", "T0STUDIO"
DATES: dict[str, WhenStyle] = {"{date_short_pretty}": "date", "{time}": "time"}
WRONG = "wrong:"  # the block that says what is wrong with a field when a form opens begins so
GIVES_UP_SECONDS = 20.0  # of the machine's clock, and only when something hangs


def user_id(person: str) -> str:
    return f"U0{person.upper()}"


def home() -> Home:
    """The team of the dialogs, living on Slack."""
    return Home(platform="slack", channel=CHANNEL, workspace=TEAM, account=user_id)


class Slack:
    """Everybody at their Slack clients, in one workspace; `say` types commands, and other words as messages.

    `own_words` are what the client itself says of a form that it does not send.
    """

    own_words = frozenset({views.REQUIRED, views.WRONG_LENGTH, views.NO_NUMBER})

    def __init__(self, world: World, mode: Literal["socket", "http"]) -> None:
        self.world = world
        world.chats["slack"] = self
        self._mode = mode
        self._slept_seconds = 0.0
        self._sleepers = Sleepers(self._monotonic, self._sleep_through)
        self.fake = SlackFake(lambda: world.now, self._monotonic)
        self.studio = self.fake.workspace(TEAM)
        for person in world.people:
            self.studio.add(User(user_id(person.id), person.handle, person.name, tz=person.zone))
            self.studio.im(user_id(person.id))
        self.studio.channel(CHANNEL, "general")
        self.people = People(self.studio, Posting(self.fake, mode), frozenset(COMMANDS))
        self._versions: dict[str, tuple[str, int]] = {}
        self._tick = 0
        self.chat: SlackChat
        self._site: TestServer

    async def open(self) -> None:
        """The fake listens, Baton starts, and over sockets has connected."""
        await self.fake.open()
        self.chat = self._made()
        if self.chat.rooms:
            self.world.rooms["slack"] = self.chat.rooms
        app = web.Application()
        self.chat.add_to(app)
        self._site = TestServer(app, host="127.0.0.1")
        await self._site.start_server()
        self.fake.mail.url = str(self._site.make_url("/slack/events"))
        await self.chat.start()
        if self._mode == "socket":
            async with asyncio.timeout(GIVES_UP_SECONDS):
                await self.fake.sockets.connected()
        await self._settled()

    async def close(self) -> None:
        """Nobody may have seen what an honest app never does."""
        await self.chat.stop()
        await self._site.close()
        await self.fake.close()
        assert not self.fake.complaints, self.fake.complaints
        assert not self.fake.api.throttled, self.fake.api.throttled
        assert not self.people.posting.failed, self.people.posting.failed

    async def say(self, person: str, line: str, place: Place) -> None:
        user = user_id(person)
        channel = self.studio.im(user).id if isinstance(place, Direct) else CHANNEL
        if line.startswith("/"):
            await self.people.type_slash(user, channel, line)
        else:
            await self.people.say(user, channel, line)
        await self._delivered()

    async def press(self, person: str, key: str, label: str) -> None:
        channel, _, ts = key.partition(":")
        await self.people.press(user_id(person), channel, ts, label)
        await self._delivered()

    async def submit(self, person: str, values: dict[str, str], files: Sequence[Chosen] = ()) -> None:
        for name, typed in values.items():
            self.people.fill(user_id(person), name, typed)
        chosen = [self.fake.files.choose(self.studio.new_id("F"), *file) for file in files]
        await self.people.submit(user_id(person), chosen)
        await self._delivered()

    async def write(self, person: str, words: str) -> str:
        """A message to the others in the channel; which one it is."""
        await self.people.say(user_id(person), CHANNEL, words)
        await self._delivered()
        return self.studio.conversations[CHANNEL].messages[-1].ts

    async def rewrite(self, person: str, message: str, words: str) -> None:
        """The message of this person says something else now, or is gone where there are no words."""
        place = self.studio.conversations[CHANNEL]
        written = place.find(message)
        assert written is not None
        assert written.user == user_id(person)
        written.text, written.blocks = words, []
        if not words:
            place.messages.remove(written)

    async def enters(self, person: str) -> None:
        """The channel; somebody whom the workspace did not know comes to it first."""
        user = self.studio.bot.user if person == "baton" else user_id(person)
        if user not in self.studio.users:
            self.studio.add(User(user, person, person.title()))
        await self.people.enters(user, CHANNEL)
        await self._delivered()

    async def goes(self, person: str) -> None:
        """Out of the channel; `baton` when somebody takes it out."""
        await self.people.goes(self.studio.bot.user if person == "baton" else user_id(person), CHANNEL)
        await self._delivered()

    async def delegate(self, person: str, message: str) -> None:
        """*Delegate this*, on a message that was written."""
        await self.people.message_action(user_id(person), CHANNEL, message, "delegate_message")
        await self._delivered()

    async def takes(self, person: str, name: str) -> bytes:
        """The newest file of this name that was uploaded to a place the person sees."""
        places = (self.studio.im(user_id(person)), self.studio.conversations[CHANNEL])
        shown = [file for place in places for message in place.messages for file in message.files]
        return self.fake.files.uploads[[file["id"] for file in shown if file["name"] == name][-1]].data

    async def screen(self, person: str) -> list[Seen]:
        """What Baton and the client itself have said to the person, in private and in the channel, oldest first."""
        user = user_id(person)
        shown = [
            (message, place)
            for place in (self.studio.im(user), self.studio.conversations[CHANNEL])
            for message in place.messages
            if message.only in ("", user) and message.user in (self.studio.bot.user, "USLACKBOT")
        ]
        return [self._seen(person, message, place) for message, place in sorted(shown, key=lambda one: one[0].ts)]

    async def form(self, person: str) -> Opened | None:
        stack = self.studio.modals.get(user_id(person))
        if not stack:
            return None
        view = stack[-1]
        values = {block: words for (block, _), words in views.shown(view).items()}
        errors = view.errors or self._said_at_opening(person, view)
        above = [block for block in view.given["blocks"] if not block["block_id"].startswith(WRONG)]
        intro = words([block for block in above if block["type"] == "rich_text"], "", self._reader(person))
        return Opened(view.given["title"]["text"], values, errors, intro)

    async def show(self, to: Address, row: Outgoing) -> str:
        with self._sleepers.working():
            return await self.chat.chat.show(to, row)

    async def ready(self) -> bool:
        return await self.chat.chat.ready()

    def _monotonic(self) -> float:
        """The world's clock, and what Baton has slept meanwhile so as not to be too fast for Slack."""
        return (self.world.now - MONDAY).total_seconds() + self._slept_seconds

    def _sleep_through(self, seconds: float) -> None:
        self._slept_seconds += seconds

    async def _delivered(self) -> None:
        await self._settled()
        await self.world.deliver()
        await self._settled()

    async def _settled(self) -> None:
        """Nothing is on its way any more, neither to Slack nor to Baton."""
        async with asyncio.timeout(GIVES_UP_SECONDS):
            await self.chat.idle()
            await self.fake.still()

    def _said_at_opening(self, person: str, view: View) -> dict[str, str]:
        """Slack shows no errors on a form that opens: they stand above the fields."""
        blocks = [block for block in view.given["blocks"] if block["block_id"].startswith(WRONG)]
        return {block["block_id"].removeprefix(WRONG): words([block], "", self._reader(person)) for block in blocks}

    def _seen(self, person: str, message: Message, place: Conversation) -> Seen:
        key, said = f"{place.id}:{message.ts}", words(message.blocks, message.text, self._reader(person))
        labels = buttons(message.blocks)
        return Seen(key, said, labels, self._changed(f"{person} {key}", f"{said}{labels}"))

    def _changed(self, what: str, content: str) -> int:
        """A number that grows whenever what stands there is another thing than before."""
        known = self._versions.get(what)
        if known is None or known[0] != content:
            self._tick += 1
            self._versions[what] = content, self._tick
        return self._versions[what][1]

    def _reader(self, person: str) -> Reader:
        """Dates that the client itself writes are in the zone of its machine."""
        names = {user.id: user.real_name for user in self.studio.users.values()}

        def date(at: datetime, shape: str) -> str:
            return say(at, self.world.zone(person), "en", DATES.get(shape, "moment"), now=self.world.now)

        return Reader(names, date, {CHANNEL: "general"})

    def _made(self) -> SlackChat:
        return SlackChat(
            SlackSetup(
                dispatch=self.world.dispatcher.dispatch,
                store=self.world.store,
                now=lambda: self.world.now,
                new_id=self.world.new_id,
                files=self.world.files,
                channel_changed=self.world.following.changed,
                bot_token=self.studio.bot.token,
                app_token=self.fake.api.app_token if self._mode == "socket" else "",
                signing_secret=self.fake.mail.secret if self._mode == "http" else "",
                api_url=self.fake.api_url,
                sleep=self._sleepers.sleep,
                monotonic=self._monotonic,
            )
        )

"""Discord as a peer: the same dialogs through the real client, on a simulated Discord."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import aiohttp
import discord
import simcord
from simcord.backend.cdn import CDN_BASE
from simcord.backend.serializers import message_payload
from simcord.interactions import base_payload

from adapters.discord_chat import forms
from adapters.discord_chat.app import DiscordChat, DiscordSetup
from adapters.discord_chat.commands import is_plain, verbs
from adapters.discord_chat.open_forms import OpenForm
from bot.actions import COMMANDS
from bot.commands import Read, Verb, read_line
from bot.ports import Address, Outgoing
from bot.requests import Ask, Direct, Place, Reply, Request
from bot.times import say
from bot.ui import WhenStyle
from tests.dialogs.peer import Chosen, Opened, Seen
from tests.dialogs.world import Home, World
from tests.discord_fake.honest import Honest
from tests.discord_fake.words import words

GUILD, CHANNEL, FIRST_USER = 700_000_000_000, 800_000_000_000, 900_000_000_000
STYLES: dict[str, WhenStyle] = {"f": "moment", "D": "date", "t": "time"}
PEOPLE = ("olivia", "ana", "ben", "pat", "gil")
EPHEMERAL = 64
TEXT_DISPLAY, FILE_UPLOAD = 10, 19
SLOW_SECONDS = 60.0
REQUIRED = "This field is required."
TOO_LONG = "This is longer than the field takes."


def user_id(person: str) -> str:
    return str(FIRST_USER + PEOPLE.index(person))


def home() -> Home:
    """The team of the dialogs, living on Discord."""
    return Home(platform="discord", channel=str(CHANNEL), workspace=str(GUILD), account=user_id)


async def stand_by(_: discord.Client, __: str) -> None:
    await asyncio.Event().wait()


class Discord:
    """Everybody at their Discord clients, on one server; `say` types commands, and other words as messages."""

    own_words = frozenset({REQUIRED, TOO_LONG})

    def __init__(self, world: World, *, slow: bool = False, shards: int = 1) -> None:
        self.world = world
        self.slow = slow
        world.chats["discord"] = self
        self.chat = self._made()
        self.env = simcord.Env(self.chat.client, shard_count=shards, settle_timeout=1.0 if slow else 5.0)
        self._windows: dict[str, Window] = {}
        self._versions: dict[str, tuple[str, int]] = {}
        self._told: dict[str, list[Seen]] = {}
        self._meant: dict[str, dict[str, str]] = {}
        self._tick = 0
        self._waited = 0.0
        self.honest: Honest

    async def open(self) -> None:
        """The server stands with its people, and Baton is connected to it."""
        await self.env.start()
        self.honest = Honest(self.env, lambda: self.world.now)
        guild = self.env.create_guild("Studio", id=GUILD)
        with pinned(self.env, CHANNEL):
            self.channel = guild.create_text_channel("general")
        self.users: dict[str, simcord.UserHandle] = {}
        self.members: dict[str, simcord.MemberActor] = {}
        for person in self.world.people:
            with pinned(self.env, int(user_id(person.id))):
                user = self.env.create_user(person.handle, global_name=person.name)
            self.users[person.id], self.members[person.id] = user, guild.add_member(user)
        await self.env.settle()

    async def close(self) -> None:
        """Nobody may have seen what an honest app never does."""
        await self.chat.stop()
        await self.env.shutdown()
        self.env.raise_errors()
        assert not self.honest.complaints(), self.honest.complaints()

    async def say(self, person: str, line: str, place: Place) -> None:
        private = isinstance(place, Direct)
        if not line.startswith("/"):
            typed = self.users[person].send_dm(line) if private else self.members[person].send(self.channel, line)
            await typed
        else:
            await self._typed(person, line, private=private)
        await self._delivered()

    async def slash(self, person: str, path: str, /, **options: str) -> None:
        """A command in the team's channel with its options typed one by one."""
        await self._take(person, await self.members[person].slash(self.channel, path, **options))
        await self._delivered()

    async def _typed(self, person: str, line: str, *, private: bool) -> None:
        name, _, rest = line.removeprefix("/").partition(" ")
        command = COMMANDS.get(name)
        read = read_line(command, rest) if command else Read()
        verb, arguments = read.verb, read.arguments
        if command is None or verb is None:
            self._tell(person, f"Discord knows no command /{name} {rest}")
            return
        path = name if is_plain(command) else f"{name} {_called(verb, verbs(command))}"
        options = {one.name: arguments[one.name] for one in verb.options if one.name in arguments}
        try:
            if private:
                result = await self.users[person].slash(path, **options)
            else:
                result = await self.members[person].slash(self.channel, path, **options)
        except (simcord.SetupError, simcord.OptionError) as refused:
            self._tell(person, str(refused))
            return
        await self._take(person, result)

    async def write(self, person: str, words: str) -> str:
        """A message to the others in the channel; which one it is."""
        said = await self.members[person].send(self.channel, words)
        await self._delivered()
        self._message(f"{CHANNEL}:{said.id}").timestamp = self.world.now.isoformat()
        return f"{CHANNEL}:{said.id}"

    async def rewrite(self, person: str, message: str, words: str) -> None:
        """The message of this person says something else now, or is gone where there are no words."""
        stored, member = simcord.ResponseMessage(self.env, self._message(message)), self.members[person]
        await (member.edit(stored, words) if words else member.delete(stored))
        await self._delivered()

    async def delegate(self, person: str, message: str) -> None:
        """*Delegate this*, on a message that was written."""
        stored = simcord.ResponseMessage(self.env, self._message(message))
        await self._take(person, await self.members[person].context_menu(self.channel, "Delegate this", stored))
        await self._delivered()

    async def press(self, person: str, key: str, label: str) -> None:
        await self._take(person, await self._click(person, self._message(key), label))
        await self._delivered()

    async def submit(self, person: str, values: dict[str, str], files: Sequence[Chosen] = ()) -> None:
        window: Window | None = self._windows[person]
        assert window is not None
        left = self._meant.pop(window.key, {}) | values  # also for pages that a refusal of the client kept shut
        for _ in range(6):
            if window.modal is None:
                window = await self._take(person, await self._click(person, window.about, window.button))
                assert window is not None
            assert window.modal is not None
            window.typed |= {name: left.pop(name) for name in list(left) if name in window.controls}
            window.chosen = files
            window.errors = window.refused()
            if window.errors:
                self._meant[window.key] = left
                return
            self._forget_gone_source(window.modal)
            actor = self.users[person] if window.private else self.members[person]
            following = await self._take(person, await actor.submit_modal(window.modal, window.filled()))
            if following is None or following.button != "Continue":
                break
            window = following
        assert not left, f"no page of the form asks for {left}"
        await self._delivered()

    async def takes(self, person: str, name: str) -> bytes:
        """The newest file of this name that stands on a message which the person sees."""
        there = [self._message(seen.key) for seen in await self.screen(person) if not seen.key.startswith("told:")]
        urls = [one["url"] for message in there for one in message.attachments if one["filename"] == name]
        content = self.env.backend.cdn.get(urls[-1])
        assert content is not None
        return content

    async def screen(self, person: str) -> list[Seen]:
        """What Baton has said to the person, in private, in the channel and its threads, oldest first."""
        backend = self.env.backend
        places = [self.users[person].dm_channel.id, CHANNEL]
        places += [one.id for one in backend.channels.values() if one.parent_id == CHANNEL]
        shown = [
            one
            for place in places
            for one in backend.messages[place].values()
            if one.author_id == backend.bot_user.id and self._sees(person, one)
        ]
        told = self._told.get(person, [])
        return [self._seen(person, one) for one in sorted(shown, key=lambda one: one.id)] + told

    async def form(self, person: str) -> Opened | None:
        window = self._windows.get(person)
        if window is None:
            return None
        opened = await self.world.store.get(OpenForm, "", window.key)
        if opened is None:
            return None
        values = forms.whole(opened) | window.typed
        labels = {field.label: field.name for field in opened.form.fields}
        errors = window.errors or {labels.get(name, name): said for name, said in window.said(self._words(person))}
        return Opened(opened.form.title, values, errors, window.above())

    async def show(self, to: Address, row: Outgoing) -> str:
        return await self.chat.chat.show(to, row)

    async def ready(self) -> bool:
        return await self.chat.chat.ready()

    def restarted(self) -> None:
        """As a new process would begin: nothing is known but what is stored."""
        self.chat = self._made()

    async def forged(
        self,
        person: str,
        kind: int,
        data: dict[str, Any],
        *,
        message: simcord.ResponseMessage | None = None,
        where: tuple[simcord.GuildHandle, simcord.ChannelHandle] | None = None,
        times: int = 1,
    ) -> None:
        """An interaction as no client of Discord's would send it, or would not so often at once."""
        for _ in range(times):
            self._emit(person, kind, data, message, where)
        await self.env.settle()

    def _emit(
        self,
        person: str,
        kind: int,
        data: dict[str, Any],
        message: simcord.ResponseMessage | None,
        where: tuple[simcord.GuildHandle, simcord.ChannelHandle] | None,
    ) -> None:
        guild, place = where or (None, self.users[person].dm_channel)
        record, payload = base_payload(
            self.env.backend,
            type=kind,
            channel_id=place.id,
            guild_id=guild.id if guild else None,
            user_id=int(user_id(person)),
            data=data,
        )
        if message is not None:
            payload["message"] = dict(message_payload(self.env.backend, message._message))
            record.source_message_id = message.id
        self.env.backend.emit("INTERACTION_CREATE", payload)

    async def _dispatch(self, request: Request) -> Reply | Ask | None:
        if self.slow:
            await asyncio.sleep(SLOW_SECONDS)  # on the simulation's clock
        return await self.world.dispatcher.dispatch(request)

    def _made(self) -> DiscordChat:
        return DiscordChat(
            DiscordSetup(
                dispatch=self._dispatch,
                store=self.world.store,
                now=lambda: self.world.now,
                new_id=self.world.new_id,
                files=self.world.files,
                token="",
                file_origins=frozenset({CDN_BASE}),
                fetch=self._from_cdn,
                sleep=self._wait,
                monotonic=lambda: self._waited,
                connect=stand_by,
            )
        )

    async def _from_cdn(self, url: str) -> bytes:
        """simcord's, which has no address."""
        content = self.env.backend.cdn.get(url)
        if content is None:
            raise aiohttp.ClientError("not there")
        return content

    async def _wait(self, seconds: float) -> None:
        """For one's turn: at once."""
        self._waited += seconds
        await asyncio.sleep(0)

    async def _click(self, person: str, stored: Any, label: str) -> simcord.InteractionResult:
        private = self.env.backend.get_channel(stored.channel_id).guild_id is None
        actor = self.users[person] if private else self.members[person]
        return await actor.click(simcord.ResponseMessage(self.env, stored), label=label)

    async def _take(self, person: str, result: simcord.InteractionResult) -> Window | None:
        """The window that is open now: a modal, or a message that leads to one."""
        if self.slow:
            await self.env.advance_time(SLOW_SECONDS + 1)
        self._windows.pop(person, None)
        window = Window.of(result)
        if window is not None:
            self._windows[person] = window
        return window

    async def _delivered(self) -> None:
        await self.env.settle()
        await self.world.deliver()
        await self.env.settle()

    def _forget_gone_source(self, modal: simcord.InteractionResult) -> None:
        """A modal stays open when the message under it was deleted."""
        asked = modal._interaction
        if asked.source_message_id not in self.env.backend.messages[asked.channel_id]:
            asked.source_message_id = None

    def _message(self, key: str) -> Any:
        channel, _, message = key.partition(":")
        return self.env.backend.get_message(int(channel), int(message))

    def _sees(self, person: str, one: Any) -> bool:
        if not one.flags & EPHEMERAL:
            return True
        return bool(str(one.interaction_metadata["user"]["id"]) == user_id(person))

    def _seen(self, person: str, one: Any) -> Seen:
        embeds = [embed.get("description", "") for embed in one.embeds]
        said = " ".join(self._words(person)(part) for part in (one.content or "", *embeds))
        labels = tuple(part["label"] for row in one.components for part in row["components"])
        key = f"{one.channel_id}:{one.id}"
        return Seen(key, said.strip(), labels, self._changed(f"{person} {key}", f"{said}{labels}"))

    def _words(self, person: str) -> Callable[[str], str]:
        names = {user_id(one.id): one.name for one in self.world.people}

        def said(at: datetime, style: str) -> str:
            return say(at, self.world.zone(person), "en", STYLES[style], now=self.world.now)

        return lambda markdown: words(markdown, names, said)

    def _tell(self, person: str, said: str) -> None:
        self._tick += 1
        self._told.setdefault(person, []).append(Seen(f"told:{self._tick}", said, (), self._tick))

    def _changed(self, what: str, content: str) -> int:
        """A number that grows whenever what stands there is another thing than before."""
        known = self._versions.get(what)
        if known is None or known[0] != content:
            self._tick += 1
            self._versions[what] = content, self._tick
        return self._versions[what][1]


@dataclass
class Window:
    """What a client shows of a form: the page that is open, or the message whose button opens the next."""

    key: str
    private: bool
    modal: simcord.InteractionResult | None = None
    controls: dict[str, dict[str, Any]] = field(default_factory=dict)
    about: Any = None
    button: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    chosen: Sequence[Chosen] = ()
    labels: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, result: simcord.InteractionResult) -> Window | None:
        private = result._interaction.guild_id is None
        if result.modal is not None:
            shown = [one for one in result.modal["components"] if one["type"] == 18]
            controls = {one["component"]["custom_id"]: one["component"] for one in shown}
            labels = {one["component"]["custom_id"]: one.get("description", "") for one in shown}
            return cls(result.modal["custom_id"].split(":")[1], private, result, controls, labels=labels)
        said = result.response
        for row in said.components if said else ():
            for part in row["components"]:
                if part["custom_id"].startswith("open:"):
                    stored = said._message if said else None
                    return cls(part["custom_id"].split(":")[1], private, about=stored, button=part["label"])
        return None

    def above(self) -> str:
        """What stands above the fields of the page or, where there is no room, under the first one's label."""
        shown = self.modal.modal["components"] if self.modal and self.modal.modal else []
        words = " ".join(one["content"] for one in shown if one["type"] == TEXT_DISPLAY)
        return words or next((one.get("description", "") for one in shown), "")

    def filled(self) -> dict[str, Any]:
        """By custom id, as simcord takes it; what is not chosen in a select is left out."""
        texts = {name: self._value(name) for name in self.controls if self._is_text(name)}
        files = {name: list(self.chosen) for name, one in self.controls.items() if one["type"] == FILE_UPLOAD}
        others = [name for name in self.controls if name not in texts and name not in files]
        return texts | files | {name: [self._value(name)] for name in others if self._value(name)}

    def refused(self) -> dict[str, str]:
        """What the client itself does not send."""
        wrong: dict[str, str] = {}
        for name, control in self.controls.items():
            value = self._value(name)
            if control.get("required", True) and not value:
                wrong[name] = REQUIRED
            elif len(value) > control.get("max_length", 4_000):
                wrong[name] = TOO_LONG
        return wrong

    def said(self, words: Callable[[str], str]) -> Iterator[tuple[str, str]]:
        """What Baton says is wrong: at the fields of the page, or in the message, by label."""
        for name, label in self.labels.items():
            if label.startswith("⚠ "):
                yield name, label.removeprefix("⚠ ")
        if self.about is not None and self.button == "Mend" and self.about.embeds:
            for line in re.split(r"\n(?=\*\*)", self.about.embeds[0]["description"]):
                label, _, rest = line.partition("\n-# ")[0].partition("**  ")
                yield words(label.removeprefix("**")), words(rest)

    def _is_text(self, name: str) -> bool:
        return bool(self.controls[name]["type"] == 4)

    def _value(self, name: str) -> str:
        control = self.controls[name]
        if name in self.typed:
            return self.typed[name]
        if self._is_text(name):
            return str(control.get("value", ""))
        return next((str(option["value"]) for option in control.get("options", ()) if option.get("default")), "")


def _called(verb: Verb, named: dict[str, Verb]) -> str:
    """What the verb is called there; the one without a name may stand for another that does the same."""
    same = (name for name, one in named.items() if one is verb)
    return next(same, next((name for name, one in named.items() if one.action == verb.action), ""))


@contextmanager
def pinned(env: simcord.Env, snowflake: int) -> Iterator[None]:
    """What is made meanwhile has this very id."""
    backend = env.backend
    backend.snowflake = lambda: snowflake  # type: ignore[method-assign] # simcord lets nobody choose these ids
    yield
    del backend.snowflake  # the class's own again

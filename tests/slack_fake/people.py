"""The people of a workspace at their clients: they type, press, fill in forms, open the home."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import Any

from tests.slack_fake import payloads, views
from tests.slack_fake.blocks import elements
from tests.slack_fake.nouns import Conversation, Json, Message, User, View
from tests.slack_fake.posting import Delivered, Posting
from tests.slack_fake.view_methods import answered
from tests.slack_fake.workspace import Workspace

TIMED_OUT = "failed with the error “operation_timeout”"


class People:
    """Every act is delivered to the app, and its answer shown; the acts of one workspace.

    `commands` are those of the app's manifest; None takes any.
    """

    def __init__(self, workspace: Workspace, posting: Posting, commands: frozenset[str] | None = None) -> None:
        self.workspace = workspace
        self.posting = posting
        self._commands = commands
        self._fake = posting.fake

    async def type_slash(self, user: str, channel: str, line: str) -> Delivered | None:
        """`/delegate @ana …` in a conversation; a client knows nobody outside the workspace by `@name`.

        Commands cannot be typed in threads: https://docs.slack.dev/interactivity/implementing-slash-commands.
        """
        place = self.workspace.conversations[channel]
        command = line.partition(" ")[0]
        if self._commands is not None and command.removeprefix("/") not in self._commands:
            self._alone(user, place, f"{command} is not a valid command.")  # the client's own words
            return None
        form = payloads.slash(self.workspace, self._user(user), place, self.escaped(line, named=True))
        team = self.workspace.bot.team
        url = self._fake.triggers.url(team, user, channel)
        form |= {"response_url": self._fake.answers.url(url), "trigger_id": self._fake.triggers.trigger(team, user)}
        delivered = await self.posting.deliver("slash_commands", form)
        if not delivered.fine:
            self._alone(user, place, f"{command} {TIMED_OUT}")
            return delivered
        self._fake.answers.acknowledged(self._fake.triggers.urls[url], delivered.body, command=True)
        return delivered

    async def say(self, user: str, channel: str, text: str, thread_ts: str = "") -> Delivered | None:
        """A message. The app hears it in its private chat, or where it is mentioned and a member."""
        place, bot = self.workspace.conversations[channel], self.workspace.bot.user
        message = Message(self.workspace.new_ts(), user, self.escaped(text), thread_ts=thread_ts)
        self.workspace.post(place, message)
        if place.is_im:
            return await self.posting.event(self.workspace, payloads.said(self.workspace, place, message))
        if f"<@{bot}>" in message.text and bot in place.members:
            inner = payloads.said(self.workspace, place, message, "app_mention")
            return await self.posting.event(self.workspace, inner)
        return None

    async def press(self, user: str, channel: str, ts: str, label: str) -> Delivered:
        """A button of a message, also of an ephemeral one, found by its label."""
        place = self.workspace.conversations[channel]
        message = next(one for one in place.messages if one.ts == ts and one.only in ("", user))
        block, element = _button(message.blocks, label)
        return await self.press_element(user, place, message, payloads.action(block, element, self.workspace.new_ts()))

    async def press_element(self, user: str, place: Conversation, message: Message, action: Json) -> Delivered:
        """Any action, also a forged one."""
        said = payloads.pressed_message(self.workspace, self._user(user), place, message, action)
        team = self.workspace.bot.team
        url = self._fake.triggers.url(team, user, place.id, message.ts, message.thread_ts)
        said |= {"response_url": self._fake.answers.url(url), "trigger_id": self._fake.triggers.trigger(team, user)}
        delivered = await self.posting.deliver("interactive", said)
        self._fake.answers.acknowledged(self._fake.triggers.urls[url], delivered.body, command=False)
        return delivered

    async def press_home(self, user: str, label: str) -> Delivered:
        return await self._press_view(user, self.workspace.homes[user], label)

    async def press_modal(self, user: str, label: str) -> Delivered:
        return await self._press_view(user, self.workspace.modals[user][-1], label)

    async def _press_view(self, user: str, view: View, label: str) -> Delivered:
        block, element = _button(view.given["blocks"], label)
        action = payloads.action(block, element, self.workspace.new_ts())
        said = payloads.pressed_view(self.workspace, self._user(user), view, action, views.state(view))
        said["trigger_id"] = self._fake.triggers.trigger(self.workspace.bot.team, user, view.id)
        return await self.posting.deliver("interactive", said)

    def fill(self, user: str, block_id: str, words: str) -> None:
        """Types into, or chooses in, the input of the open form."""
        view = self.workspace.modals[user][-1]
        block, element = next((b, e) for b, e in views.inputs(view) if b["block_id"] == block_id)
        views.value(element, words)  # what cannot be chosen is an error of the test
        view.typed.setdefault(block["block_id"], {})[element["action_id"]] = words

    async def submit(self, user: str, files: Sequence[Json] = ()) -> Delivered | None:
        """Sends the open form; None when the client keeps it, as a required field is empty.

        `files` are those chosen in its one input for files.
        """
        view = self.workspace.modals[user][-1]
        view.errors = views.missing(view)
        if view.errors:
            return None
        state = views.state(view)
        for element in (one for block in state["values"].values() for one in block.values()):
            if element["type"] == "file_input":
                element["files"] = list(files)
        said = payloads.submitted(self.workspace, self._user(user), view, state)
        said["trigger_id"] = self._fake.triggers.trigger(self.workspace.bot.team, user, view.id)
        delivered = await self.posting.deliver("interactive", said)
        if not delivered.fine:  # the client: "We had some trouble connecting. Try again?", and the form stays
            return delivered
        wrong = answered(self.workspace, view, delivered.body if isinstance(delivered.body, dict) else {})
        if wrong:
            self._fake.answers.complaints.append(f"answer to a form: {wrong}")
        return delivered

    async def cancel(self, user: str) -> None:
        """Closes the form; the app hears of it only when it asked to."""
        view = self.workspace.modals[user].pop()
        if view.given.get("notify_on_close"):
            await self.posting.deliver("interactive", payloads.closed(self.workspace, self._user(user), view))

    async def shortcut(self, user: str, callback: str) -> Delivered:
        said = payloads.shortcut(self.workspace, self._user(user), callback, self.workspace.new_ts())
        said["trigger_id"] = self._fake.triggers.trigger(self.workspace.bot.team, user)
        return await self.posting.deliver("interactive", said)

    async def message_action(self, user: str, channel: str, ts: str, callback: str) -> Delivered:
        place = self.workspace.conversations[channel]
        message = place.find(ts)
        assert message, "there is no such message"
        said = payloads.message_action(self.workspace, self._user(user), place, message, callback)
        team = self.workspace.bot.team
        url = self._fake.triggers.url(team, user, channel, ts, message.thread_ts)
        said |= {"response_url": self._fake.answers.url(url), "trigger_id": self._fake.triggers.trigger(team, user)}
        return await self.posting.deliver("interactive", said)

    async def opens_home(self, user: str, tab: str = "home") -> Delivered:
        """events/app_home_opened; the home as it stands comes along."""
        inner: Json = {
            "type": "app_home_opened",
            "user": user,
            "channel": self.workspace.im(user).id,
            "tab": tab,
            "event_ts": self.workspace.new_ts(),
        }
        if tab == "home" and user in self.workspace.homes:
            inner["view"] = self.workspace.view_payload(self.workspace.homes[user])
        return await self.posting.event(self.workspace, inner)

    async def changes(self, user: str, kind: str = "user_change", **changed: Any) -> Delivered:
        """events/user_change and events/team_join: the whole user comes along."""
        for name, value in changed.items():
            setattr(self._user(user), name, value)
        said = self._user(user).payload(self.workspace.bot.team, with_locale=True)
        return await self.posting.event(self.workspace, {"type": kind, "user": said, "cache_ts": 1, "event_ts": "1.1"})

    async def enters(self, user: str, channel: str) -> Delivered:
        """events/member_joined_channel."""
        self.workspace.conversations[channel].members.add(user)
        return await self._told_of("member_joined_channel", user, channel)

    async def goes(self, user: str, channel: str) -> Delivered:
        """events/member_left_channel; the app itself, taken out, hears events/channel_left."""
        self.workspace.conversations[channel].members.discard(user)
        if user == self.workspace.bot.user:
            left: Json = {"type": "channel_left", "channel": channel, "actor_id": "U0OWNER", "event_ts": "1.1"}
            return await self.posting.event(self.workspace, left)
        return await self._told_of("member_left_channel", user, channel)

    async def _told_of(self, kind: str, user: str, channel: str) -> Delivered:
        said: Json = {"type": kind, "user": user, "channel": channel, "channel_type": "C"}
        return await self.posting.event(
            self.workspace, said | {"team": self.workspace.bot.team, "event_ts": self.workspace.new_ts()}
        )

    async def uninstalls(self) -> tuple[Delivered, ...]:
        """events/tokens_revoked and events/app_uninstalled, in no certain order; the token is dead by then."""
        self.workspace.dead = "account_inactive"
        revoked: Json = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.workspace.bot.user]}}
        return (
            await self.posting.event(self.workspace, revoked | {"event_ts": "1.1"}),
            await self.posting.event(self.workspace, {"type": "app_uninstalled", "event_ts": "1.2"}),
        )

    def escaped(self, words: str, *, named: bool = False) -> str:
        """What a client makes of typed words: the three signs, and `@name` of somebody of the workspace as a mention;
        in commands, with should_escape, the name comes along: …/implementing-slash-commands#escaping."""
        words = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        known = {user.name: user.id for user in self.workspace.users.values() if not user.deleted}

        def mention(found: re.Match[str]) -> str:
            who = known.get(found[1])
            return found[0] if who is None else f"<@{who}|{found[1]}>" if named else f"<@{who}>"

        return re.sub(r"(?<![\w@])@(\w+)", mention, words)

    def _user(self, id: str) -> User:
        return self.workspace.users[id]

    def _alone(self, user: str, place: Conversation, words: str) -> None:
        """What the client itself says to one person."""
        self.workspace.post(place, Message(self.workspace.new_ts(), "USLACKBOT", words, only=user))


def _button(blocks: list[Json], label: str) -> tuple[Json, Json]:
    for block in blocks:
        for element in elements(block):
            if element["type"] == "button" and element["text"]["text"] == label:
                return block, element
    raise AssertionError(f"there is no button {label!r}")


async def all_of(*acts: Any) -> None:
    """Several people at once."""
    await asyncio.gather(*acts)

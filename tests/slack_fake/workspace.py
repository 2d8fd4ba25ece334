"""One workspace with the app in it: who is there, what was said, which views are open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from tests.slack_fake.nouns import Bot, Conversation, Json, Message, User, View, Wrong

DELETED = "tombstone"


class Workspace:
    """`now` gives the instants of messages. `scopes` None: the app may do everything. `dead` is the token's error."""

    def __init__(self, bot: Bot, now: Callable[[], datetime], name: str = "Studio") -> None:
        self.bot = bot
        self.name = name
        self._now = now
        self.scopes: frozenset[str] | None = None
        self.dead = ""
        self.users: dict[str, User] = {}
        self.conversations: dict[str, Conversation] = {}
        self.modals: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self._count = 0
        self.add(User(bot.user, "baton", "Baton", is_bot=True))

    def add(self, user: User) -> User:
        self.users[user.id] = user
        return user

    def channel(self, id: str, name: str, *, private: bool = False, bot_in: bool = True) -> Conversation:
        """A channel with everybody who is there now in it."""
        members = {user for user in self.users if bot_in or user != self.bot.user}
        conversation = Conversation(id, name, is_private=private, members=members)
        self.conversations[id] = conversation
        return conversation

    def im(self, user: str) -> Conversation:
        """The private chat of somebody with the app; it is there from the first time that it is asked for."""
        name = f"D{user[1:]}"
        if name not in self.conversations:
            self.conversations[name] = Conversation(name, is_im=True, user=user, members={user, self.bot.user})
        return self.conversations[name]

    def open_im(self, user: str) -> Conversation:
        """As the app opens it; the errors are those of https://docs.slack.dev/reference/methods/conversations.open."""
        found = self.users.get(user)
        if found is None:
            raise Wrong("user_not_found")
        if found.deleted:
            raise Wrong("user_disabled", complain=False)
        if found.is_bot:
            raise Wrong("cannot_dm_bot")
        if found.closed:
            raise Wrong(found.closed, complain=False)
        return self.im(user)

    def place(self, id: str) -> Conversation:
        """The conversation of an id that the app named; https://docs.slack.dev/reference/methods/chat.postMessage:
        a user's id stands for the private chat with that user."""
        if id[:1] in ("U", "W"):
            return self.open_im(id)
        conversation = self.conversations.get(id)
        if conversation is None or (conversation.is_private and self.bot.user not in conversation.members):
            raise Wrong("channel_not_found")
        if conversation.is_im and self.users[conversation.user].closed:
            raise Wrong(self.users[conversation.user].closed, complain=False)
        return conversation

    def writable(self, id: str) -> Conversation:
        """A place where the app may post; else not_in_channel or is_archived."""
        conversation = self.place(id)
        if conversation.is_archived:
            raise Wrong("is_archived", complain=False)
        if self.bot.user not in conversation.members:
            raise Wrong("not_in_channel", complain=False)
        return conversation

    def new_ts(self) -> str:
        """Unique in the workspace and growing, as `1795000000.000100`."""
        self._count += 1
        return f"{int(self._now().timestamp())}.{self._count:06d}"

    def new_order(self) -> int:
        self._count += 1
        return self._count

    def new_id(self, letter: str) -> str:
        self._count += 1
        return f"{letter}0{self._count:08d}"

    def post(self, conversation: Conversation, message: Message) -> Message:
        message.order = self.new_order()
        conversation.messages.append(message)
        return message

    def thread(self, conversation: Conversation, ts: str) -> list[Message]:
        """The head and its answers, oldest first."""
        return [one for one in conversation.messages if not one.only and ts in (one.ts, one.thread_ts)]

    def posted(self) -> Iterator[tuple[Conversation, Message]]:
        """Everything the app has said that is still there."""
        for conversation in self.conversations.values():
            for message in conversation.messages:
                if message.user == self.bot.user:
                    yield conversation, message

    def view_payload(self, view: View, state: Json | None = None) -> Json:
        """The view object that Slack gives back, https://docs.slack.dev/reference/interaction-payloads."""
        given: Json = {"private_metadata": "", "callback_id": "", "external_id": "", "close": None, "submit": None}
        given |= {"clear_on_close": False, "notify_on_close": False, "title": None} | view.given
        return given | {
            "id": view.id,
            "team_id": self.bot.team,
            "hash": view.hash,
            "state": state or {"values": {}},
            "root_view_id": view.root or view.id,
            "previous_view_id": view.previous or None,
            "app_id": self.bot.app,
            "app_installed_team_id": self.bot.team,
            "bot_id": self.bot.id,
        }

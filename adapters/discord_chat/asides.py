"""Answers to words in a channel that could not be given in private: kept until whoever asked presses *Show me*."""

from __future__ import annotations

from collections import OrderedDict

from adapters.discord_chat.render import Message, message, note
from adapters.readers import Reader
from bot.requests import Request
from bot.texts import Words
from bot.ui import Button, Card

ASIDE = "discord.aside"  # the action of the button; its argument is the id of the message that was answered
MOST = 1_000


class Asides:
    """The newest of them, in memory: an answer is best effort, and asking again costs nothing."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[str, Message]] = OrderedDict()

    def keep(self, asked: str, user: str, answer: Message, reader: Reader) -> Message:
        """What may be said in public instead: only that there is something."""
        self._kept[asked] = user, answer
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)
        words = Words("en")
        button = Button(
            label=words.plain("joining.button_show"), action=ASIDE, arguments={"of": asked}, style="primary"
        )
        return message(Card(title=words("joining.aside"), buttons=(button,)), reader)

    def shown(self, pressed: Request, user: str, reader: Reader) -> Message:
        """The answer, to whoever asked alone."""
        whose, answer = self._kept.get(pressed.arguments.get("of", ""), ("", None))
        if answer is None or whose != user:
            return note(Words("en")("joining.aside_gone"), reader)
        return answer

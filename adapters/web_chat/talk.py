"""What follows when a person says something: it is kept, asked of Baton, and the answer shown to that person alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import msgspec

from adapters.web_chat.inbound import Line
from adapters.web_chat.live import Edited, Hub, Said
from adapters.web_chat.messages import ChatMessage, Messages
from bot.errors import Refused
from bot.people import Person
from bot.requests import Ask, Place, Reply, Request
from bot.ui import Card, Text

Dispatch = Callable[[Request], Awaitable[Reply | Ask | None]]


class Talk:
    """Everything here is durable before it returns, and doing it twice with the same ids changes nothing more."""

    def __init__(self, dispatch: Dispatch, messages: Messages, hub: Hub) -> None:
        self._dispatch = dispatch
        self._messages = messages
        self._hub = hub

    async def say(self, line: Line, person: Person, place: Place) -> Ask | None:
        """Keep the words, then do what they ask; a form to open, if that is the answer."""
        only_for = person.id if line.private else ""
        said = self._messages.blank(place, f"said:{line.id}")
        await self._show(msgspec.structs.replace(said, author=person.id, words=line.words, only_for=only_for))
        return await self.act(line.request, person, place) if line.request else None

    async def act(self, request: Request, person: Person, place: Place) -> Ask | None:
        """Do it; a reply and a refusal both become a message that only this person sees, in the same place."""
        try:
            answer = await self._dispatch(request)
        except Refused as refused:
            await self._tell(f"{request.id}:refused", refused.text, person, place)
            return None
        return await self.answered(answer, request, person, place)

    async def submit(self, request: Request, person: Person, place: Place) -> Ask | None:
        """As `act`, but a refusal is raised, to be shown in the form; a message that became a task now says so."""
        answer = await self._dispatch(request)
        message = await self._messages.at(request.arguments.get("source", ""))
        if message:
            self._hub.tell(Edited(message))
        return await self.answered(answer, request, person, place)

    async def answered(self, answer: Reply | Ask | None, request: Request, person: Person, place: Place) -> Ask | None:
        match answer:
            case Reply(card=card):
                await self._notice(request.id, card, person, place)
                return None
            case _:
                return answer

    async def _tell(self, id: str, text: Text, person: Person, place: Place) -> None:
        await self._notice(id, Card(title=text), person, place)

    async def _notice(self, id: str, card: Card, person: Person, place: Place) -> None:
        blank = self._messages.blank(place, f"reply:{id}")
        await self._show(msgspec.structs.replace(blank, card=card, only_for=person.id))

    async def _show(self, message: ChatMessage) -> None:
        stored = await self._messages.said(message)
        if stored:
            self._hub.tell(Said(stored))

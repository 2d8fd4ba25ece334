"""A peer: one platform as seen by the people of a dialog. `Core` needs no platform, it looks at cards directly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, assert_never

from msgspec.structs import replace

from adapters import uploads
from adapters.readers import in_brief
from adapters.sheets import written
from bot.actions import read_command
from bot.errors import Refused
from bot.ports import Address, Outgoing
from bot.requests import Ask, Direct, Place, Reply, Request
from bot.sheets import Sheet
from bot.texts import Words
from bot.times import say
from bot.ui import (
    Card,
    Code,
    Facts,
    Files,
    FilesField,
    Form,
    Items,
    Link,
    Mention,
    Paragraph,
    Picture,
    Progress,
    Quote,
    Strong,
    Text,
    When,
    WhenStyle,
)
from tests.dialogs.world import World


@dataclass
class Seen:
    """A message on somebody's screen: its words, the labels of its buttons, and a number that grows when it changes."""

    key: str
    text: str
    buttons: tuple[str, ...] = ()
    changed: int = 0


@dataclass
class Opened:
    """A form that is open before somebody: title, values and errors by field name, and what stands above the fields."""

    title: str
    values: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    intro: str = ""


Chosen = tuple[str, bytes]  # a file that is attached: what it is called, and what is in it


class Peer(Protocol):
    """What the people of a dialog can do on a platform, and see."""

    world: World

    async def say(self, person: str, line: str, place: Place) -> None: ...
    async def press(self, person: str, key: str, label: str) -> None: ...
    async def submit(self, person: str, values: dict[str, str], files: Sequence[Chosen] = ()) -> None: ...
    async def takes(self, person: str, name: str) -> bytes: ...
    async def screen(self, person: str) -> list[Seen]: ...
    async def form(self, person: str) -> Opened | None: ...
    async def write(self, person: str, words: str) -> str: ...
    async def rewrite(self, person: str, message: str, words: str) -> None: ...
    async def delegate(self, person: str, message: str) -> None: ...
    async def show(self, to: Address, row: Outgoing) -> str: ...
    async def ready(self) -> bool: ...


class Core:
    """The core alone: requests go straight to the dispatcher, cards are read as they are."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.chats["web"] = self
        self._messages: list[tuple[str, Seen, Card]] = []
        self._forms: dict[str, Form] = {}
        self._written: dict[str, str] = {}
        self._tick = 0

    async def say(self, person: str, line: str, place: Place) -> None:
        action, arguments = read_command(line)
        await self._request(person, replace(self._made(person, self.world.new_id(), action, arguments), place=place))

    async def press(self, person: str, key: str, label: str) -> None:
        card = next(card for who, seen, card in reversed(self._messages) if who in (person, "all") and seen.key == key)
        button = next(button for button in card.buttons if button.label == label)
        made = self._made(person, self.world.new_id(), button.action, button.arguments)
        await self._request(person, replace(made, card=key))

    async def submit(self, person: str, values: dict[str, str], files: Sequence[Chosen] = ()) -> None:
        form = self._forms[person]
        typed = {f.name: f.value for f in form.fields if not isinstance(f, FilesField)} | values
        try:
            made = self._made(person, f"form:{form.key}", form.action, form.arguments | typed)
            kept = await uploads.kept(self.world, files, "files", Words("en"))
            await self._request(person, replace(made, files=kept), form)
        except Refused as refused:
            self._refused(form, typed, refused, person)

    async def write(self, person: str, words: str) -> str:
        """A message to the others; which one it is."""
        message = f"https://chat.example/{len(self._written)}"
        self._written[message] = words
        return message

    async def rewrite(self, person: str, message: str, words: str) -> None:
        """The message of this person says something else now, or is gone where there are no words."""
        self._written[message] = words

    async def delegate(self, person: str, message: str) -> None:
        """*Delegate this*, on a message that was written."""
        arguments = {"words": self._written[message], "link": message}
        await self._request(person, self._made(person, self.world.new_id(), "handoff.delegate_message", arguments))

    async def takes(self, person: str, name: str) -> bytes:
        """The newest file of this name that the person was shown."""
        cards = [card for who, _, card in self._messages if who in (person, "all")]
        blocks = [block for card in cards for block in card.blocks]
        sheets = [block for block in blocks if isinstance(block, Sheet) and block.name == name]
        if sheets:
            return await written(sheets[-1])
        shown = [file for block in blocks if isinstance(block, Files) for file in block.files]
        content = await self.world.files.read([file.id for file in shown if file.name == name][-1])
        assert content is not None
        return content

    async def screen(self, person: str) -> list[Seen]:
        return [seen for who, seen, _ in self._messages if who in (person, "all")]

    async def form(self, person: str) -> Opened | None:
        form = self._forms.get(person)
        if form is None:
            return None
        errors = {name: self._plain(text, person) for name, text in form.errors.items()}
        values = {f.name: f.value for f in form.fields if not isinstance(f, FilesField)}
        return Opened(title=form.title, values=values, errors=errors, intro=self._plain(form.intro, person))

    async def show(self, to: Address, row: Outgoing) -> str:
        who = to.account.removeprefix("web:") or "all"
        self._put(who, row.key, row.card, fresh=row.fresh)
        return row.key

    async def ready(self) -> bool:
        return True

    async def _request(self, person: str, request: Request, form: Form | None = None) -> None:
        try:
            reply = await self.world.dispatcher.dispatch(request)
        except Refused as refused:
            if form and refused.fields:
                raise
            self._reply(person, Card(title=refused.text))
            return
        self._forms.pop(person, None)
        match reply:
            case Ask(form=opened):
                self._forms[person] = opened
            case Reply(card=said):
                self._reply(person, said)
            case None:
                pass
            case _:
                assert_never(reply)
        await self.world.deliver()

    def _made(self, person: str, id: str, action: str, arguments: dict[str, str]) -> Request:
        return Request(
            id=id,
            team="studio",
            action=action,
            account=f"web:{person}",
            arguments=arguments,
            place=Direct(person),
            at=self.world.now,
        )

    def _refused(self, form: Form, typed: dict[str, str], refused: Refused, person: str) -> None:
        fields = tuple(
            field if isinstance(field, FilesField) else replace(field, value=typed[field.name]) for field in form.fields
        )
        self._forms[person] = replace(form, fields=fields, errors=refused.fields)

    def _reply(self, person: str, card: Card) -> None:
        self._put(person, f"reply:{self._tick + 1}", card, fresh=True)

    def _put(self, who: str, key: str, card: Card, *, fresh: bool) -> None:
        self._tick += 1
        reader = who if who != "all" else "olivia"
        buttons = tuple(button.label for button in card.buttons)
        seen = Seen(key=key, text=self._words(card, reader), buttons=buttons, changed=self._tick)
        known = [index for index, (w, s, _) in enumerate(self._messages) if s.key == key and w == who]
        if known and not fresh:
            self._messages[known[0]] = (who, seen, card)
            return
        for index in known:
            del self._messages[index]
        self._messages.append((who, seen, card))

    def _words(self, card: Card, reader: str) -> str:
        lines = [self._plain(card.title, reader)]
        for block in card.blocks:
            match block:
                case Paragraph(text=text) | Quote(text=text):
                    lines.append(self._plain(text, reader))
                case Facts(rows=rows):
                    lines.extend(f"{row.label} {self._plain(row.value, reader)}" for row in rows)
                case Items(items=items):
                    lines.extend(self._plain(item, reader) for item in items)
                case Progress(label=label):
                    lines.append(label)
                case Picture(alt=alt):
                    lines.append(alt)
                case Files(files=files):
                    lines.extend(in_brief(file) for file in files)
                case Sheet(name=name, alt=alt):
                    lines.append(f"{name} {alt}")
                case _:
                    assert_never(block)
        return " ".join(" ".join([*lines, self._plain(card.footer, reader)]).split())

    def _plain(self, text: Text, reader: str) -> str:
        words = []
        for span in text:
            match span:
                case str():
                    words.append(span)
                case Strong(text=inner) | Code(text=inner):
                    words.append(inner)
                case Mention(name=name):
                    words.append(f"@{name}")
                case Link(label=label):
                    words.append(label)
                case When(at=at, style=style, zone=zone):
                    words.append(self._when(at, zone or self.world.zone(reader), style))
                case _:
                    assert_never(span)
        return "".join(words)

    def _when(self, at: datetime, zone: str, style: WhenStyle) -> str:
        return say(at, zone, "en", style, now=self.world.now)

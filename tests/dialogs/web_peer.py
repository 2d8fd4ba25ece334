"""The chat page as a peer: the same dialogs over HTTP, through the page's own forms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aiohttp import FormData, web
from aiohttp.test_utils import TestClient, TestServer
from msgspec.structs import replace

from adapters.web_chat.app import WebChat, WebSetup
from adapters.web_chat.messages import ChatMessage
from adapters.web_chat.sample import Jump
from bot.ports import Address, Commit, Outgoing
from bot.requests import Direct, Outcome, Place
from tests.dialogs import page
from tests.dialogs.page import Node
from tests.dialogs.peer import Chosen, Opened, Seen
from tests.dialogs.world import World

ROOMS = ("baton", "general")


class Standing:
    """The sample's clock, moved by the dialog and not by the page."""

    async def jump(self, to: Jump, zone: str) -> datetime:
        raise AssertionError("dialogs move the clock themselves")


class Web:
    """One browser for everybody; `act as` is the address. `show` is the page's own hand."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.chats["web"] = self
        self._chat = WebChat(
            WebSetup(
                dispatch=world.dispatcher.dispatch,
                store=world.store,
                now=lambda: world.now,
                new_id=world.new_id,
                files=world.files,
                team="studio",
                sample=Standing(),
            )
        )
        world.rooms["web"] = self._chat.rooms
        app = web.Application()
        self._chat.add_to(app)
        self._client = TestClient(TestServer(app, host="127.0.0.1"))
        self._forms: dict[str, tuple[Node, dict[str, str]]] = {}
        self._versions: dict[tuple[str, str], tuple[str, int]] = {}
        self._told: dict[str, list[Seen]] = {}
        self._tick = 0
        self._files: list[tuple[str, str, bytes]] = []

    async def open(self) -> None:
        await self._client.start_server()

    async def close(self) -> None:
        await self._client.close()

    async def say(self, person: str, line: str, place: Place) -> None:
        room = "baton" if isinstance(place, Direct) else "general"
        await self._post(person, room, "say", {"words": line, "_id": self.world.new_id()})

    async def press(self, person: str, key: str, label: str) -> None:
        for room in ROOMS:
            for card in (await self._page(person, room)).classed("card"):
                for button in card.tagged("button"):
                    if card.attributes["data-key"] == key and button.text() == label:
                        fields = {"press": button.attributes["value"], "_id": self.world.new_id()}
                        await self._post(person, room, "press", fields)
                        return
        raise AssertionError(f"{person} sees no {label} on {key}")

    async def submit(self, person: str, values: dict[str, str], files: Sequence[Chosen] = ()) -> None:
        form, _ = self._forms[person]
        fields = _fields(form) | values
        names = [node.attributes["name"] for node in form.tagged("input") if node.attributes.get("type") == "file"]
        self._files = [(names[0], *file) for file in files]
        await self._post(person, "baton", "form", fields, form=form)

    async def takes(self, person: str, name: str) -> bytes:
        """The newest file of this name that a card shows to the person."""
        shown = [link for room in ROOMS for link in (await self._page(person, room)).tagged("a")]
        links = [one for one in shown if _leads_to_file(one.attributes.get("href", "")) and name in one.text()]
        response = await self._client.get(links[-1].attributes["href"])
        assert response.status == 200
        return await response.read()

    async def screen(self, person: str) -> list[Seen]:
        seen: list[Seen] = []
        for room in ROOMS:
            for article in (await self._page(person, room)).tagged("article"):
                if "card" not in article.attributes.get("class", ""):
                    continue
                buttons = tuple(button.text() for button in article.tagged("button"))
                key, text = article.attributes["data-key"], _words(article)
                seen.append(
                    Seen(key, text, buttons, self._changed(person, key, f"{article.attributes['id']}{text}{buttons}"))
                )
        return seen + self._told.get(person, [])

    async def form(self, person: str) -> Opened | None:
        if person not in self._forms:
            return None
        form, errors = self._forms[person]
        named = {name: value for name, value in _fields(form).items() if name in _asked(form)}
        intro = " ".join(node.text() for node in form.classed("intro"))
        return Opened(next(form.tagged("h2")).text(), named, errors, intro)

    async def write(self, person: str, words: str) -> str:
        """A message to the others in the channel; which one it is."""
        await self.say(person, words, self.world.home.team().channel)
        *_, written = (await self._page(person, "general")).classed("words")
        return f"/message/{int(written.attributes['id'].removeprefix('m-'))}"

    async def rewrite(self, person: str, message: str, words: str) -> None:
        """The message of this person says something else now, or is gone where there are no words.

        The page itself lets nobody do either, so its data is changed behind it.
        """
        written = await self.world.store.get(ChatMessage, "studio", f"{int(message.removeprefix('/message/')):012d}")
        assert written is not None
        assert written.author == person
        outcome = Outcome(records=(replace(written, words=words),)) if words else Outcome(removed=(written,))
        commit = Commit(request_id=self.world.new_id(), team="studio", at=self.world.now, outcome=outcome)
        await (await self.world.store.commit(commit))

    async def delegate(self, person: str, message: str) -> None:
        """*Delegate this*, on a message that was written; who does not see it sends what the page of others would."""
        for room in ROOMS:
            for button in (await self._page(person, room)).tagged("button"):
                if button.attributes.get("value") == message:
                    return await self._post(person, room, "delegate", {"message": message, "_id": self.world.new_id()})
        return await self._post(person, "baton", "delegate", {"message": message, "_id": self.world.new_id()})

    async def show(self, to: Address, row: Outgoing) -> str:
        return await self._chat.chat.show(to, row)

    async def ready(self) -> bool:
        return True

    async def _page(self, person: str, room: str) -> Node:
        response = await self._client.get(f"/as/{person}/{room}?show=2000")
        return page.read(await response.text())

    async def _post(self, person: str, room: str, what: str, fields: dict[str, str], form: Node | None = None) -> None:
        origin = str(self._client.make_url("/")).rstrip("/")
        shown = await self._page(person, room)
        token = next(node for node in shown.tagged("input") if node.attributes.get("name") == "_token")
        typed = {name: value for name, value in fields.items() if name != "_token"}
        response = await self._client.post(
            f"/as/{person}/{room}/{what}",
            data=self._body({"_token": token.attributes["value"]} | typed),
            headers={"Origin": origin, "HX-Request": "true"},
        )
        answer = page.read(await response.text())
        assert response.status in (200, 404, 422), answer.text()
        self._take(person, answer, form if response.status == 422 else None, fields)
        await self.world.deliver()

    def _body(self, fields: dict[str, str]) -> dict[str, str] | FormData:
        """As a browser would send it: with files in parts."""
        if not self._files:
            return fields
        body = FormData(quote_fields=False)
        for name, value in fields.items():
            body.add_field(name, value)
        for field, name, content in self._files:
            body.add_field(field, content, filename=name, content_type="application/octet-stream")
        self._files = []
        return body

    def _take(self, person: str, answer: Node, refused: Node | None, fields: dict[str, str]) -> None:
        """Opens the dialog of the answer, or keeps the refused one as it was typed, with its errors."""
        self._forms.pop(person, None)
        opened = next(answer.classed("baton-form"), None)
        if refused is not None:
            _fill(refused, fields)
        form = opened or refused
        for node in answer.all(lambda node: node.attributes.get("id") in ("form-error", "alert")):
            if node.text().strip():
                self._tick += 1
                seen = Seen(f"told:{self._tick}", _words(node), (), self._tick)
                self._told.setdefault(person, []).append(seen)
        if form is not None:
            errors = {node.attributes["data-field"]: node.text() for node in (opened or answer).classed("field-error")}
            self._forms[person] = form, {name: said for name, said in errors.items() if said}

    def _changed(self, person: str, key: str, content: str) -> int:
        """A number that grows whenever what stands there is another thing than before."""
        known = self._versions.get((person, key))
        if known is None or known[0] != content:
            self._tick += 1
            self._versions[person, key] = content, self._tick
        return self._versions[person, key][1]


def _leads_to_file(address: str) -> bool:
    return "/files/" in address or "/sheet/" in address


def _words(node: Node) -> str:
    return " ".join(node.text(without="buttons").split())


def _fields(form: Node) -> dict[str, str]:
    values = {}
    for node in form.tagged("input", "textarea", "select"):
        if node.attributes.get("type") == "file":
            continue
        values[node.attributes["name"]] = _value(node)
    return values


def _value(node: Node) -> str:
    if node.tag == "textarea":
        return node.text().removeprefix("\n")
    if node.tag == "select":
        options = list(node.tagged("option"))
        chosen = [option for option in options if "selected" in option.attributes] or options[:1]
        return chosen[0].attributes["value"]
    return node.attributes.get("value", "")


def _fill(form: Node, values: dict[str, str]) -> None:
    """As a browser keeps it: the page does not touch what was typed."""
    for node in form.tagged("input", "textarea", "select"):
        value = values.get(node.attributes["name"], "")
        if node.tag == "textarea":
            node.inner = [value]
        elif node.tag == "select":
            for option in node.tagged("option"):
                option.attributes.pop("selected", None)
                if option.attributes["value"] == value:
                    option.attributes["selected"] = ""
        else:
            node.attributes["value"] = value


def _asked(form: Node) -> set[str]:
    return set(_fields(form)["_fields"].split())

"""What Discord sends, read into Requests; pure, and whatever is no payload of Discord's is read as nothing.

Shapes: docs.discord.com/developers/interactions/receiving-and-responding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from adapters.discord_chat.commands import DELEGATE_THIS, MESSAGE, SUBCOMMAND, is_plain, verbs
from adapters.discord_chat.render import CARD
from adapters.discord_chat.render_form import FILE_UPLOAD, MODAL, OPEN
from adapters.words import clean
from bot.actions import COMMANDS, TYPED_MOST, read_command
from bot.commands import Command, Option, Verb
from bot.presses import read_press
from bot.requests import Channel, Direct, Place, Request
from bot.ui import Choice, Form

PLATFORM = "discord:"
WORDS_MOST = 4_000  # a message of somebody with Nitro, and a text input
JUMP = "https://discord.com/channels"

_MENTION = re.compile(r"<@!?(\d{1,20})>")

Payload = Mapping[str, Any]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks and where; snowflakes as text. `guild` is empty in private, a thread's `channel` is the one it is in."""

    id: str
    user: str
    guild: str = ""
    channel: str = ""

    @property
    def private(self) -> bool:
        return not self.guild

    def place(self) -> Place:
        return Direct("") if self.private else Channel(f"{PLATFORM}{self.channel}")

    @property
    def account(self) -> str:
        return f"{PLATFORM}{self.user}"

    @property
    def workspace(self) -> str:
        return f"{PLATFORM}{self.guild}" if self.guild else ""


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was chosen in a modal, as Discord says: docs.discord.com/developers/resources/message."""

    name: str
    size: int
    url: str


class FormStep(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a form is asked for, or sent with its `values` and files. `again`: from a message about the form."""

    key: str
    page: int
    values: dict[str, str] = msgspec.field(default_factory=dict)
    files: tuple[Upload, ...] = ()
    again: bool = False


class Completing(msgspec.Struct, frozen=True, kw_only=True):
    """What is being typed into an option that offers completions, some of which may be its own choices."""

    kind: str
    typed: str
    choices: tuple[Choice, ...] = ()


def command(data: Payload, origin: Origin, at: datetime) -> Request:
    """`/team role …` with its typed options, or *Delegate this* on a message."""
    name = _text(data, "name")
    if data.get("type") == MESSAGE and name == DELEGATE_THIS:
        return _delegated(data, origin, at)
    verb, options = _verb(data)
    if verb is None:
        # Of an older or a newer Baton, or forged.
        return _request("team.help", {"typed": f"/{name[:TYPED_MOST]}"}, origin, at)
    known = {option.name for option in verb.options}
    typed = {_text(one, "name"): unmarked(_text(one, "value")) for one in options}
    arguments = verb.arguments | {name: words for name, words in typed.items() if name in known and words}
    return _mentioning(_request(verb.action, arguments, origin, at), " ".join(_text(one, "value") for one in options))


def completing(data: Payload) -> Completing | None:
    """The option in which somebody is typing."""
    verb, options = _verb(data)
    focused = next((one for one in options if one.get("focused") is True), None)
    if verb is None or focused is None:
        return None
    option = _option(verb, _text(focused, "name"))
    if option is None:
        return None
    return Completing(kind=option.kind, typed=_text(focused, "value")[:100], choices=option.choices)


def press(data: Payload, origin: Origin, at: datetime) -> Request | FormStep | None:
    """A button of a card, or of a message about an open form."""
    custom_id = _text(data, "custom_id")
    if not custom_id:
        return None
    if custom_id.startswith(OPEN):
        return _step(custom_id.removeprefix(OPEN), {}, again=True)
    meant, _, rest = custom_id.partition(CARD)
    card, _, team = rest.partition(CARD)
    action, arguments = read_press(meant)
    request = _request(action, arguments, origin, at)
    return msgspec.structs.replace(request, card=card, team=team if origin.private else "")


def submitted(data: Payload) -> FormStep | None:
    """A modal sent off; None for what no modal of ours is called."""
    custom_id = _text(data, "custom_id")
    if not custom_id.startswith(MODAL):
        return None
    step = _step(custom_id.removeprefix(MODAL), answers(data.get("components")), again=custom_id.endswith(":again"))
    return msgspec.structs.replace(step, files=uploads(data)) if step else None


def form_request(form: Form, arguments: dict[str, str], origin: Origin, at: datetime) -> Request:
    """The whole form; its own key is the request id, so that sending it twice is one request."""
    whole = form.arguments | arguments
    return msgspec.structs.replace(_request(form.action, whole, origin, at), id=f"form:{form.key}")


def words(typed: str, origin: Origin, baton: str, at: datetime) -> Request:
    """A line in private, or after Baton's mention in a channel."""
    line = re.sub(rf"^.*?<@!?{re.escape(baton)}>[,:]?", "", typed, count=1, flags=re.DOTALL) if origin.guild else typed
    request = _mentioning(_request(*read_command(unmarked(line)), origin, at), typed)
    return msgspec.structs.replace(request, public=not origin.private)


def answers(components: Any) -> dict[str, str]:
    """The components of a modal submit, by custom id; a select's first value."""
    found: dict[str, str] = {}
    for one in components if isinstance(components, list) else ():
        if not isinstance(one, Mapping):
            continue
        inner = one.get("component")
        for part in (inner,) if isinstance(inner, Mapping) else _maps(one.get("components")):
            values = part.get("values")
            first = next((str(value) for value in values), "") if isinstance(values, list) else _text(part, "value")
            found[_text(part, "custom_id")] = clean(first)[:WORDS_MOST]
    return found


def uploads(data: Payload) -> tuple[Upload, ...]:
    """The files chosen in a modal, in their order; what Discord does not resolve is none."""
    resolved = data.get("resolved")
    known = resolved.get("attachments") if isinstance(resolved, Mapping) else None
    found = (known.get(one) for one in _chosen(data.get("components"))) if isinstance(known, Mapping) else ()
    return tuple(
        Upload(name=clean(_called(one)), size=size, url=_text(one, "url"))
        for one in found
        if isinstance(one, Mapping) and isinstance(size := one.get("size"), int)
    )


def _called(one: Payload) -> str:
    """As whoever chose it called it: where Discord takes characters out of a file's name, its title still has them."""
    name, title = _text(one, "filename"), _text(one, "title")
    dot, ending = name.rpartition(".")[1:]
    whole = not dot or title.casefold().endswith(f".{ending}".casefold())
    return name if not title else title if whole else f"{title}.{ending}"


def _chosen(components: Any) -> list[str]:
    parts = [part for one in _maps(components) if isinstance(part := one.get("component"), Mapping)]
    values = [part.get("values") for part in parts if part.get("type") == FILE_UPLOAD]
    return [one for listed in values if isinstance(listed, list) for one in listed if isinstance(one, str)]


def unmarked(text: str) -> str:
    """Mentions as the door reads them, `@discord:123`, and no control characters."""
    return clean(_MENTION.sub(rf"@{PLATFORM}\1", text[:6_000]))


def _verb(data: Payload) -> tuple[Verb | None, list[Payload]]:
    """The verb meant and the options it came with."""
    found: Command | None = COMMANDS.get(_text(data, "name"))
    options = _maps(data.get("options"))
    if found is None:
        return None, []
    if is_plain(found):
        return found.verbs[0], options
    if len(options) != 1 or options[0].get("type") != SUBCOMMAND:
        return None, []
    return verbs(found).get(_text(options[0], "name")), _maps(options[0].get("options"))


def _option(verb: Verb, name: str) -> Option | None:
    return next((option for option in verb.options if option.name == name), None)


def _delegated(data: Payload, origin: Origin, at: datetime) -> Request:
    message = _text(data, "target_id")
    resolved = data.get("resolved")
    messages = resolved.get("messages") if isinstance(resolved, Mapping) else None
    target = messages.get(message) if isinstance(messages, Mapping) else None
    said = _text(target, "content") if isinstance(target, Mapping) else ""
    channel = (_text(target, "channel_id") if isinstance(target, Mapping) else "") or origin.channel
    link = f"{JUMP}/{origin.guild or '@me'}/{channel}/{message}"
    written = _text(target, "timestamp") if isinstance(target, Mapping) else ""
    return _request("handoff.delegate_message", {"words": unmarked(said), "link": link, "written": written}, origin, at)


def _request(action: str, arguments: dict[str, str], origin: Origin, at: datetime) -> Request:
    return Request(
        id=f"{PLATFORM}{origin.id}",
        workspace=origin.workspace,
        action=action,
        account=origin.account,
        arguments=arguments,
        place=origin.place(),
        at=at,
    )


def _mentioning(request: Request, marked: str) -> Request:
    """With the accounts that stand there as Discord marks them; whether each is there, the server says."""
    users = dict.fromkeys(f"{PLATFORM}{user}" for user in _MENTION.findall(marked[:6_000]))
    return msgspec.structs.replace(request, mentions=tuple(users)) if users else request


def _step(custom_id: str, values: dict[str, str], *, again: bool) -> FormStep | None:
    key, _, rest = custom_id.partition(":")
    page = rest.partition(":")[0]
    if not key or not (page.isascii() and page.isdigit() and len(page) == 1):
        return None
    return FormStep(key=key, page=int(page), values=values, again=again)


def _maps(found: Any) -> list[Payload]:
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _text(body: Payload, name: str) -> str:
    """Numbers as a person would type them: 3 and not 3.0."""
    found = body.get(name)
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    return found if isinstance(found, str) else str(found) if isinstance(found, int | float) else ""

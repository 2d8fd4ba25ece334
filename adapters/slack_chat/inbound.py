"""What Slack sends, read into Requests; pure, and whatever is no payload of Slack's is read as nothing.

Shapes: docs.slack.dev/interactivity/implementing-slash-commands, …/reference/interaction-payloads, …/reference/events.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from adapters.slack_chat.chosen_files import Upload, uploads
from adapters.slack_chat.payloads import Payload
from adapters.slack_chat.payloads import mapping as _mapping
from adapters.slack_chat.payloads import text as _text
from adapters.slack_chat.render import CARD
from adapters.slack_chat.render_form import Carried, Has, has_files, read_carried, refilled
from adapters.words import clean
from bot.actions import read_command
from bot.presses import read_press
from bot.requests import Channel, Direct, Place, Request

WORDS_MOST = 40_000
MEND = "slack.mend"  # the same button of a form that has to be mended; its value holds the form's key
REOPEN = "slack.reopen"  # the button of a form that came too late; its value holds what was asked

_TOKEN = re.compile(r"<([^<>]{1,3000})>")
_MENTION = re.compile(r"<@([A-Z0-9]{1,40})(?:\|[^<>]*)?>")
_SIGNS = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where it came from and how it can be answered. `private`: in the chat between one person and Baton."""

    workspace: str
    user: str
    channel: str = ""
    thread: str = ""
    trigger: str = ""
    answer_at: str = ""

    @property
    def private(self) -> bool:
        return not self.channel or self.channel.startswith("D")

    def place(self) -> Place:
        return Direct("") if self.private else Channel(f"slack:{self.channel}")


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """`fields` are the names of a form's fields, as they stand.

    `form` is the key of a form that was sent, `view` the modal it stood in, `uploads` the files chosen in the field
    `upload_field`, `has` whether it says that it has `all` or `some` of those it was sent with before; `mends` is the
    key of one to be opened once more.
    """

    origin: Origin
    request: Request
    fields: tuple[str, ...] = ()
    form: str = ""
    view: dict[str, Any] | None = None
    uploads: tuple[Upload, ...] = ()
    upload_field: str = ""
    has: Has = ""
    mends: str = ""


class Moment(msgspec.Struct, frozen=True):
    """When it is handled, and what makes an id where the payload brings none."""

    at: datetime
    new_id: Callable[[], str]


def slash(body: Payload, moment: Moment) -> Heard:
    """`/delegate …`, with mentions escaped by Slack."""
    origin = Origin(
        workspace=_text(body, "team_id"),
        user=_text(body, "user_id"),
        channel=_text(body, "channel_id"),
        trigger=_text(body, "trigger_id"),
        answer_at=_text(body, "response_url"),
    )
    line = f"{_text(body, 'command')} {unescaped(_text(body, 'text'))}"
    return _mentioning(_line(line, origin, origin.trigger, moment), _text(body, "text"))


def words(event: Payload, body: Payload, moment: Moment, baton: str) -> Heard | None:
    """Words in the chat with Baton, or after its mention in a channel; None for what nobody said to Baton."""
    if event.get("bot_id") or event.get("subtype") not in (None, "", "file_share", "thread_broadcast"):
        return None
    origin = Origin(
        workspace=_text(body, "team_id") or _text(event, "team"),
        user=_text(event, "user"),
        channel=_text(event, "channel"),
        thread=_text(event, "thread_ts"),
    )
    mentioned = event.get("type") == "app_mention"
    if not origin.user or origin.user == baton or (not mentioned and not origin.private):
        return None
    typed = _text(event, "text")
    if mentioned:
        typed = re.sub(rf"^.*?<@{re.escape(baton) or '[A-Z0-9]+'}(?:\|[^<>]*)?>[,:]?", "", typed, count=1, flags=re.S)
    heard = _mentioning(_line(unescaped(typed).strip(), origin, _text(body, "event_id"), moment), typed)
    return msgspec.structs.replace(heard, request=msgspec.structs.replace(heard.request, public=not origin.private))


def press(body: Payload, moment: Moment) -> Heard | None:
    """A button of a card; None for an element that asks for nothing."""
    actions = body.get("actions")
    action = actions[0] if isinstance(actions, list) and actions else None
    value = _text(action, "value") if isinstance(action, Mapping) else ""
    if not isinstance(action, Mapping) or not value:
        return None
    origin = _interaction(body)
    # One click is one action: its time is Slack's own, and the trigger may be missing.
    click = origin.trigger or f"{_text(action, 'action_ts')}-{_text(action, 'action_id')}"
    again = _text(action, "action_id").startswith(REOPEN)
    asked = _reopened(value) if again else read_press(value)
    mends = asked[1].get("form", "") if again and asked[0] == MEND else ""
    request = _request(asked, origin, click, moment)
    block = _text(action, "block_id")
    card = block.removeprefix(CARD) if block.startswith(CARD) else ""
    return Heard(origin=origin, request=msgspec.structs.replace(request, card=card), mends=mends)


def form(body: Payload, moment: Moment) -> Heard | None:
    """A modal sent off; its own key is the request id, so that sending it twice is one request."""
    view = _mapping(body, "view")
    carried = read_carried(_text(view, "private_metadata"))
    if carried is None or not carried.key:
        return None
    origin = _interaction(body)
    origin = msgspec.structs.replace(origin, channel=carried.channel, thread=carried.thread)
    values = answers(_mapping(_mapping(view, "state"), "values"))
    request = _request((carried.action, carried.arguments | values), origin, "", moment)
    request = msgspec.structs.replace(request, id=f"form:{carried.key}")
    stood = refilled(view, values)
    field, files = uploads(_mapping(_mapping(view, "state"), "values"))
    return Heard(
        origin=origin,
        request=request,
        fields=tuple(values),
        form=carried.key,
        view=stood,
        uploads=files,
        upload_field=field,
        has=has_files(stood),
    )


def _written(ts: str) -> str:
    """A message's id is the instant of it, `1700000000.000100`; empty for what is none."""
    try:
        return datetime.fromtimestamp(float(ts), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def shortcut(body: Payload, moment: Moment, link: str = "") -> Heard:
    """*Delegate this* on a message, or *Delegate a task* anywhere."""
    origin = _interaction(body)
    message = _mapping(body, "message")
    if body.get("type") == "message_action":
        arguments = {"words": unescaped(_text(message, "text"))[:WORDS_MOST], "link": link}
        arguments |= {"written": _written(_text(message, "ts"))}
        return Heard(origin=origin, request=_request(("handoff.delegate_message", arguments), origin, "", moment))
    origin = msgspec.structs.replace(origin, channel="")
    return Heard(origin=origin, request=_request(("handoff.delegate", {}), origin, "", moment))


def home(event: Payload, body: Payload, moment: Moment) -> Heard | None:
    """The App Home was opened: it shows what the person owes and waits for."""
    if event.get("tab") not in (None, "home"):
        return None
    origin = Origin(workspace=_text(body, "team_id"), user=_text(event, "user"))
    return desk(origin, moment, _text(body, "event_id"))


def desk(origin: Origin, moment: Moment, id: str = "") -> Heard:
    """What the App Home shows; in no place, as it is not a message."""
    request = _request(("handoff.desk", {}), origin, id, moment)
    return Heard(origin=origin, request=msgspec.structs.replace(request, place=None))


def answers(values: Payload) -> dict[str, str]:
    """`view.state.values`, by block id and action id, as field name to what was typed or chosen."""
    found: dict[str, str] = {}
    for name, elements in values.items():
        for element in elements.values() if isinstance(elements, Mapping) else ():
            found[str(name)] = clean(_answer(element))[:WORDS_MOST] if isinstance(element, Mapping) else ""
    return found


def unescaped(text: str) -> str:
    """Slack's markup as somebody would type it: `@slack:U1`, `#general`, addresses, and the three signs themselves.

    docs.slack.dev/messaging/formatting-message-text#retrieving-messages
    """
    plain = _TOKEN.sub(lambda found: _token(found[1]), text[:WORDS_MOST])
    for escaped, sign in _SIGNS:
        plain = plain.replace(escaped, sign)
    return clean(plain)


def again(request: Request) -> str:
    """The value of a button that asks the same once more; empty when that is more than a button holds (2,000)."""
    asked = Carried(key="", action=request.action, arguments=request.arguments)
    value = msgspec.json.encode(asked).decode()
    return value if len(value) <= 2_000 else ""


def _reopened(value: str) -> tuple[str, dict[str, str]]:
    carried = read_carried(value)
    return (carried.action, carried.arguments) if carried else ("", {})


def _line(line: str, origin: Origin, id: str, moment: Moment) -> Heard:
    return Heard(origin=origin, request=_request(read_command(line[:WORDS_MOST]), origin, id, moment))


def _mentioning(heard: Heard, marked: str) -> Heard:
    """With the accounts that Slack itself marks in the words; somebody's own signs come escaped."""
    if "<@" not in marked:
        return heard
    users = dict.fromkeys(f"slack:{user}" for user in _MENTION.findall(marked[:WORDS_MOST]))
    return msgspec.structs.replace(heard, request=msgspec.structs.replace(heard.request, mentions=tuple(users)))


def _request(asked: tuple[str, dict[str, str]], origin: Origin, id: str, moment: Moment) -> Request:
    action, arguments = asked
    return Request(
        id=f"slack:{id or origin.trigger or moment.new_id()}",
        workspace=f"slack:{origin.workspace}",
        action=action,
        account=f"slack:{origin.user}",
        arguments=arguments,
        place=origin.place(),
        at=moment.at,
    )


def _interaction(body: Payload) -> Origin:
    container, message = _mapping(body, "container"), _mapping(body, "message")
    return Origin(
        workspace=_text(_mapping(body, "team"), "id") or _text(_mapping(body, "user"), "team_id"),
        user=_text(_mapping(body, "user"), "id"),
        channel=_text(_mapping(body, "channel"), "id") or _text(container, "channel_id"),
        thread=_text(message, "thread_ts") or _text(container, "thread_ts"),
        trigger=_text(body, "trigger_id"),
        answer_at=_text(body, "response_url"),
    )


def _token(inner: str) -> str:
    name, _, label = inner.partition("|")
    match name[:1]:
        case "@":
            return f"@slack:{name[1:]}"
        case "#":
            return f"#{label or name[1:]}"
        case "!":
            return label or f"@{name[1:].partition('^')[0]}"
        case _:
            return label if name.startswith(("mailto:", "tel:")) and label else name.removeprefix("mailto:")


def _answer(element: Payload) -> str:
    chosen = _mapping(element, "selected_option")
    return _text(chosen, "value") or _text(element, "value") or _text(element, "selected_user")

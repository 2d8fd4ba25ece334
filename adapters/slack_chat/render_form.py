"""Forms to modals, and what is wrong at their fields; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, assert_never

import msgspec

from adapters.readers import Reader, plain
from adapters.slack_chat.spans import elements
from adapters.words import straight
from bot.texts import Words
from bot.ui import Choice, ChoiceField, DateField, Field, FilesField, Form, NumberField, PersonField, Text, TextField

FORM = "baton_form"
METADATA = 3_000  # private_metadata, docs.slack.dev/reference/views/modal-views
OPTIONS, GROUPS = 100, 100  # of a static select, docs.slack.dev/reference/block-kit/block-elements/select-menu-element
TYPED = 3_000  # docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element
LABEL = 75  # of an option, same page
HINT = 2_000  # docs.slack.dev/reference/block-kit/blocks/input-block
ERROR = 2_000
BUTTON = 24  # submit and close, docs.slack.dev/reference/views/modal-views
VALUE = "value"
FILES = "file_input"
KEPT = ("type", "callback_id", "title", "submit", "close", "private_metadata")
HAS = "has:"  # the block that says which files a form has already begins so, then all or some of those it was sent with
WRONG = "wrong:"  # a modal shows no errors as it opens, so they stand above its fields

Payload = dict[str, Any]
Has = Literal["", "all", "some"]


class TooMuch(ValueError):
    """A form carries more than a modal can."""


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """What a modal brings back: the form's key and action, its hidden arguments, where it was opened."""

    key: str
    action: str
    arguments: dict[str, str] = msgspec.field(default_factory=dict)
    channel: str = ""
    thread: str = ""


def view(form: Form, reader: Reader, channel: str = "", thread: str = "") -> Payload:
    """A modal; its private metadata leads back to the form and to the channel where the answer is said.

    Raises TooMuch when that is over 3,000 characters.
    """
    carried = Carried(key=form.key, action=form.action, arguments=form.arguments, channel=channel, thread=thread)
    brought = msgspec.json.encode(carried).decode()
    if len(brought) > METADATA:
        raise TooMuch(f"the form {form.action} carries {len(brought)} characters")
    words = Words(reader.locale)
    too_long = {field.name: error for field in form.fields if (error := _too_long(field, words))}
    intro = [_section(form.intro, reader)] if form.intro else []
    wrong = [_section(text, reader) | {"block_id": f"{WRONG}{name}"} for name, text in (too_long | form.errors).items()]
    return {
        "type": "modal",
        "callback_id": FORM,
        "title": _words(form.title),
        "submit": _words(form.submit[:BUTTON]),
        "close": _words("Close"),
        "private_metadata": brought,
        "blocks": [*intro, *wrong, *(_input(field) for field in form.fields)],
    }


def errors(form_fields: tuple[str, ...], wrong: Mapping[str, Text], whole: Text, reader: Reader) -> dict[str, str]:
    """What is wrong by block id. What belongs to no field of the modal is said at its last one, so that it is read."""
    said = {name: plain(text, reader)[:ERROR] for name, text in wrong.items() if name in form_fields}
    if not said and form_fields:
        words = "; ".join(plain(text, reader) for text in (wrong.values() or (whole,)))
        said = {form_fields[-1]: words[:ERROR]}
    return said


def read_carried(brought: str) -> Carried | None:
    """None for what no modal of ours brings."""
    try:
        return msgspec.json.decode(brought, type=Carried)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def refilled(view: Mapping[str, Any], values: Mapping[str, str]) -> Payload:
    """A modal as Slack gives it back, to be opened once more with what was typed in it."""
    kept = {name: view[name] for name in KEPT if view.get(name)}
    found = view.get("blocks")
    blocks = [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
    return kept | {"blocks": [_retyped(one, values) for one in blocks if not _is_wrong(one)]}


def without_files(view: Mapping[str, Any]) -> Payload | None:
    """The modal without its field for files, for which an app needs files:read; None where it has none."""
    blocks = [block for block in view["blocks"] if block.get("element", {}).get("type") != FILES]
    return {**view, "blocks": blocks} if len(blocks) < len(view["blocks"]) else None


def with_kept(view: Payload, names: tuple[str, ...], reader: Reader, *, some: bool) -> Payload:
    """It says above its field for files which it has already; with `some`, that others have to be chosen again."""
    blocks = [block for block in view["blocks"] if not str(block.get("block_id", "")).startswith(HAS)]
    if names:
        text = Words(reader.locale)("common.files_kept_some" if some else "common.files_kept", names=", ".join(names))
        field = (number for number, one in enumerate(blocks) if one.get("element", {}).get("type") == FILES)
        said = _section(text, reader) | {"block_id": f"{HAS}{'some' if some else 'all'}"}
        blocks.insert(next(field, len(blocks)), said)
    return view | {"blocks": blocks}


def has_files(view: Mapping[str, Any]) -> Has:
    """What `with_kept` said."""
    ids = {str(block.get("block_id", "")) for block in view.get("blocks", ())}
    return "some" if f"{HAS}some" in ids else "all" if f"{HAS}all" in ids else ""


def labels(view: Mapping[str, Any]) -> dict[str, str]:
    """What stands above each input of a modal that was `refilled`."""
    inputs = [one for one in view.get("blocks", ()) if one.get("type") == "input"]
    return {str(one.get("block_id")): str(one["label"]["text"]) for one in inputs if _has_words(one.get("label"))}


def mended(view: Payload, wrong: Mapping[str, Text], reader: Reader) -> Payload:
    """With what is wrong above its fields."""
    said = [_section(text, reader) | {"block_id": f"{WRONG}{name}"} for name, text in wrong.items()]
    return view | {"blocks": [*said, *view["blocks"]]}


def _is_wrong(block: Mapping[str, Any]) -> bool:
    return str(block.get("block_id", "")).startswith(WRONG)


def _has_words(label: object) -> bool:
    return isinstance(label, Mapping) and isinstance(label.get("text"), str)


def _retyped(block: Mapping[str, Any], values: Mapping[str, str]) -> Payload:
    element = block.get("element")
    if block.get("type") != "input" or not isinstance(element, Mapping):
        return dict(block)
    bare = {name: part for name, part in element.items() if not name.startswith("initial_")}
    value = values.get(str(block.get("block_id", "")), "")
    if "options" in bare or "option_groups" in bare:
        chosen = next((one for one in _options(bare) if one.get("value") == value), None)
        bare |= {"initial_option": chosen} if chosen else {}
    elif value:
        bare["initial_value"] = value[:TYPED]
    return {**block, "element": bare}


def _options(element: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    groups = element.get("option_groups")
    for group in (element, *(groups if isinstance(groups, list) else ())):
        options = group.get("options") if isinstance(group, Mapping) else None
        yield from (one for one in (options if isinstance(options, list) else ()) if isinstance(one, Mapping))


def _section(text: Text, reader: Reader) -> Payload:
    made = elements(text, reader)
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": made}]}


def _input(field: Field) -> Payload:
    block: Payload = {
        "type": "input",
        "block_id": field.name,
        "label": _words(field.label),
        "optional": not field.required,
        "element": _element(field),
    }
    return block | {"hint": _words(field.hint[:HINT])} if field.hint else block


def _element(field: Field) -> Payload:
    match field:
        case TextField(value=value, long=long, most=most):
            # What was typed elsewhere may be longer: it is shown, and said to be, rather than that nothing opens.
            longest = min(max(most, len(value)), TYPED)
            return _filled({"type": "plain_text_input", "multiline": long, "max_length": longest}, value)
        case DateField(value=value):
            return _filled({"type": "plain_text_input"}, value)
        case NumberField(value=value):
            return _filled({"type": "number_input", "is_decimal_allowed": True}, value)
        case ChoiceField(choices=choices, value=value) | PersonField(people=choices, value=value):
            return _select(choices, value)
        case FilesField(most=most):
            return {"type": FILES, "action_id": VALUE, "max_files": most}
        case _:
            assert_never(field)


def _filled(made: Payload, value: str) -> Payload:
    made = {"action_id": VALUE, **made}
    return made | {"initial_value": value[:TYPED]} if value else made


def _too_long(field: Field, words: Words) -> Text | None:
    most = min(field.most, TYPED) if isinstance(field, TextField) else TYPED
    if len(field.value) <= most:
        return None
    key = "common.field_cut" if len(field.value) > TYPED else "common.field_too_long"
    return words(key, field=field.label, most=str(most), length=str(len(field.value)))


def _select(choices: tuple[Choice, ...], value: str) -> Payload:
    """In groups of a hundred where there are more: 10,000 choices at most."""
    options = [_option(choice) for choice in choices]
    made: Payload = {"type": "static_select", "action_id": VALUE}
    if not options:
        made["options"] = [{"text": _words("Nobody yet"), "value": "-"}]
    elif len(options) <= OPTIONS:
        made["options"] = options
    else:
        parts = [options[start : start + OPTIONS] for start in range(0, min(len(options), OPTIONS * GROUPS), OPTIONS)]
        made["option_groups"] = [
            {"label": _words(f"{part[0]['text']['text'][:30]} – {part[-1]['text']['text'][:30]}"), "options": part}
            for part in parts
        ]
    chosen = next((option for option in options if option["value"] == value), None)
    return made | {"initial_option": chosen} if chosen else made


def _option(choice: Choice) -> Payload:
    label = straight(choice.label) or choice.value
    return {"text": _words(label if len(label) <= LABEL else f"{label[: LABEL - 1]}…"), "value": choice.value}


def _words(text: str) -> Payload:
    return {"type": "plain_text", "text": text, "emoji": False}

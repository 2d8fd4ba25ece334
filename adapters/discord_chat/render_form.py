"""Forms to the pages of a modal: at most five inputs on each, what is wrong said at its field; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, assert_never

from msgspec.structs import replace

from adapters.discord_chat.spans import markdown
from adapters.readers import Reader, plain
from adapters.words import straight
from bot.ui import Choice, ChoiceField, DateField, Field, FilesField, Form, NumberField, PersonField, Text, TextField

# docs.discord.com/developers/components/reference: modal components, label, text input, string select.
INPUTS = 5
DESCRIPTION = 100
VALUE = 4_000
OPTIONS = 25
OPTION = 100
TITLE = 45
TEXT = 4_000

TEXT_DISPLAY, LABEL, TEXT_INPUT, STRING_SELECT, FILE_UPLOAD = 10, 18, 4, 3, 19
WRONG = "⚠ "
MODAL, OPEN = "form:", "open:"

Payload = dict[str, Any]


def pages(form: Form) -> tuple[tuple[Field, ...], ...]:
    """The fields as they are asked for, page by page; what stands above them takes the room of one, if any is left.

    It takes another page only where it can stand under no label of the first one either.
    """
    many = len(form.fields) > INPUTS and len(form.fields) % INPUTS
    full = len(form.fields) >= INPUTS and not any(map(_has_room, form.fields[:INPUTS]))
    most = INPUTS - 1 if form.intro and (many or full) else INPUTS
    first, later = form.fields[:most], form.fields[most:]
    return (first, *(later[start : start + INPUTS] for start in range(0, len(later), INPUTS)))


def _has_room(field: Field) -> bool:
    """Whether it can do without its hint: not where the hint is what its label only begins with."""
    return not field.hint or not field.label.endswith("…")


def page_of(form: Form, name: str) -> int:
    """The page that asks for the field."""
    return next((number for number, fields in enumerate(pages(form)) if any(f.name == name for f in fields)), 0)


def modal(form: Form, page: int, values: Mapping[str, str], reader: Reader, *, again: bool = False) -> Payload:
    """One page. `again` says that it was opened from a message about the form, which its answer may replace.

    Without room for the words above the fields the first one has them as its hint that has none, or can do without.
    """
    shown = pages(form)
    fields = shown[page]
    words = markdown(form.intro, reader)[:TEXT] if page == 0 and len(fields) < INPUTS else ""
    intro = [{"type": TEXT_DISPLAY, "content": words}] if words else []
    if form.intro and page == 0 and not intro:
        bare = min(range(len(fields)), key=lambda number: (bool(fields[number].hint), not _has_room(fields[number])))
        told = replace(fields[bare], hint=_short(plain(form.intro, reader), DESCRIPTION))
        fields = (*fields[:bare], told, *fields[bare + 1 :])
    many = f" ({page + 1}/{len(shown)})" if len(shown) > 1 else ""
    made = (
        _label(field, values.get(field.name, field.value), form.errors.get(field.name, ()), reader) for field in fields
    )
    return {
        "title": f"{form.title}{many}"[:TITLE],
        "custom_id": f"{MODAL}{form.key}:{page}{':again' if again else ''}",
        "components": [*intro, *made],
    }


def chosen(form: Form, typed: Mapping[str, str]) -> dict[str, str]:
    """Values for the door: a label that had to be typed, as there were too many to choose from, becomes its value."""
    values = dict(typed)
    for field in form.fields:
        if isinstance(field, PersonField | ChoiceField) and not _selects(field) and field.name in values:
            values[field.name] = _meant(_choices(field), values[field.name])
    return values


def _meant(choices: tuple[Choice, ...], typed: str) -> str:
    word = typed.strip().removeprefix("@").casefold()
    same = [choice for choice in choices if word in (choice.label.casefold(), choice.value.casefold())]
    begins = same or [choice for choice in choices if word and choice.label.casefold().startswith(word)]
    return begins[0].value if len(begins) == 1 else typed


def _choices(field: PersonField | ChoiceField) -> tuple[Choice, ...]:
    return field.people if isinstance(field, PersonField) else field.choices


def _selects(field: PersonField | ChoiceField) -> bool:
    return 0 < len(_choices(field)) <= OPTIONS


def _label(field: Field, value: str, wrong: Text, reader: Reader) -> Payload:
    said = f"{WRONG}{plain(wrong, reader)}" if wrong else field.hint
    made: Payload = {"type": LABEL, "label": field.label, "component": _input(field, value)}
    return made | {"description": _short(said, DESCRIPTION)} if said else made


def _input(field: Field, value: str) -> Payload:
    match field:
        case TextField(long=long, most=most):
            return _text(field, value, long=long, most=most)
        case DateField() | NumberField():
            return _text(field, value, long=False, most=200)
        case ChoiceField() | PersonField():
            return _select(field, value) if _selects(field) else _text(field, value, long=False, most=100)
        case FilesField(most=most):
            return {
                "type": FILE_UPLOAD,
                "custom_id": field.name,
                "required": False,
                "min_values": 0,
                "max_values": most,
            }
        case _:
            assert_never(field)


def _text(field: Field, value: str, *, long: bool, most: int) -> Payload:
    """Room is left for what is too long, so that Baton says by how much instead of Discord cutting it."""
    made: Payload = {
        "type": TEXT_INPUT,
        "custom_id": field.name,
        "style": 2 if long or "\n" in value else 1,
        "required": field.required,
        "max_length": VALUE if long else min(VALUE, max(most, len(value))),
    }
    return made | {"value": value[:VALUE]} if value else made


def _select(field: PersonField | ChoiceField, value: str) -> Payload:
    options = [
        {"label": _short(straight(choice.label) or choice.value, OPTION), "value": choice.value}
        | ({"default": True} if choice.value == value else {})
        for choice in _choices(field)
    ]
    return {
        "type": STRING_SELECT,
        "custom_id": field.name,
        "required": field.required,
        "min_values": 1 if field.required else 0,
        "max_values": 1,
        "options": options,
    }


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"

"""A form that the page carries along, so that one which was refused comes back filled where no script keeps it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from bot.presses import TooLong
from bot.ui import Field, FilesField, Form, Text

CHOOSE_AGAIN = "Choose the files again: a browser does not keep them when a form comes back."

_written = msgspec.json.Encoder().encode
_read = msgspec.json.Decoder(Form).decode


def packed(form: Form) -> str:
    return _written(replace(form, errors={})).decode()


def filled(fields: Mapping[str, str], wrong: Mapping[str, Text], *, files: bool) -> Form | None:
    """The form as it was sent, with what is `wrong` at its fields; None for what is no form of ours.

    `files` says that some were chosen, which have to be chosen again.
    """
    try:
        form = _read(fields.get("_form", ""))
    except (msgspec.DecodeError, TooLong):
        return None
    errors = dict(wrong)
    for field in form.fields:
        if files and isinstance(field, FilesField):
            said = errors.get(field.name, ())
            errors[field.name] = (*said, *((" ",) if said else ()), CHOOSE_AGAIN)
    return replace(form, fields=tuple(_filled(field, fields) for field in form.fields), errors=errors)


def _filled(field: Field, typed: Mapping[str, str]) -> Field:
    return field if isinstance(field, FilesField) else replace(field, value=typed.get(field.name, ""))

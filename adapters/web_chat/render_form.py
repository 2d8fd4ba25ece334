"""Forms to HTML dialogs, and what is wrong with their fields; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

import msgspec
from markupsafe import Markup

from adapters.web_chat import carried
from adapters.web_chat.spans import Reader, html
from bot.ui import (
    Choice,
    ChoiceField,
    DateField,
    Field,
    FilesField,
    Form,
    NumberField,
    PersonField,
    Text,
    TextField,
)

WITH_FILES = Markup(' enctype="multipart/form-data" hx-encoding="multipart/form-data"')
CLOSE = Markup(
    '<button type="button" class="plain" data-close>Close</button><noscript><a href="{}">Close</a></noscript>'
)
AWAY = Markup('<a class="button" href="{}">Close</a>')
SENDING = Markup(
    '<p class="sending" role="status" hidden><progress aria-hidden="true"></progress> Sending the files</p>'
)


class Target(msgspec.Struct, frozen=True):
    """Where a form is sent, with the token that goes along. With `away`, *Close* is a link there."""

    address: str
    token: str
    away: str = ""


def dialog(form: Form, to: Target, reader: Reader, whole: Text = ()) -> Markup:
    """`dialog > form.baton-form[data-action]`, sent `to` there; open, so that it also works without scripts.

    `whole` is what is wrong with all of it, where nothing is at a field.
    """
    arguments = Markup("").join(_hidden(name, value) for name, value in form.arguments.items())
    ours = Markup("").join(_hidden(f"_{name}", value) for name, value in _ours(form, to.token).items())
    files = any(isinstance(field, FilesField) for field in form.fields)
    return Markup(
        '<dialog id="dialog" open aria-labelledby="dialog-title">'
        '<form class="baton-form" method="post" action="{address}" hx-post="{address}" hx-target="#answer"'
        ' hx-sync="this:drop" hx-disabled-elt="find button[type=submit]" autocomplete="off" novalidate{files}'
        ' data-action="{action}">{ours}{arguments}'
        '<h2 id="dialog-title">{title}</h2>{intro}{problem}{fields}{sending}'
        '<div class="buttons"><button type="submit" class="primary">{submit}</button>'
        "{close}</div></form></dialog>"
    ).format(
        close=(AWAY if to.away else CLOSE).format(to.away or to.address.rpartition("/")[0]),
        address=to.address,
        action=form.action,
        files=WITH_FILES if files else "",
        sending=SENDING if files else "",
        ours=ours,
        arguments=arguments,
        title=form.title,
        intro=Markup('<p class="intro" dir="auto">{}</p>').format(html(form.intro, reader)) if form.intro else "",
        problem=problem(_unplaced([field.name for field in form.fields], form.errors, whole, reader)),
        fields=Markup("").join(_field(field, form, reader) for field in form.fields),
        submit=form.submit,
    )


def problem(said: str | Markup | tuple[()], swap: bool = False) -> Markup:
    """What is wrong with the whole form; `swap` makes it replace the one on the page."""
    return Markup('<p class="form-error" id="form-error" role="alert"{}>{}</p>').format(_swap(swap), said or "")


def field_error(name: str, said: str | Markup, swap: bool = False) -> Markup:
    """`.field-error[data-field]`, empty when the field is fine; the field points to it with aria-describedby."""
    return Markup('<p class="field-error" id="f-{0}-error" data-field="{0}"{1}>{2}</p>').format(name, _swap(swap), said)


def problems(names: Iterable[str], wrong: Mapping[str, Text], whole: Text, reader: Reader) -> Markup:
    """Replaces every error of the form on the page: one for each field named, and one for the form.

    An error of a field that the form does not have is said for the whole form, so that it is read at all.
    """
    names = list(names)
    at_fields = [field_error(name, html(wrong.get(name, ()), reader), swap=True) for name in names]
    return Markup("").join([problem(_unplaced(names, wrong, whole, reader), swap=True), *at_fields])


def _unplaced(names: Iterable[str], wrong: Mapping[str, Text], whole: Text, reader: Reader) -> Markup:
    """What is said of the whole form: what has no field to stand at."""
    homeless = [html(text, reader) for name, text in wrong.items() if name not in names]
    if not wrong or homeless:
        homeless.insert(0, html(whole, reader))
    return Markup(" ").join(homeless)


def _ours(form: Form, token: str) -> dict[str, str]:
    names = " ".join(field.name for field in form.fields)
    return {"token": token, "key": form.key, "action": form.action, "fields": names, "form": carried.packed(form)}


def _swap(swap: bool) -> Markup:
    return Markup(' hx-swap-oob="true"') if swap else Markup("")


def _hidden(name: str, value: str) -> Markup:
    return Markup('<input type="hidden" name="{}" value="{}">').format(name, value)


def _field(field: Field, form: Form, reader: Reader) -> Markup:
    said = html(form.errors.get(field.name, ()), reader)
    hint = Markup('<p class="hint" id="f-{}-hint">{}</p>').format(field.name, field.hint) if field.hint else ""
    optional = "" if field.required or field.name in form.wanted else Markup(' <span class="optional">optional</span>')
    return Markup('<div class="field"><label for="f-{}">{}{}</label>{}{}{}</div>').format(
        field.name, field.label, optional, hint, _control(field, bool(said)), field_error(field.name, said)
    )


def _control(field: Field, wrong: bool) -> Markup:
    match field:
        case TextField(long=True):
            # The line end after the tag is dropped by the parser; without it one that was typed would be.
            return Markup('<textarea {} rows="4" dir="auto">\n{}</textarea>').format(
                _attributes(field, wrong), field.value
            )
        case TextField() | DateField():
            return Markup('<input type="text" {} dir="auto" value="{}">').format(_attributes(field, wrong), field.value)
        case NumberField():
            return Markup('<input type="text" inputmode="decimal" {} value="{}">').format(
                _attributes(field, wrong), field.value
            )
        case ChoiceField(choices=choices) | PersonField(people=choices):
            return _select(field, choices, wrong)
        case FilesField():
            chosen = Markup('<ul class="chosen" aria-label="Chosen" aria-live="polite"></ul>')  # filled by files.js
            return Markup('<input type="file" multiple {}>').format(_attributes(field, wrong)) + chosen
        case _:
            assert_never(field)


def _select(field: ChoiceField | PersonField, choices: tuple[Choice, ...], wrong: bool) -> Markup:
    """Nothing is chosen for the person: without a value the first option is an empty one."""
    chosen = field.value in (choice.value for choice in choices)
    empty = () if chosen and field.required else (Choice("", "Choose" if field.required else "None"),)
    options = Markup("").join(
        Markup('<option value="{}"{}>{}</option>').format(
            choice.value, Markup(" selected") if choice.value == field.value else "", choice.label
        )
        for choice in (*empty, *choices)
    )
    return Markup("<select {}>{}</select>").format(_attributes(field, wrong), options)


def _attributes(field: Field, wrong: bool) -> Markup:
    described = f"f-{field.name}-hint f-{field.name}-error" if field.hint else f"f-{field.name}-error"
    return Markup('id="f-{0}" name="{0}" aria-describedby="{1}" aria-required="{2}"{3}').format(
        field.name,
        described,
        "true" if field.required else "false",
        Markup(' aria-invalid="true"') if wrong else "",
    )

"""Modals that could not stay open: kept with what was typed until a button opens them again, and shown in words."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

import msgspec

from adapters.readers import Reader
from adapters.slack_chat.inbound import MEND, REOPEN, Heard
from adapters.slack_chat.payloads import Payload
from adapters.slack_chat.render_form import Carried, labels, mended, with_kept
from bot.texts import Words
from bot.ui import CARD_TEXT, Button, Card, Fact, Facts, Form, Items, Quote, Text

KEPT_MOST = 1_000

Key = tuple[str, str, str]


class Mending:
    """In memory: after a restart the card still says in words what was typed."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, Payload] = OrderedDict()

    def keep(self, heard: Heard, wrong: Mapping[str, Text], reader: Reader, files: tuple[str, ...] = ()) -> Card:
        """What is wrong, what was typed, and the button. `files` are those that it has and need not be chosen again."""
        view, words = heard.view or {"blocks": []}, Words(reader.locale)
        view = with_kept(view, files, reader, some=heard.upload_field in wrong)
        self._kept[_key(heard, heard.form)] = mended(view, wrong, reader)
        if len(self._kept) > KEPT_MOST:
            self._kept.popitem(last=False)
        arguments = heard.request.arguments
        typed = tuple((label, arguments.get(name, "")) for name, label in labels(view).items())
        value = msgspec.json.encode(Carried(key="", action=MEND, arguments={"form": heard.form})).decode()
        return Card(
            title=words("common.form_mend"),
            blocks=(Items(tuple(wrong.values())), *_typed(typed)),
            buttons=(Button(label=words.plain("common.button_open_form"), action=REOPEN, arguments={}),),
            footer=(value,),
        )

    def of(self, heard: Heard) -> Payload | None:
        """The modal whose button was pressed, for the one who typed it."""
        return self._kept.get(_key(heard, heard.mends))


def broken(form: Form, words: Words) -> Card:
    """A form that Slack does not take: what it holds is not lost with it."""
    typed = tuple((field.label, field.value) for field in form.fields)
    return Card(title=words("common.form_broken", title=form.title), blocks=_typed(typed))


def whole(form: Form, words: Words) -> Card | None:
    """What is longer than a field of a modal, as it was typed."""
    long = tuple((field.label, field.value) for field in form.fields if len(field.value) > CARD_TEXT)
    return Card(title=words("common.form_cut"), blocks=_typed(long)) if long else None


def _typed(typed: tuple[tuple[str, str], ...]) -> tuple[Facts | Quote, ...]:
    short = tuple(Fact(label, (value,)) for label, value in typed if value and len(value) <= CARD_TEXT)
    long = [value for _, value in typed if len(value) > CARD_TEXT]
    quotes = [Quote((value[at : at + CARD_TEXT],)) for value in long for at in range(0, len(value), CARD_TEXT)]
    return (*((Facts(short),) if short else ()), *quotes)


def _key(heard: Heard, form: str) -> Key:
    return heard.origin.workspace, heard.origin.user, form

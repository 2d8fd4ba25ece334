"""The two forms of standups: setting one up, and one form for all questions of a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from bot.checkins.forms import shortened
from bot.standups.cards import day_of
from bot.standups.questions import ANSWER_LENGTH, field_name
from bot.standups.records import Question, Sitting
from bot.standups.settings import NAME_LENGTH
from bot.texts import Words
from bot.ui import FIELD_LABEL, Choice, ChoiceField, Field, Form, TextField, When


def setup_form(key: str, about: Mapping[str, str], values: Mapping[str, str], words: Words) -> Form:
    """The settings form; `about` says which `standup` is changed, empty for a new one, which channels may be meant as
    in `settings.read_channel`, and `where` it was opened, if the answers may be posted there instead.
    """
    standup, here = about.get("standup", ""), about.get("here", "-") not in ("", "-")

    def text(name: str, *, long: bool = False, hint: bool = True) -> TextField:
        return TextField(
            name=name,
            label=words.plain(f"standups.field_{name}"),
            value=values[name],
            hint=words.plain(f"standups.hint_{name}{'_here' if name == 'people' and here else ''}") if hint else "",
            required=name != "people",
            long=long,
            most=NAME_LENGTH if name == "name" else 3_000,
        )

    zones = tuple(Choice(mode, words.plain(f"standups.zone_{mode}")) for mode in ("personal", "team"))
    return Form(
        key=key,
        title=words.plain("standups.setup_change" if standup else "standups.setup_title"),
        action="standups.save",
        arguments=dict(about),
        intro=words("standups.setup_another" if standup else "standups.setup_intro"),
        submit=words.plain("standups.setup_submit"),
        fields=(
            text("name", hint=False),
            text("questions", long=True),
            text("people"),
            text("days"),
            text("time"),
            ChoiceField(name="zone", label=words.plain("standups.field_zone"), choices=zones, value=values["zone"]),
            text("close"),
            text("reminder"),
            *_channel_field(about, words),
        ),
    )


def _channel_field(about: Mapping[str, str], words: Words) -> tuple[Field, ...]:
    """Where the answers are posted, when there is a choice."""
    if not about.get("where"):
        return ()
    first = "stay" if about.get("standup") else "team"
    choices = tuple(Choice(one, words.plain(f"standups.channel_{one}")) for one in (first, "here"))
    label = words.plain("standups.field_channel")
    return (ChoiceField(name="channel", label=label, choices=choices, value=first),)


def answer_form(key: str, sitting: Sitting, values: Mapping[str, str], words: Words, now: datetime) -> Form:
    """All questions of the day in one form with one submit; `values` by field name."""
    run, seat = sitting.run, sitting.seat
    intro = "standups.answer_form_late" if now >= seat.closes_at else "standups.answer_form_intro"
    return Form(
        key=key,
        title=words.plain("standups.answer_form"),
        action="standups.submit",
        arguments={"run": run.id},
        intro=words(intro, name=run.name, day=day_of(run.day), closes=When(seat.closes_at)),
        submit=words.plain("standups.answer_submit"),
        fields=tuple(
            _field(question, number, values.get(field_name(number), ""))
            for number, question in enumerate(run.questions, 1)
        ),
    )


def ahead_form(key: str, sitting: Sitting, values: Mapping[str, str], words: Words) -> Form:
    """The same for a day that has not begun."""
    run, at = sitting.run, When(min(seat.prompt_at for seat in sitting.run.seats))
    form = answer_form(key, sitting, values, words, sitting.seat.prompt_at)
    intro = words("standups.ahead_form", name=run.name, day=day_of(run.day), at=at)
    return msgspec.structs.replace(form, action="standups.keep", intro=intro)


def _field(question: Question, number: int, value: str) -> Field:
    """A question longer than a label begins there, and stands in whole beside it."""
    label = shortened(question.text, FIELD_LABEL)
    hint = question.text if label != question.text else ""
    if question.kind == "text":
        return TextField(
            name=field_name(number),
            label=label,
            hint=hint,
            value=value,
            required=question.required,
            long=True,
            most=ANSWER_LENGTH,
        )
    return ChoiceField(
        name=field_name(number),
        label=label,
        hint=hint,
        value=value if value in question.choices else "",
        choices=tuple(Choice(choice, choice) for choice in question.choices),
        required=question.required,
    )

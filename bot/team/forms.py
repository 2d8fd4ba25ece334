"""The forms in which somebody sets the own zone, hours and leave; each is sent to the action that opened it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.people import Person
from bot.times import say_clock
from bot.ui import Form, TextField

MOST = 60


def own_form(key: str, what: str, reader: Person, arguments: Mapping[str, str] | None = None) -> Form:
    """One field, `zone`, `hours` or `when`, filled with how it is now."""
    words = reader.words()
    now = {"zone": reader.zone, "hours": f"{say_clock(reader.day_start)}-{say_clock(reader.day_end)}"}
    field = TextField(
        name=what,
        label=words.plain(f"team.field_{what}"),
        hint=words.plain(f"team.hint_{what}"),
        value=now.get(what, ""),
        most=MOST,
    )
    action = "away" if what == "when" else what
    return Form(
        key=key,
        title=words.plain(f"team.form_{what}"),
        action=f"team.{action}",
        fields=(field,),
        submit=words.plain("team.submit"),
        arguments=dict(arguments or {}),
    )


def calendar_form(key: str, reader: Person, values: Mapping[str, str]) -> Form:
    """Working days, the country whose holidays are free, and quiet hours; each may be typed on its own as well."""
    words = reader.words()
    fields = tuple(
        TextField(
            name=name,
            label=words.plain(f"team.field_{name}"),
            hint=words.plain(f"team.hint_{name}"),
            value=value,
            required=name == "days",
            most=MOST,
        )
        for name, value in values.items()
    )
    return Form(
        key=key,
        title=words.plain("team.form_calendar"),
        action="team.calendar",
        fields=fields,
        submit=words.plain("team.submit"),
    )

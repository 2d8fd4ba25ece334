"""The forms in which somebody sets the own zone, hours and leave; each is sent to the action that opened it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.people import Person, choices
from bot.times import say_clock
from bot.ui import Form, PersonField, TextField

MOST = 60


def own_form(key: str, what: str, reader: Person) -> Form:
    """One field, `zone` or `hours`, filled with how it is now."""
    words = reader.words()
    now = {"zone": reader.zone, "hours": f"{say_clock(reader.day_start)}-{say_clock(reader.day_end)}"}
    field = TextField(
        name=what,
        label=words.plain(f"team.field_{what}"),
        hint=words.plain(f"team.hint_{what}"),
        value=now[what],
        most=MOST,
    )
    return Form(
        key=key,
        title=words.plain(f"team.form_{what}"),
        action=f"team.{what}",
        fields=(field,),
        submit=words.plain("team.submit"),
    )


def leave_form(key: str, reader: Person, whose: Person, others: Sequence[Person]) -> Form:
    """When `whose` leave is and who of the `others` stands in; somebody else's is set by the owner."""
    words = reader.words()
    when = TextField(name="when", label=words.plain("team.field_when"), hint=words.plain("team.hint_when"), most=MOST)
    stand_in = PersonField(
        name="stand_in",
        label=words.plain("team.field_stand_in"),
        hint=words.plain("team.hint_stand_in"),
        people=choices(others),
        required=False,
    )
    return Form(
        key=key,
        title=words.plain("team.form_when"),
        action="team.away",
        fields=(when, stand_in),
        submit=words.plain("team.submit"),
        arguments={} if whose.id == reader.id else {"person": f"@{whose.handle}"},
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

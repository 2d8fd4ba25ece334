"""The forms of this room: the system itself, and the day a turn is moved to."""

from __future__ import annotations

from msgspec.structs import replace

from bot.handoff.forms import OR, people_field
from bot.handoff.rules import OUTCOME_MOST, WORDS_MOST
from bot.people import Person, Roster
from bot.recurrence import RULE_LENGTH
from bot.systems.records import System
from bot.systems.rule_words import written
from bot.systems.rules import AHEAD
from bot.systems.turns import Coming
from bot.texts import Words
from bot.times import say_day, say_duration
from bot.ui import Choice, ChoiceField, DateField, Field, Form, TextField


def repeats_of(system: System, words: Words) -> str:
    """As it is typed; unchanged it means what it meant."""
    return written(system.recurrence.rule, system.minutes, None, words)


def change_form(key: str, system: System, reader: Person, roster: Roster) -> Form:
    """Who, what, how often and how far ahead; it counts from the next task on."""
    words = reader.words()
    chosen = system.holder or OR.join(system.open_to)
    fields: tuple[Field, ...] = (
        people_field(chosen, words, roster),
        _text("outcome", system.outcome, OUTCOME_MOST, words),
        replace(_text("done_when", system.done_when, WORDS_MOST, words), long=True),
        _text("repeats", repeats_of(system, words), RULE_LENGTH, words),
        replace(_text("effort", _effort(system), 20, words), required=False),
        ChoiceField(
            name="ahead",
            label=words.plain("systems.field_ahead"),
            choices=tuple(Choice(str(days), _ahead(days, words)) for days in AHEAD),
            value=str(system.ahead),
        ),
    )
    return Form(
        key=key,
        title=words.plain("systems.form_change", name=system.name),
        action="systems.change",
        fields=fields,
        submit=words.plain("handoff.submit_change"),
        arguments={"system": system.id},
        intro=words("systems.intro_change"),
    )


def move_form(key: str, system: System, coming: Coming, reader: Person) -> Form:
    words = reader.words()
    hint = words.plain("systems.hint_to_done" if system.recurrence.from_done else "systems.hint_to")
    return Form(
        key=key,
        title=words.plain("systems.form_move"),
        action="systems.move",
        fields=(DateField(name="to", label=words.plain("systems.field_to"), hint=hint),),
        submit=words.plain("systems.button_move"),
        arguments={"system": system.id, "turn": coming.planned.isoformat()},
        intro=words(
            "systems.intro_move", name=system.name, outcome=system.outcome, day=say_day(coming.day, words.locale)
        ),
    )


def _ahead(days: int, words: Words) -> str:
    return words.plain("systems.ahead", n=days) if days else words.plain("systems.ahead_none")


def _effort(system: System) -> str:
    return say_duration(system.effort_minutes, "en") if system.effort_minutes else ""


def _text(name: str, value: str, most: int, words: Words) -> TextField:
    label, hint = words.plain(f"handoff.field_{name}"), words.plain(f"handoff.hint_{name}")
    return TextField(name=name, label=label, hint=hint, value=value, most=most)

"""The forms of many tasks at once: to whom everything goes, which due times move and how far, why none is taken."""

from __future__ import annotations

from bot.handoff.bulk_rules import MOST
from bot.handoff.rules import WORDS_MOST
from bot.people import WORKERS, Person, Roster, choices
from bot.ui import Choice, ChoiceField, DateField, Form, PersonField, TextField

SHIFTS = {"day": 1, "week": 7}


def hand_over_form(key: str, former: Person, reader: Person, roster: Roster) -> Form:
    """`former` may be the reader, who is leaving."""
    words = reader.words()
    others = [person for person in roster.with_role(*WORKERS) if person.id != former.id]
    return Form(
        key=key,
        title=words.plain("handoff.form_hand_over"),
        action="handoff.hand_over",
        fields=(
            PersonField(name="newcomer", label=words.plain("handoff.field_newcomer"), people=choices(others)),
            TextField(
                name="context",
                label=words.plain("handoff.field_context"),
                hint=words.plain("handoff.hint_hand_over"),
                required=False,
                long=True,
                most=WORDS_MOST,
            ),
        ),
        submit=words.plain("handoff.submit_hand_over"),
        arguments={"person": former.id},
        intro=words("handoff.intro_hand_over", who=former.name),
    )


def move_form(key: str, numbers: list[str], reader: Person) -> Form:
    """Filled with the tasks of the list it was opened from."""
    words = reader.words()
    lengths = (*SHIFTS, "date")
    return Form(
        key=key,
        title=words.plain("handoff.form_move_several"),
        action="handoff.move_several",
        fields=(
            TextField(
                name="tasks",
                label=words.plain("handoff.field_tasks"),
                hint=words.plain("handoff.hint_tasks", most=MOST),
                value=", ".join(numbers),
            ),
            ChoiceField(
                name="by",
                label=words.plain("handoff.field_by"),
                choices=tuple(Choice(name, words.plain(f"handoff.by_{name}")) for name in lengths),
                value="day",
            ),
            DateField(
                name="due",
                label=words.plain("handoff.field_until"),
                hint=words.plain("handoff.hint_due"),
                required=False,
            ),
        ),
        submit=words.plain("handoff.submit_move_several"),
        intro=words("handoff.intro_move_several"),
    )


def reason_form(key: str, bulk: str, count: int, reader: Person) -> Form:
    words = reader.words()
    return Form(
        key=key,
        title=words.plain("handoff.form_pass_up"),
        action="handoff.pass_all",
        fields=(TextField(name="why", label=words.plain("handoff.field_why"), long=True, most=WORDS_MOST),),
        submit=words.plain("handoff.submit_pass_up"),
        arguments={"bulk": bulk},
        intro=words("handoff.intro_pass_all", n=count),
    )

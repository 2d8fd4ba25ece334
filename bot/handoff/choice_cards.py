"""What a giver is asked before an offer: what gives way to it, and who should get it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.handoff.capacity import Pushed, in_half_hours
from bot.handoff.list_cards import Looking
from bot.handoff.records import ANYONE, Task
from bot.handoff.rules import STEPS, may_see, sides
from bot.handoff.suggesting import Suggestion
from bot.people import Person
from bot.texts import Words, joined
from bot.times import say, say_day, say_duration
from bot.ui import BUTTONS_PER_CARD, Button, Card, Items, Paragraph, Text, When

GIVE_WAY_MOST = 2


def guard_card(draft: Task, late: Sequence[Pushed], looking: Looking) -> Card:
    """Which promised tasks would be late, and what can be done; pressing on one moves it, where the reader may."""
    giver, words = looking.reader, looking.reader.words()
    holder = looking.roster.must(draft.holder)
    room = room_text(draft, giver, looking.roster.name(holder.id))
    intro = words("handoff.guard_intro", due=When(draft.due_at) if draft.due_at else "?")
    movable = [one for one in late if STEPS["change"].by & sides(one.task, giver)]
    shown = [one for one in late if may_see(one.task, giver)]
    items: list[Text] = [
        words(
            "handoff.guard_late", id=one.task.id, outcome=one.task.outcome, due=When(one.due_at), done=When(one.done_at)
        )
        for one in shown
    ]
    if len(shown) < len(late):
        items.append(words("handoff.guard_hidden", n=len(late) - len(shown), who=holder.name))
    chosen = [_give_way(draft, one, giver) for one in movable[:GIVE_WAY_MOST]]
    usual = [_button(name, draft, words) for name in ("offer_anyway", "offer_later", "ask_who")]
    return Card(
        title=words("handoff.guard", id=draft.id, outcome=draft.outcome, who=holder.name),
        blocks=(Paragraph(joined([room, intro], " ")), Items(tuple(items))),
        buttons=tuple([*usual, *chosen][:BUTTONS_PER_CARD]),
        footer=words("handoff.guard_footer"),
    )


def who_card(draft: Task, found: Sequence[Suggestion], giver: Person) -> Card:
    """Up to three people with the reasons; nobody is refused: anyone, and everybody else by the form."""
    words = giver.words()
    people = [
        Button(
            label=one.person.name[:70],
            action="handoff.give",
            arguments={"task": draft.id, "person": one.person.id},
            style="plain" if index else "primary",
        )
        for index, one in enumerate(found)
    ]
    anyone = Button(
        label=words.plain("handoff.button_anyone"),
        action="handoff.give",
        arguments={"task": draft.id, "person": ANYONE},
    )
    footer = "who_all_away" if found and all(one.away for one in found) else "who_footer"
    rows = tuple(joined([(one.person.name,), *reasons(one, words)]) for one in found)
    return Card(
        title=words("handoff.who", id=draft.id, outcome=draft.outcome),
        blocks=(Items(rows) if rows else Paragraph(words("handoff.who_nobody")),),
        buttons=(*people, anyone, _button("finish", draft, words)),
        footer=words(f"handoff.{footer}"),
    )


def likely_text(found: Sequence[Suggestion], words: Words) -> Text:
    """`Likely: Ana (…); Ben (…)`, for a form."""
    if not found:
        return ()
    said = [words("handoff.likely_one", who=one.person.name, why=joined(reasons(one, words), ", ")) for one in found]
    return words("handoff.likely", people=joined(said, "; "))


def reasons(one: Suggestion, words: Words) -> list[Text]:
    """What speaks for somebody and against, in the order it was weighed."""
    said: list[Text] = []
    if one.away:
        said.append(words("handoff.why_away", last=say_day(one.away, words.locale)))
    if one.example:
        such = one.example
        said.append(words("handoff.why_record", n=one.alike, clean=one.clean, id=such.id, outcome=such.outcome[:60]))
    else:
        said.append(words("handoff.why_new"))
    if one.free_minutes is not None:
        said.append(words("handoff.why_free", length=say_duration(in_half_hours(one.free_minutes), words.locale)))
    if not one.away:
        length = say_duration(_about(one.starts_in), words.locale)
        said.append(words("handoff.why_starts", length=length) if one.starts_in else words("handoff.why_now"))
    if one.cents is not None:
        key = "why_cost" if one.effort_minutes else "why_rate"
        said.append(words(f"handoff.{key}", dollars=f"{one.cents / 100:,.2f}"))
    return said


def _about(minutes: int) -> int:
    """As somebody would say it: whole hours from two on, half hours from one on, else to five minutes."""
    step = 60 if minutes >= 120 else 30 if minutes >= 60 else 5
    return max(step, round(minutes / step) * step)


def room_text(task: Task, reader: Person, holder: str) -> Text:
    """`About 2 h; Ana has 3 h free until then.`, or nothing when no effort is known."""
    if task.free_minutes is None:
        return ()
    words = reader.words()
    effort = say_duration(task.effort_minutes, words.locale)
    free = say_duration(in_half_hours(task.free_minutes), words.locale)
    return words("handoff.room", effort=effort, free=free, who=holder)


def _give_way(draft: Task, one: Pushed, giver: Person) -> Button:
    label = giver.words().plain(
        "handoff.button_give_way", id=one.task.id, at=say(one.fits_at, giver.zone, giver.locale)
    )
    to = one.fits_at.strftime("%Y%m%dT%H%MZ")
    return Button(label=label, action="handoff.give_way", arguments={"task": draft.id, "other": one.task.id, "to": to})


def _button(name: str, draft: Task, words: Words) -> Button:
    return Button(label=words.plain(f"handoff.button_{name}"), action=f"handoff.{name}", arguments={"task": draft.id})

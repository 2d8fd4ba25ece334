"""What is shown of a system: its live card for each person, and the list of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from bot.handoff.due_texts import city
from bot.handoff.list_cards import PAGE
from bot.handoff.records import State, Task
from bot.people import Person, Roster
from bot.systems import rules
from bot.systems.records import ENDED, System, SystemState
from bot.systems.rule_words import say_rule, say_until
from bot.systems.turns import Coming
from bot.texts import Words, joined
from bot.times import at_minutes, local, say_day, say_duration
from bot.ui import BUTTONS_PER_CARD, Block, Button, ButtonStyle, Card, Fact, Facts, Items, Paragraph, Quote, Text, When

SHOWN_TASKS = 5
# Likeliest first; `skip` gives way to `unskip` while a skipped turn is still to come.
BUTTONS: dict[SystemState, tuple[str, ...]] = {
    SystemState.RUNNING: ("skip", "move", "change", "pause", "stop"),
    SystemState.PAUSED: ("resume", "change", "stop"),
    SystemState.ADRIFT: ("change", "stop"),
    SystemState.DECLINED: ("change", "resume", "stop"),
    SystemState.STOPPED: ("resume",),
}
UNANSWERED = ("undo", "change", "pause")  # of a new one whose first task is still offered
TURN_STEPS = frozenset({"skip", "unskip", "move"})
TOLD = frozenset({"pause", "resume", "skip", "let_go", "unskip", "move", "stop", "change"})


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What a card says beside the record: what day it is there, the task to come, and those that are open."""

    today: date
    coming: Coming | None = None
    tasks: tuple[Task, ...] = ()


def system_card(system: System, shown: Shown, reader: Person, roster: Roster) -> Card:
    """What changed and whose it is, how often and when next, then what can be done."""
    words = reader.words()
    blocks: list[Block] = [Facts(_facts(system, shown, reader, roster))]
    blocks += _situation(system, shown, words, roster)
    return Card(
        title=joined([_changed(system, reader, roster), _title(system, reader, roster)], " "),
        blocks=tuple(blocks),
        buttons=_buttons(system, shown, reader) if rules.manages(system, reader) else (),
        footer=_last_event(system, words, roster),
    )


def rhythm(system: System, reader: Person, roster: Roster, at: datetime) -> Text:
    """`every other Tuesday, 09:00 your time, which is 22:00 in Manila`, as it is around `at`."""
    words, rule = reader.words(), say_rule(system.recurrence.rule, reader.words())
    here, mine = local(at, system.zone), local(at, reader.zone)
    other = roster.get(system.holder if reader.id != system.holder else system.giver) or reader
    ends = say_until(system.recurrence.rule, words)
    if here.utcoffset() != mine.utcoffset():
        said = words(
            f"systems.when_elsewhere{_shift(here, mine)}",
            rule=rule,
            time=When(at, "time", system.zone),
            city=city(system.zone),
            mine=When(at, "time"),
        )
    elif (there := local(at, other.zone)).utcoffset() != here.utcoffset():
        said = words(
            f"systems.when_both{_shift(here, there)}",
            rule=rule,
            time=When(at, "time"),
            theirs=When(at, "time", other.zone),
            city=city(other.zone),
        )
    else:
        said = words("systems.when", rule=rule, time=When(at, "time"))
    return joined([said, (ends,) if ends else ()], ", ")


def _shift(here: datetime, there: datetime) -> str:
    """Whether there it is another day by then."""
    if here.date() == there.date():
        return ""
    return "_next" if there.date() > here.date() else "_before"


def example_at(system: System, coming: Coming | None, tasks: Sequence[Task]) -> datetime:
    """An instant at which it is due, to say its time of day by."""
    if coming is not None:
        return coming.due_at
    due = [task.due_at for task in tasks if task.due_at]
    return due[-1] if due else at_minutes(system.last_day or system.recurrence.first, system.minutes, system.zone)


def _title(system: System, reader: Person, roster: Roster) -> Text:
    names = {"name": system.name, "outcome": system.outcome, "holder": roster.name(system.holder)}
    kind = system.state.value
    if system.state is SystemState.RUNNING:
        kind = "open" if not system.holder else "running" if system.accepted_at else "offered"
    theirs = system.holder == reader.id and kind in ("running", "offered", "declined")
    return reader.words()(f"systems.title_{kind}{'_holder' if theirs else ''}", **names)


def _changed(system: System, reader: Person, roster: Roster) -> Text:
    event = system.events[-1] if system.events else None
    if event is None or event.kind not in TOLD or event.by == reader.id:
        return ()
    return reader.words()(f"systems.news_{event.kind}", who=roster.name(event.by))


def _facts(system: System, shown: Shown, reader: Person, roster: Roster) -> tuple[Fact, ...]:
    words, at = reader.words(), example_at(system, shown.coming, shown.tasks)
    often = rhythm(system, reader, roster, at)
    if system.times == 1 and shown.tasks and shown.tasks[0].due_at:
        often = words("systems.first_on", rule=often, day=When(shown.tasks[0].due_at, "date"))
    rows = [
        Fact(words.plain("systems.fact_repeats"), often),
        Fact(words.plain("systems.fact_next"), _next(system, shown, reader, roster)),
    ]
    if shown.tasks:
        named = [_task(task, words) for task in shown.tasks[:SHOWN_TASKS]]
        rows.append(Fact(words.plain("systems.fact_open"), joined(named, ", ")))
    if system.effort_minutes:
        effort = f"≈ {say_duration(system.effort_minutes, reader.locale)}"
        rows.append(Fact(words.plain("handoff.fact_effort"), (effort,)))
    rows.append(Fact(words.plain("handoff.fact_done_when"), (system.done_when,)))
    return tuple(rows)


def _next(system: System, shown: Shown, reader: Person, roster: Roster) -> Text:
    words, coming, holder = reader.words(), shown.coming, roster.get(system.holder)
    if coming is not None:
        appears = When(coming.appears_at, "date", holder.zone if holder else None)
        key = "next" if holder is None else "next_holder" if holder.id == reader.id else "next_giver"
        who = roster.name(system.holder)
        return words(f"systems.{key}", day=When(coming.due_at, "date"), appears=appears, who=who)
    if system.state is SystemState.RUNNING and system.recurrence.from_done:
        return words("systems.next_after_done", id=system.last)
    return words("systems.next_never" if system.state in ENDED else "systems.next_none")


def _task(task: Task, words: Words) -> Text:
    number = f"#{task.id}"
    return words("systems.open_task", number=number, due=When(task.due_at, "date")) if task.due_at else (number,)


def _situation(system: System, shown: Shown, words: Words, roster: Roster) -> list[Block]:
    """What has to be known now: who has to answer, which turns are not where the rule puts them."""
    blocks: list[Block] = []
    holder, asked = roster.name(system.holder), system.asked
    if system.state is SystemState.RUNNING and system.holder and not system.accepted_at:
        key = "until_accepted" if asked else "until_offered"
        blocks.append(Paragraph(words(f"systems.{key}", holder=holder, id=asked, name=system.name)))
    if system.state is SystemState.ADRIFT:
        blocks.append(Paragraph(words("systems.adrift", who=holder if system.holder else words("systems.nobody"))))
    last = system.events[-1] if system.events else None
    if last and last.kind == "decline" and last.text:
        blocks += [Paragraph(words("handoff.said_why")), Quote((last.text,))]
    if len(shown.tasks) > 1:
        blocks.append(Paragraph(words("systems.several_open", n=len(shown.tasks))))
    blocks += [Paragraph(text) for text in _exceptions(system, shown.today, words)]
    return blocks


def _exceptions(system: System, today: date, words: Words) -> list[Text]:
    rule, locale = system.recurrence, words.locale
    skip, move = ("skipped_done", "moved_done") if rule.from_done else ("skipped", "moved")
    to = {one.planned: one.to for one in rule.moved if rules.to_come(system, one.planned)}
    skipped = [to.pop(day, day) for day in rules.still_skipped(system, today)]
    return [words(f"systems.{skip}", day=say_day(day, locale)) for day in skipped] + [
        words(f"systems.{move}", day=say_day(day, locale), to=say_day(to[day], locale)) for day in to
    ]


def _buttons(system: System, shown: Shown, reader: Person) -> tuple[Button, ...]:
    names = list(BUTTONS.get(system.state, ()))
    turn, out = shown.coming.planned.isoformat() if shown.coming else "", ""
    if system.state is SystemState.RUNNING:
        asked = next((task for task in shown.tasks if task.id == system.asked), None)
        if system.times == 1 and asked is not None and not asked.accepted_at:
            names = list(UNANSWERED)
        elif out := _out(system, shown):
            names.insert(0, "let_go")
        if not turn:
            names = [name for name in names if name not in TURN_STEPS]
    if "skip" in names and rules.still_skipped(system, shown.today):
        names[names.index("skip")] = "unskip"
    carried = {"skip": turn, "move": turn, "let_go": out}  # so that pressed twice it is not another turn
    return tuple(_button(name, system, carried.get(name, ""), reader.words()) for name in names[:BUTTONS_PER_CARD])


def _out(system: System, shown: Shown) -> str:
    """`#4`, which the next waits for, where it can be let go: what is handed in is to be reviewed."""
    waits = system.recurrence.from_done and shown.coming is None
    last = next((task for task in shown.tasks if waits and task.id == system.last), None)
    return f"#{last.id}" if last and last.state is not State.HANDED_IN else ""


def _button(name: str, system: System, turn: str, words: Words) -> Button:
    arguments = {"system": system.id} | ({"turn": turn} if turn else {})
    style: ButtonStyle = "primary" if name == "resume" else "danger" if name == "stop" else "plain"
    label = words.plain(f"systems.button_{name}", turn=turn)
    action = "skip" if name == "let_go" else name
    return Button(label=label, action=f"systems.{action}", arguments=arguments, style=style)


def _last_event(system: System, words: Words, roster: Roster) -> Text:
    if not system.events:
        return ()
    event = system.events[-1]
    who = roster.name(event.by) if event.by else "Baton"
    return words(f"systems.event_{event.kind}", who=who, at=When(event.at), text=event.text)


def notice(words: Words, key: str, system: System, **values: str) -> Card:
    """A short private answer about one system."""
    return Card(title=words(f"systems.{key}", name=system.name, outcome=system.outcome, **values))


def list_card(found: Sequence[tuple[System, Coming | None]], reader: Person, roster: Roster, start: int) -> Card:
    """One page of systems: the rule in words, the next, who holds it, and whether it rests."""
    words = reader.words()
    title = words("systems.list", n=len(found))
    if not found:
        return Card(title=title, blocks=(Paragraph(words("systems.list_none")),))
    page = found[start : start + PAGE]
    buttons = [
        Button(label=system.name, action="systems.show", arguments={"system": system.id})
        for system, _ in page[: BUTTONS_PER_CARD - 1]
    ]
    if start + PAGE < len(found):
        more = {"view": "systems", "start": str(start + PAGE)}
        buttons.append(Button(label=words.plain("handoff.button_more"), action="handoff.tasks", arguments=more))
    lines = tuple(_line(system, coming, words, roster) for system, coming in page)
    footer = words("systems.list_footer", one=found[0][0].name)
    return Card(title=title, blocks=(Items(lines),), buttons=tuple(buttons), footer=footer)


def _line(system: System, coming: Coming | None, words: Words, roster: Roster) -> Text:
    who = roster.name(system.holder) if system.holder else words.plain("handoff.anyone")
    state = () if system.state is SystemState.RUNNING else words(f"systems.state_word_{system.state.value}")
    if system.state is SystemState.RUNNING and system.holder and not system.accepted_at:
        state = words("systems.state_word_offered")
    following = words("systems.line_next", day=When(coming.due_at, "date")) if coming else ()
    rule = (say_rule(system.recurrence.rule, words),)
    return joined([(f"{system.name} {system.outcome}",), rule, (who,), following, state])

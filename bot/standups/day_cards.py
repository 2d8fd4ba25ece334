"""What a standup shows to the team: the day's head, each answer in its thread, and the summary at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from bot.blockers.cards import public_line
from bot.blockers.records import Blocker
from bot.jobs import late_note
from bot.lists import first
from bot.people import Roster
from bot.standups.cards import day_of, listed, run_buttons, said_blocks
from bot.standups.questions import blockers, field_name, is_nothing, said_of
from bot.standups.records import Answer, Run
from bot.standups.rules import Count, Standing, count, standings
from bot.standups.task_links import task_buttons
from bot.texts import Words, joined
from bot.times import local
from bot.ui import Block, Button, Card, Fact, Facts, Items, Paragraph, Text, When

BLOCKERS_SHOWN = 10
PICKS_SHOWN = 10
TASKS_SHOWN = 3
BLOCKER_LENGTH = 300


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A run with its answers and people at one instant: all that its public cards are made from.

    `blockers` are what this standup heard to be in their way, whatever day, the oldest first; `cleared` what they said
    that day and is not any more.
    """

    run: Run
    answers: Sequence[Answer]
    roster: Roster
    now: datetime
    blockers: Sequence[Blocker] = ()
    cleared: Sequence[Blocker] = ()
    zone: str = "UTC"

    def standings(self) -> dict[Standing, tuple[str, ...]]:
        return standings(self.run, self.roster, self.answers, self.now)

    def count(self) -> Count:
        return count(state for state, people in self.standings().items() for _ in people)


def head_card(day: Day, words: Words) -> Card:
    """Heads the day's thread: how many answered and who. Never who has not."""
    found = day.standings()
    late = found.get("late", ())
    names = [day.roster.name(person) for person in found.get("answered", ())]
    names += [words.plain("standups.name_late", name=day.roster.name(person)) for person in late]
    counts = words(
        "standups.head_counts", answered=len(names), expected=day.count().expected, names=listed(names, words)
    )
    return Card(
        title=words("standups.head_title", name=day.run.name, day=day_of(day.run.day)),
        blocks=(Paragraph(counts),) if names else (),
        footer=words("standups.head_closed" if day.run.closed_at else "standups.head_open"),
    )


def prompt_card(day: Day, key: str, words: Words) -> Card:
    """Asks where all can read it: who is asked now, until when, nothing of anybody's work. Over, it names nobody."""
    run = day.run
    asked = [seat for seat in run.seats if seat.asked_by == key]
    people = [person for seat in asked if (person := day.roster.get(seat.person))]
    closed = day.now >= asked[0].closes_at
    title = words(
        "standups.mine_closed" if closed else "standups.prompt_title",
        name=run.name,
        day=day_of(run.day),
        who=joined([(person.mention(),) for person in people], between=", "),
        closes=When(asked[0].closes_at),
    )
    verbs = ("late",) if closed else ("show", "answer", "skip")
    late = () if closed else late_note(asked[0].prompt_at, day.now, words)
    return Card(title=title, buttons=run_buttons(run, verbs, words, primary="show"), footer=late)


def answer_card(name: str, answer: Answer, words: Words) -> Card:
    """One person's answers, each question followed by that person's own words."""
    blocks: list[Block] = []
    for line in answer.lines:
        blocks.extend(said_blocks((line.question,), line.text, words))
    return Card(
        title=words("standups.answer_title_late" if answer.late else "standups.answer_title", name=name),
        blocks=tuple(blocks),
        buttons=task_buttons((line.text for line in answer.lines), TASKS_SHOWN),
        footer=words(
            "standups.answer_footer_edited" if answer.edited else "standups.answer_footer", at=When(answer.at)
        ),
    )


def summary_card(day: Day, words: Words, footer: Text = ()) -> Card:
    """The day at its close."""
    return Card(title=_counted(_summed_up(day), day, words), blocks=_as_it_stands(day, words), footer=footer)


def _summed_up(day: Day) -> str:
    return "summary_title" if day.count().answered else "summary_nobody"


def preview_card(day: Day, words: Words, coming: Text) -> Card:
    """The summary as it stands now, for the owner alone; of a day that is closed as it is, with when the next asks."""
    button = Button(
        label=words.plain("standups.button_status"),
        action="standups.status",
        arguments={"standup": day.run.standup},
    )
    closed = day.run.closed_at is not None
    key = _summed_up(day) if closed else "preview_title"
    if not set(day.standings()) - {"away", "left"}:
        key = "preview_away"
    blocks: tuple[Block, ...] = (Paragraph(words("standups.preview_next", coming=coming)),) if closed else ()
    return Card(title=_counted(key, day, words), blocks=_as_it_stands(day, words) + blocks, buttons=(button,))


def _counted(key: str, day: Day, words: Words) -> Text:
    """`Standup Daily, Tue 24 Nov, is closed: 2 of 3 answered`"""
    run, found = day.run, day.count()
    return words(
        f"standups.{key}", name=run.name, day=day_of(run.day), answered=found.answered, expected=found.expected
    )


def _as_it_stands(day: Day, words: Words) -> tuple[Block, ...]:
    return standing_facts(day, words) + _in_the_way(day, words) + _picked(day, words)


def standing_facts(day: Day, words: Words) -> tuple[Block, ...]:
    """Who is in which standing, by name and without a mention; nothing for a day of nobody."""
    found = day.standings()
    shown: tuple[Standing, ...] = ("answered", "late", "skipped", "away", "missing", "not_asked", "open")
    rows = tuple(
        Fact(words.plain(f"standups.fact_{state}"), (listed((day.roster.name(p) for p in found[state]), words),))
        for state in shown
        if state in found
    )
    return (Facts(rows),) if rows else ()


def _picked(day: Day, words: Words) -> tuple[Block, ...]:
    """What was picked where a question offers choices, so that it is seen at a glance: `How sure are you? Ana: 4`"""
    said = {answer.person: said_of(day.run.questions, answer) for answer in day.answers}
    people, lines = [seat.person for seat in day.run.seats if seat.person in said], []
    for number, question in enumerate(day.run.questions, 1):
        offered = question.choices and question.about != "blocker"
        found = {person: said[person].get(field_name(number), "") for person in people} if offered else {}
        chosen = {person: choice for person, choice in found.items() if choice}
        if chosen:
            picked = _of_many if len(chosen) > PICKS_SHOWN else _of_each
            lines.append((f"{question.text} {', '.join(picked(chosen, day, words))}",))
    return (Items(tuple(lines)),) if lines else ()


def _of_each(chosen: Mapping[str, str], day: Day, _: Words) -> list[str]:
    """`Ana: 4`"""
    return [f"{day.roster.name(person)}: {choice}" for person, choice in chosen.items()]


def _of_many(chosen: Mapping[str, str], _: Day, words: Words) -> list[str]:
    """`4 (20 people)`, what most picked first; who picked what is in the thread."""
    counts = Counter(sorted(chosen.values())).most_common()
    return [words.plain("standups.picked_by", choice=choice, n=n) for choice, n in counts]


def _in_the_way(day: Day, words: Words) -> tuple[Block, ...]:
    """What is in the way, the oldest first, with its age and who clears it; then what is tracked as a task."""
    # In the team's own days, where all read it; but no day behind the standup itself, which begins further east.
    today = max(day.run.day, local(day.now, day.zone).date())
    tracked = [msgspec.structs.replace(one, text=_shortened(one.text, words)) for one in day.blockers]
    lines = [public_line(one, words, day.roster, today, day.zone) for one in tracked]
    known = {(one.person, one.text.casefold()) for one in (*day.blockers, *day.cleared)}
    for answer in day.answers:
        said = [line.strip() for text in blockers(answer) for line in text.splitlines() if line.strip()]
        rest = [line for line in said if not is_nothing(line) and (answer.person, line.casefold()) not in known]
        name = day.roster.name(answer.person)
        lines += [words("standups.blocker_of", name=name, text=_shortened(line, words)) for line in rest]
    if not lines:
        return ()
    return (Paragraph(words("standups.blockers_title")), Items(first(lines, BLOCKERS_SHOWN, words)))


def _shortened(text: str, words: Words) -> str:
    if len(text) <= BLOCKER_LENGTH:
        return text
    return words.plain("standups.blocker_rest", text=text[:BLOCKER_LENGTH])

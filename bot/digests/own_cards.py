"""What people are shown of themselves alone: an assistant's week, and the day that begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.blockers.cards import line_of
from bot.digests.cards import LISTED, trends_button, waiting_line
from bot.digests.daily import Day
from bot.digests.late_cards import late_line, late_sum
from bot.digests.ledger import Work
from bot.digests.own_week import Own
from bot.digests.rules import Week
from bot.digests.spans import span
from bot.lists import first
from bot.people import Person, Roster
from bot.standups.rules import Count
from bot.texts import Words, joined
from bot.times import say_duration
from bot.ui import Block, Button, Card, Items, Paragraph, Text, When

OPENED = 3  # tasks with a button of their own, beside one blocker's and the list's


class OwnWeek(NamedTuple):
    """All that an assistant's week says. `streak` is of whole weeks of standups."""

    week: Week
    own: Own
    standups: Count
    streak: int

    @property
    def empty(self) -> bool:
        return self.own.empty and not self.standups.over


def own_week_card(told: OwnWeek, reader: Person, roster: Roster, footer: Text = ()) -> Card:
    words, own = reader.words(), told.own
    title = words("digests.title_owner", span=span(told.week, reader))
    if told.empty:
        return Card(title=title, blocks=(Paragraph(words("digests.own_nothing")),), footer=footer)
    blocks: list[Block] = [Paragraph(_sums(own, reader))]
    texts = (_effort(own, words), _questions(own, words), _standups(told, words))
    blocks += [Paragraph(text) for text in texts if text]
    if own.late:
        lines = [late_line(work, told.week.end, reader, roster) for work in own.late]
        blocks += _list("late_list", lines, words)
    if own.overdue:
        blocks += _list("overdue_list", [late_line(work, told.week.end, reader, roster) for work in own.overdue], words)
    if own.open_questions:
        lines = [
            words(
                "digests.own_asked",
                id=work.id,
                outcome=work.outcome,
                who=roster.name(work.waits_on),
                since=When(work.waits_since or work.created_at),
            )
            for work in own.open_questions
        ]
        blocks += _list("own_open_questions", lines, words)
    return Card(title=title, blocks=tuple(blocks), buttons=(_tasks(words), trends_button(words)), footer=footer)


def _sums(own: Own, reader: Person) -> Text:
    """`Handed in 3 · approved 2, 1 of them the first time · nothing late`; never `1, 1 of them`."""
    words = reader.words()
    approved = words("digests.own_approved", n=len(own.approved))
    if own.approved:
        share = {len(own.approved): "_all", 0: "_none"}.get(own.first_time, "")
        approved += words(f"digests.own_first_time{share}", n=own.first_time or len(own.approved))
    return joined(
        [
            words("digests.own_handed_in", n=own.handed_in),
            approved,
            late_sum(own.late, reader, overdue=bool(own.overdue)),
        ]
    )


def _effort(own: Own, words: Words) -> Text:
    if not own.approved:
        return ()
    done = words("digests.own_effort", effort=say_duration(own.effort_minutes, words.locale))
    missing = words("digests.back_unestimated", n=own.unestimated) if own.unestimated else ()
    return joined([done, missing], " ")


def _questions(own: Own, words: Words) -> Text:
    if not own.questions:
        return ()
    asked = words("digests.own_questions", n=own.questions)
    if not own.answered:
        return asked + words("digests.own_unanswered")
    average = say_duration(own.average_minutes, words.locale)
    return asked + words("digests.own_answered", n=own.answered, average=average)


def _standups(told: OwnWeek, words: Words) -> Text:
    if not told.standups.over:
        return ()
    counts = words("digests.standups", answered=told.standups.answered, asked=told.standups.over)
    streak = words("digests.own_streak", n=told.streak) if told.streak else ()
    return joined([counts, streak], " ")


def day_card(day: Day, reader: Person, roster: Roster, now: datetime, footer: Text = ()) -> Card:
    """Each thing once, the most pressing first."""
    words = reader.words()
    title = words("digests.title_day", day=When(now, "date"))
    if day.empty:
        return Card(title=title, blocks=(Paragraph(words("digests.day_nothing")),), footer=footer)
    sections = (
        ("day_late", [_held("day_late_line", work, When(work.due_at or now), reader, roster) for work in day.late]),
        (
            "day_due",
            [_held("day_due_line", work, When(work.due_at or now, "time"), reader, roster) for work in day.due],
        ),
        ("waiting", [waiting_line(work, words, roster) for work in day.waiting]),
        ("day_blockers", [line_of(blocker, reader, roster, now) for blocker in day.blockers]),
    )
    blocks = [block for key, lines in sections if lines for block in _list(key, lines, words)]
    return Card(title=title, blocks=tuple(blocks), buttons=_day_buttons(day, words), footer=footer)


def _held(key: str, work: Work, due: When, reader: Person, roster: Roster) -> Text:
    """With whom it is now, when that is not the reader."""
    words = reader.words()
    text = words(f"digests.{key}", id=work.id, outcome=work.outcome, due=due)
    elsewhere = work.waits_on not in ("", reader.id)
    return text + (words("digests.day_with", who=roster.name(work.waits_on)) if elsewhere else ())


def _day_buttons(day: Day, words: Words) -> tuple[Button, ...]:
    works = (
        Button(label=f"#{work.id}", action="handoff.show", arguments={"task": work.id}) for work in day.works[:OPENED]
    )
    blockers = (
        Button(label=one.name, action="blockers.show", arguments={"blocker": one.id}) for one in day.blockers[:1]
    )
    return (*works, *blockers, _tasks(words))


def _tasks(words: Words) -> Button:
    return Button(label=words.plain("digests.button_tasks"), action="handoff.tasks")


def _list(key: str, lines: Sequence[Text], words: Words) -> tuple[Block, ...]:
    return Paragraph(words(f"digests.{key}", n=len(lines))), Items(first(lines, LISTED, words))

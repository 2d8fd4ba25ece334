"""What the owner's weekly digest shows: her figures, with one chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from bot.blockers.cards import line_of
from bot.blockers.records import Blocker
from bot.checkins.cards import counts
from bot.checkins.records import Said
from bot.digests.late_cards import late_line, late_sum
from bot.digests.ledger import Work
from bot.digests.records import stamp
from bot.digests.rules import Figures, Week
from bot.digests.spans import span
from bot.digests.trend_cards import done_chart
from bot.digests.trends import Share
from bot.focus.rules import Logged
from bot.lists import first
from bot.people import Person, Roster, Team
from bot.texts import Words, joined
from bot.times import say_duration
from bot.ui import BUTTONS_PER_CARD, Block, Button, Card, Items, Paragraph, Text, When

LISTED = 8
NAMED = 5


class OwnerWeek(NamedTuple):
    """All that the owner's digest says. `standups` is answered and asked; `per_week` goes with the chart's `weeks`.

    `blockers` are the owner's to clear, the oldest first; `cleared` is how many she did in the week.
    """

    week: Week
    figures: Figures
    said: Sequence[Said]
    standups: tuple[int, int]
    weeks: Sequence[Week]
    per_week: Sequence[Share]
    blockers: Sequence[Blocker] = ()
    cleared: int = 0
    logged: Logged = Logged()


def owner_card(told: OwnerWeek, reader: Person, team: Team, roster: Roster, footer: Text = ()) -> Card:
    words, figures = reader.words(), told.figures
    blocks: list[Block] = [
        Paragraph(_back(figures, words, team, roster)),
        Paragraph(_sums(figures, reader)),
    ]
    if told.said:
        blocks.append(Paragraph(words("digests.promises", counts=counts(words, told.said))))
    answered, asked = told.standups
    if asked:
        blocks.append(Paragraph(words("digests.standups", answered=answered, asked=asked)))
    if told.logged.all:
        blocks.append(Paragraph(_focus(told.logged, reader)))
    if told.cleared:
        blocks.append(Paragraph(words("digests.cleared", n=told.cleared)))
    blocks.extend(_lists(told, reader, roster))
    if len(told.weeks) > 1 and any(share.all for share in told.per_week):  # one bar alone says what the words say
        if told.per_week[-1].all != figures.done:
            blocks.append(Paragraph(words("digests.chart_weeks", n=told.per_week[-1].all)))
        blocks.append(done_chart(told.weeks, told.per_week, reader))
    return Card(
        title=words("digests.title_owner", span=span(told.week, reader)),
        blocks=tuple(blocks),
        buttons=_owner_buttons(told, words),
        footer=footer,
    )


def _back(figures: Figures, words: Words, team: Team, roster: Roster) -> Text:
    """`Back to you: 9.5 h = $4,750 at $500 an hour, for $114 to Ana and Ben (net of 50 min …).`"""
    net = words("digests.back_net", minutes=say_duration(figures.spent_minutes, words.locale))
    if not figures.effort_minutes and not figures.unestimated:
        return words("digests.back_nothing")
    hours = _hours(figures.back_minutes, words)
    if team.worth_cents:
        worth = money(team.worth_cents, team.currency, words.locale)
        sum_ = money(round(figures.back_minutes * team.worth_cents / 60), team.currency, words.locale)
        text = words("digests.back_worth", hours=hours, money=sum_, worth=worth)
    else:
        text = words("digests.back", hours=hours)
    if figures.cost_cents:
        names = [roster.name(person) for person in figures.paid]
        many = words.plain("digests.back_people", n=len(names))
        people = format_list(names, locale=words.locale) if len(names) <= NAMED else many
        cost = money(figures.cost_cents, team.currency, words.locale)
        text += words("digests.back_cost", cost=cost, people=people)
    missing = (" ", *words("digests.back_unestimated", n=figures.unestimated)) if figures.unestimated else ()
    return text + net + missing


def _hours(minutes: int, words: Words) -> str:
    """`9.5 h` where a tenth says it exactly, else `1 h 35 min`, so that hours times worth is the sum beside it."""
    if minutes % 6:
        return say_duration(minutes, words.locale)
    return f"{format_decimal(minutes / 60, locale=words.locale)} h"


def _sums(figures: Figures, reader: Person) -> Text:
    """`Done 14 · handed over 9 · late 2 (1 waited on you) · 3 questions · returned 1`"""
    words = reader.words()
    return joined(
        [
            words("digests.done", n=figures.done),
            words("digests.handed_over", n=figures.handed_over),
            late_sum(figures.late, reader, overdue=bool(figures.overdue)),
            words("digests.questions", n=figures.questions) if figures.questions else (),
            words("digests.returned", n=figures.returned) if figures.returned else (),
        ]
    )


def _focus(logged: Logged, reader: Person) -> Text:
    """`… 3 h 45 min of 10 h, 31% of the 12 h you logged (goal 50%).` The share only where other work is logged, too."""
    words, locale = reader.words(), reader.locale
    done = say_duration(logged.focused, locale) if logged.focused else "0 h"
    text = words("digests.focus_own", done=done, target=say_duration(logged.target, locale))
    if logged.focused == logged.all:
        return (*text, ".")
    share, goal = (format_percent(n, locale=locale) for n in (logged.focused / logged.all, reader.focus_share / 100))
    return text + words("digests.focus_share", share=share, all=say_duration(logged.all, locale), goal=goal)


def _lists(told: OwnerWeek, reader: Person, roster: Roster) -> list[Block]:
    figures, words, blocks = told.figures, reader.words(), list[Block]()
    if figures.late:
        late = [late_line(work, told.week.end, reader, roster) for work in figures.late]
        blocks += [Paragraph(words("digests.late_list")), items(late, words)]
    if figures.overdue:
        overdue = [late_line(work, told.week.end, reader, roster) for work in figures.overdue]
        blocks += [Paragraph(words("digests.overdue_list", n=len(overdue))), items(overdue, words)]
    if figures.waiting:
        waiting = [waiting_line(work, words, roster) for work in figures.waiting]
        blocks += [Paragraph(words("digests.waiting", n=len(waiting))), items(waiting, words)]
    elif not told.blockers:
        blocks.append(Paragraph(words("digests.waiting_none")))
    if told.blockers:
        lines = [line_of(one, reader, roster, told.week.end) for one in told.blockers]
        blocks += [Paragraph(words("digests.day_blockers", n=len(lines))), items(lines, words)]
    if figures.blocked:
        blocked = [_blocked(work, told.week.end, words, roster) for work in figures.blocked]
        blocks += [Paragraph(words("digests.blocked", n=len(blocked))), items(blocked, words)]
    return blocks


def waiting_line(work: Work, words: Words, roster: Roster) -> Text:
    """`#41 Refunds — a question from Ana, since Mon 23 Nov`"""
    since = When(work.waits_since or work.created_at, "date")
    key = f"digests.waiting_{work.waits_for}"
    return words(key, id=work.id, outcome=work.outcome, who=roster.name(work.holder), since=since)


def _blocked(work: Work, end: datetime, words: Words, roster: Roster) -> Text:
    who = roster.name(work.holder)
    days = words("digests.days", n=max(0, (end - (work.waits_since or end)).days))
    return words("digests.blocked_line", id=work.id, outcome=work.outcome, who=who, days=days)


def items(lines: Sequence[Text], words: Words) -> Items:
    return Items(first(lines, LISTED, words))


def _owner_buttons(told: OwnerWeek, words: Words) -> tuple[Button, ...]:
    """What she has to do, then one for each figure that is not nought, and the open tasks.

    `until` says which digest's figures.
    """
    figures, until = told.figures, {"until": stamp(told.week.end)}
    counted = {
        "waiting": len(figures.waiting),
        "late": len(figures.late),
        "done": figures.done,
        "handed": figures.handed_over,
    }
    opened = [
        Button(
            label=words.plain(f"digests.button_{name}"),
            action=f"digests.{name}",
            arguments=until,
            style="primary" if name == "waiting" else "plain",
        )
        for name, n in counted.items()
        if n
    ]
    opened[1 if figures.waiting else 0 : 0] = _blocker_button(told.blockers, words)
    tasks = Button(label=words.plain("digests.button_tasks"), action="handoff.tasks", arguments={"view": "team"})
    if figures.overdue:
        tasks = Button(label=words.plain("digests.button_overdue"), action="digests.overdue", arguments=until)
    return (*opened[: BUTTONS_PER_CARD - 1], tasks, trends_button(words))[:BUTTONS_PER_CARD]


def _blocker_button(blockers: Sequence[Blocker], words: Words) -> tuple[Button, ...]:
    """The one there is, or the list of them."""
    if not blockers:
        return ()
    if len(blockers) > 1:
        return (Button(label=words.plain("digests.button_blockers"), action="blockers.listed"),)
    one = blockers[0]
    label = words.plain("digests.button_blocker", name=one.name)
    return (Button(label=label, action="blockers.show", arguments={"blocker": one.id}),)


def trends_button(words: Words) -> Button:
    return Button(label=words.plain("digests.button_trends"), action="digests.trends")


def money(cents: int, currency: str, locale: str) -> str:
    """`$4,750`, and `$18.50` where there are cents."""
    if cents % 100:
        return format_currency(cents / 100, currency, locale=locale)
    return format_currency(cents // 100, currency, format="¤#,##0", locale=locale, currency_digits=False)

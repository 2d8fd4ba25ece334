"""What somebody's last weeks look like side by side: a line or two on what changed, and at most two pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from babel.dates import format_date

from bot.checkins.cards import counts
from bot.checkins.records import Promise
from bot.digests import trends
from bot.digests.late_cards import whose_clock
from bot.digests.ledger import Work
from bot.digests.rules import Week
from bot.digests.spans import span
from bot.digests.trends import Share, Spans
from bot.exporting import csv_button
from bot.focus.records import Entry
from bot.people import Person, Role, Roster
from bot.texts import Words, joined
from bot.times import local, say_duration
from bot.ui import Bar, Block, Button, Card, Paragraph, Picture, Text

PICTURES = 2


class Weeks(NamedTuple):
    """All that the card says: of whom, to whom, in which weeks. `standups` are answered or not, a share for each."""

    about: Person
    reader: Person
    roster: Roster
    weeks: Sequence[Week]
    works: Sequence[Work] = ()
    promises: Sequence[Promise] = ()
    entries: Sequence[Entry] = ()
    standups: Sequence[Share] = ()

    @property
    def words(self) -> Words:
        return self.reader.words()

    @property
    def holder(self) -> str:
        """Whose tasks are counted: all for the owner."""
        return "" if self.about.role is Role.OWNER else self.about.id

    @property
    def spans(self) -> Spans:
        return trends.spans(self.weeks)

    @property
    def all_of_it(self) -> Week:
        return Week(self.weeks[0].start, self.weeks[-1].end)

    def done(self, week: Week | None) -> tuple[Work, ...]:
        return trends.done_in(self.works, week, self.holder) if week else ()

    def begun(self, since: datetime) -> Weeks:
        """Without the weeks before there was anything, or before the team."""
        first = trends.first_shown(
            self.weeks,
            since,
            [share.all for share in trends.done_per_week(self.works, self.weeks, self.holder)],
            [len(said) for said in trends.said_per_week(self.promises, self.weeks)],
            trends.focus_per_week(self.entries, self.weeks),
            [share.all for share in self.standups] or [0] * len(self.weeks),
        )
        return self._replace(weeks=self.weeks[first:], standups=self.standups[first:])


def title_of(told: Weeks) -> Text:
    who = "own" if told.about == told.reader else "of"
    return told.words(
        f"trends.title_{who}", who=told.about.name, n=len(told.weeks), span=span(told.all_of_it, told.reader)
    )


def trends_card(told: Weeks) -> Card:
    words, title = told.words, title_of(told)
    sections = [blocks for section in _SECTIONS[kind_of(told)] if (blocks := section(told))]
    if not sections:
        return Card(title=title, blocks=(Paragraph(words("trends.nothing")),))
    blocks = [block for section in sections[:PICTURES] for block in section]
    if told.spans.now is None:
        blocks.append(Paragraph(words("trends.too_soon")))
    return Card(title=title, blocks=tuple(blocks), buttons=_buttons(told), footer=_footer(told))


def kind_of(told: Weeks) -> Role:
    """Whose figures they are: a partner sees those of a partner alone, whoever they are about."""
    return Role.PARTNER if told.reader.role is Role.PARTNER else told.about.role


def _footer(told: Weeks) -> Text:
    words = told.words
    zone = words("trends.weeks")
    if told.about.role is not Role.ASSISTANT:
        return zone
    other = told.about if told.reader.role is Role.OWNER else told.roster.owner()
    return joined([zone, words("trends.private", who=other.name)], " ")


def done_chart(weeks: Sequence[Week], shares: Sequence[Share], reader: Person) -> Picture:
    """Tasks done, on time and late; the same numbers in words beside it."""
    return _chart("done", weeks, shares, reader)


def _done(told: Weeks) -> list[Block]:
    shares = trends.done_per_week(told.works, told.weeks, told.holder)
    if not any(share.all for share in shares):
        return []
    lines = [_average("done", [share.all for share in shares], told, _decimal), _late(told), _median(told)]
    return [*(Paragraph(line) for line in lines if line), done_chart(told.weeks, shares, told.reader)]


def _late(told: Weeks) -> Text:
    """`Of these 3 of 36 were late (2 with the holder, 1 waited on you), 5 of 24 in the 4 weeks before.`"""
    words, (now, _, before) = told.words, told.spans
    done, earlier = told.done(now), told.done(before)
    late = trends.late_of(done)
    if not done:
        return ()
    key = "late_only" if len(done) == 1 and not earlier else "late"
    text = words(
        f"trends.{key}{'' if late else '_none'}", n=len(late), all=len(done), whose=whose_clock(late, told.reader)
    )
    share = {"n": len(trends.late_of(earlier)), "all": len(earlier)}
    return text + (words("trends.late_before", **share) if earlier else (".",))


def _median(told: Weeks) -> Text:
    words, (now, _, before) = told.words, told.spans
    done = told.done(now)
    minutes = trends.median_minutes(done, told.roster)
    if minutes is None:
        return ()
    text = words(
        "trends.median_only" if len(done) == 1 else "trends.median", length=say_duration(minutes, words.locale)
    )
    earlier = trends.median_minutes(told.done(before), told.roster)
    if earlier is None:
        return (*text, ".")
    return text + words("trends.before", before=say_duration(earlier, words.locale))


def _standups(told: Weeks) -> list[Block]:
    shares = told.standups
    if not any(share.all for share in shares):
        return []
    now, before = shares[:-1][-trends.COMPARED :], shares[: -1 - trends.COMPARED][-trends.COMPARED :]
    asked = sum(share.all for share in now)
    blocks: list[Block] = []
    if asked:
        text = told.words("trends.standups", n=len(now), answered=_rest(now), asked=asked)
        earlier = sum(share.all for share in before) if told.spans.before else 0
        share = {"answered": _rest(before), "asked": earlier}
        blocks.append(Paragraph(text + (told.words("trends.standups_before", **share) if earlier else (".",))))
    return [*blocks, _chart("standups", told.weeks, shares, told.reader)]


def _rest(shares: Sequence[Share]) -> int:
    return sum(share.all - share.part for share in shares)


def _promises(told: Weeks) -> list[Block]:
    words, (now, n, before) = told.words, told.spans
    said = trends.said_per_week(told.promises, told.weeks)
    if not any(said):
        return []
    blocks: list[Block] = []
    for key, spell, weeks in (("promises", now, n), ("promises_before", before, trends.COMPARED)):
        found = trends.said_per_week(told.promises, [spell])[0] if spell else ()
        if found:
            blocks.append(Paragraph(words(f"trends.{key}", n=weeks, counts=counts(words, found))))
    labels = _labels(told.weeks, told.reader)
    told_weeks = [
        words("trends.each_said", label=label, counts=counts(words, one) or words("trends.none"))
        for label, one in zip(labels, said, strict=True)
    ]
    shares = [trends.kept_share(one) for one in said]
    return [*blocks, _chart("promises", told.weeks, shares, told.reader, joined(told_weeks, "; "))]


def _focus(told: Weeks) -> list[Block]:
    words, owner = told.words, told.roster.owner()
    whose = "own" if told.reader == owner else "of"
    minutes = trends.focus_per_week(told.entries, told.weeks)
    if not any(minutes):
        return []
    target = say_duration(owner.focus_minutes, words.locale)

    def length(value: float) -> str:
        return say_duration(round(value), words.locale) if round(value) else "0 h"

    # The log may have begun this week: nothing was logged before, which is not the same as no focus.
    line = _average(f"focus_{whose}", minutes, told, length, goal=target) if any(minutes[:-1]) else ()
    labels = _labels(told.weeks, told.reader)
    pairs = zip(labels, minutes, strict=True)
    weeks = joined([words("trends.each", label=label, value=length(n)) for label, n in pairs], "; ")
    bars = [Bar(label, round(n / 60, 1)) for label, n in zip(labels, minutes, strict=True)]
    picture = Picture(
        words.plain(f"trends.chart_focus_{whose}"),
        tuple(bars),
        words.plain("trends.unit_focus", goal=target),
        words.plain("trends.alt_focus", weeks=weeks, goal=target),
        goal=owner.focus_minutes / 60,
    )
    return [*([Paragraph(line)] if line else []), picture]


def _focus_or_promises(told: Weeks) -> list[Block]:
    return _focus(told) or _promises(told)


_SECTIONS: dict[Role, tuple[Callable[[Weeks], list[Block]], ...]] = {
    Role.OWNER: (_done, _focus_or_promises),
    Role.ASSISTANT: (_done, _standups),
    Role.PARTNER: (_promises, _focus),
}


def _average(name: str, values: Sequence[int], told: Weeks, said: Callable[[float], str], **more: str) -> Text:
    """`Done: 9 a week on average over the last 4 weeks, 6 in the 4 before.`; nothing before a week is over."""
    found, words = trends.pace(values), told.words
    if found is None:
        return ()
    text = words(f"trends.{name}", n=found.weeks, now=said(found.now), **more)
    if found.before is None:
        return (*text, ".")
    return text + words("trends.before", before=said(found.before))


def _decimal(value: float) -> str:
    return f"{round(value, 1):g}"


def _chart(name: str, weeks: Sequence[Week], shares: Sequence[Share], reader: Person, said: Text = ()) -> Picture:
    words, labels = reader.words(), _labels(weeks, reader)
    if not said:
        each = [
            words(f"trends.each_{name}" if share.part else "trends.each", label=label, value=share.all, part=share.part)
            for label, share in zip(labels, shares, strict=True)
        ]
        said = joined(each, "; ")
    bars = (Bar(label, share.all, share.part) for label, share in zip(labels, shares, strict=True))
    return Picture(
        words.plain(f"trends.chart_{name}"),
        tuple(bars),
        words.plain(f"trends.unit_{name}"),
        words.plain(f"trends.alt_{name}", weeks=said),
        (words.plain(f"trends.first_{name}"), words.plain(f"trends.apart_{name}")),
    )


def _labels(weeks: Sequence[Week], reader: Person) -> list[str]:
    """`16 Nov`, the Monday on the reader's calendar, and that the last week is not over."""
    days = [local(week.start, reader.zone).date() for week in weeks[:-1]]
    last = reader.words().plain("trends.so_far")
    return [*(format_date(day, "d MMM", locale=reader.locale) for day in days), last]


def _buttons(told: Weeks) -> tuple[Button, ...]:
    """The tasks behind the figures, which a partner does not see, and the numbers as a file."""
    who = {"who": told.about.id}
    file = csv_button("digests.trends", {} if kind_of(told) is Role.PARTNER else who, told.words)
    if kind_of(told) is Role.PARTNER:
        return (file,)
    done = told.done(told.all_of_it)
    counted = {"trend_done": len(done), "trend_late": len(trends.late_of(done))}
    opened = (
        Button(label=told.words.plain(f"trends.button_{name}"), action=f"digests.{name}", arguments=who)
        for name, n in counted.items()
        if n
    )
    return (*opened, file)

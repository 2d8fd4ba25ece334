"""How a standup stands: for the owner everybody's day and week, for everybody else only their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from msgspec.structs import replace

from bot.people import Person
from bot.standups.cards import day_of
from bot.standups.day_cards import Day, standing_facts
from bot.standups.lead_cards import lead_buttons, settings_facts
from bot.standups.records import Sitting, Standup
from bot.standups.rules import Count, standing
from bot.standups.windows import Crew
from bot.texts import Words, joined
from bot.ui import Block, Button, Card, Fact, Facts, Paragraph, Text, When


class Share(msgspec.Struct, frozen=True):
    """Somebody's part in the week under way, and how many whole weeks before it lacked no answer."""

    name: str
    count: Count
    streak: int


def led_card(standup: Standup, asked: Crew, day: Day | None, shares: Sequence[Share], words: Words) -> Card:
    """For the owner alone: settings, the newest day, and per name how the week goes."""
    blocks: list[Block] = [settings_facts(standup, asked, words)]
    if day is not None:
        blocks.append(Paragraph(words("standups.status_day", day=day_of(day.run.day))))
        blocks.extend(standing_facts(day, words))
    if shares:
        blocks.append(Paragraph(words("standups.status_week")))
        blocks.append(Facts(tuple(Fact(share.name, _said(share, words)) for share in shares)))
    return Card(
        title=words("standups.status_title", name=standup.name),
        blocks=tuple(blocks),
        buttons=lead_buttons(standup, words),
    )


def worth_telling(sittings: Sequence[Sitting], person: Person, now: datetime) -> list[Sitting]:
    """Without closed days on which nobody waits for an answer, and of each standup only the newest that lacks one."""
    told, lacking = list[Sitting](), set[str]()
    for sitting in sittings:
        if now >= sitting.seat.closes_at:
            state = standing(sitting.seat, person, sitting.answer, now)
            if state != "missing" or sitting.run.standup in lacking:
                continue
            lacking.add(sitting.run.standup)
        told.append(sitting)
    return told


def own_card(sittings: Sequence[Sitting], coming: datetime | None, share: Share, person: Person, now: datetime) -> Card:
    """For one person: each day that can still be answered or changed, the week so far, and when the next one asks."""
    words = person.words()
    rows = [Fact(sitting.run.name, _own_day(sitting, person, now)) for sitting in sittings]
    if share.count.over:
        rows.append(Fact(words.plain("standups.fact_week"), _said(replace(share, streak=0), words)))
    if share.streak:
        rows.append(Fact(words.plain("standups.fact_streak"), words("standups.streak", n=share.streak)))
    if coming is not None:
        rows.append(Fact(words.plain("standups.fact_next"), (When(coming),)))
    buttons = []
    if sittings:
        said = sittings[0].answer
        silent = said is None or said.skipped
        label = words.plain("standups.button_answer" if silent else "standups.button_change")
        buttons.append(Button(label=label, action="standups.answer", arguments={"run": sittings[0].run.id}))
    if coming is not None:
        buttons.append(Button(label=words.plain("standups.button_ahead"), action="standups.ahead"))
    return Card(title=words("standups.status_mine_title"), blocks=(Facts(tuple(rows)),), buttons=tuple(buttons))


def _own_day(sitting: Sitting, person: Person, now: datetime) -> Text:
    words, day = person.words(), day_of(sitting.run.day)
    state = standing(sitting.seat, person, sitting.answer, now)
    if state == "open":
        return words("standups.status_open", day=day, closes=When(sitting.seat.closes_at))
    return words("standups.status_other", day=day, standing=words(f"standups.standing_{state}"))


def _said(share: Share, words: Words) -> Text:
    """`4 of 5 answered · 6 weeks in a row`"""
    answered = words("standups.status_week_value", answered=share.count.answered, expected=share.count.over)
    return joined([answered, words("standups.streak", n=share.streak) if share.streak else ()])

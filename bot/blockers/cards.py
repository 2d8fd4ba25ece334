"""What is shown of a blocker: to whoever clears it, to the one held up, and in lists by age."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from msgspec.structs import replace

from bot.blockers.records import Blocker
from bot.blockers.rules import age_days, clears, may_see
from bot.lists import first
from bot.people import Person, Roster, choices
from bot.texts import Words
from bot.times import local
from bot.ui import BUTTONS_PER_CARD, Button, Card, Fact, Facts, Form, Items, PersonField, Quote, Text, When

LISTED = 15
LINE_LENGTH = 200  # so that a page of them fits into one message


def blocker_card(blocker: Blocker, reader: Person, roster: Roster, news: Text = ()) -> Card:
    """Whose way it is in, in whose words, who clears it and since when; with what this reader can do about it."""
    words, mine = reader.words(), reader.id == blocker.person
    theirs = reader.id == blocker.owner
    key = "title_mine" if mine else "title_yours" if theirs else "title"
    if not blocker.open:
        key = "cleared_mine" if mine else "cleared"
    names = {"who": roster.name(blocker.person), "owner": roster.name(blocker.owner), "name": blocker.name}
    return Card(
        title=(
            *news,
            *((" ",) if news else ()),
            *words(f"blockers.{key}", **names),
        ),
        blocks=(Quote((blocker.text,)), Facts(_facts(blocker, reader, roster))),
        buttons=tuple(_button(name, blocker, words) for name in _names(blocker, reader)),
    )


def _facts(blocker: Blocker, reader: Person, roster: Roster) -> tuple[Fact, ...]:
    words = reader.words()
    rows = [Fact(words.plain("blockers.fact_since"), (When(blocker.said_at),))]
    if blocker.resolved_at:
        by = words("blockers.resolved_by", who=roster.name(blocker.resolved_by), at=When(blocker.resolved_at))
        rows.append(Fact(words.plain("blockers.fact_cleared"), by))
    elif blocker.acknowledged_at:
        seen = words("blockers.seen_by", who=roster.name(blocker.owner), at=When(blocker.acknowledged_at))
        rows.append(Fact(words.plain("blockers.fact_state"), seen))
    return tuple(rows)


def _names(blocker: Blocker, reader: Person) -> tuple[str, ...]:
    if not blocker.open or not may_see(blocker, reader):
        return ()
    if not clears(blocker, reader) or reader.id == blocker.person != blocker.owner:
        return ("resolve",)
    seen = () if blocker.acknowledged_at else ("acknowledge",)
    return (*seen, "resolve", "hand_on", "delegate")


def _button(name: str, blocker: Blocker, words: Words) -> Button:
    return Button(
        label=words.plain(f"blockers.button_{name}"),
        action=f"blockers.{name}",
        arguments={"blocker": blocker.id},
        style="primary" if name == "acknowledge" else "plain",
    )


def line_of(blocker: Blocker, reader: Person, roster: Roster, now: datetime) -> Text:
    """To one reader, whose clock counts the days: `B3 Ana: Shop access · 2 days, with you`; its card says all of it."""
    words, there = reader.words(), roster.zone(blocker.person, reader.zone)
    days = age_days(blocker, local(now, reader.zone).date(), reader.zone, there)
    owner = words.plain("blockers.you") if reader.id == blocker.owner else roster.name(blocker.owner)
    short = replace(blocker, text=_shortened(blocker.text))
    return (f"{blocker.name} ", *_line(short, roster.name(blocker.person), owner, days, words))


def _shortened(text: str) -> str:
    return text if len(text) <= LINE_LENGTH else f"{text[:LINE_LENGTH].rstrip()}…"


def public_line(blocker: Blocker, words: Words, roster: Roster, today: date, zone: str) -> Text:
    """For all to see: `Ana: Shop access · 2 days, with Olivia`"""
    days = age_days(blocker, today, zone, roster.zone(blocker.person, zone))
    return _line(blocker, roster.name(blocker.person), roster.name(blocker.owner), days, words)


def _line(blocker: Blocker, who: str, owner: str, days: int, words: Words) -> Text:
    key = "line_today" if days <= 0 else "line"
    return words(f"blockers.{key}", who=who, text=blocker.text, n=days, owner=owner)


def list_card(found: Sequence[Blocker], reader: Person, roster: Roster, now: datetime, start: int = 0) -> Card:
    """The oldest first, a page from `start`; each opens by its number."""
    start = start if start < len(found) else 0  # what was there is cleared meanwhile
    words, page = reader.words(), found[start : start + LISTED]
    if not page:
        return Card(title=words("blockers.list_none"))
    lines = [line_of(blocker, reader, roster, now) for blocker in page]
    left = start + LISTED < len(found)
    buttons = [
        Button(label=blocker.name, action="blockers.show", arguments={"blocker": blocker.id})
        for blocker in page[: BUTTONS_PER_CARD - left]
    ]
    if left:
        further = {"start": str(start + LISTED)}
        buttons.append(Button(label=words.plain("handoff.button_more"), action="blockers.listed", arguments=further))
    return Card(
        title=words("blockers.list", n=len(found)),
        blocks=(Items(first(lines, LISTED, words, of=len(found) - start)),),
        buttons=tuple(buttons),
    )


def note(words: Words, key: str, **values: str) -> Card:
    return Card(title=words(f"blockers.{key}", **values))


def hand_on_form(key: str, blocker: Blocker, people: Iterable[Person], words: Words) -> Form:
    return Form(
        key=key,
        title=words.plain("blockers.form_hand_on"),
        action="blockers.hand_on",
        fields=(PersonField(name="who", label=words.plain("blockers.field_who"), people=choices(people)),),
        submit=words.plain("blockers.submit_hand_on"),
        arguments={"blocker": blocker.id},
        intro=(blocker.text,),
    )

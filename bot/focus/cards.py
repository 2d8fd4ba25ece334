"""What is shown of a focus log: one entry, the week against its target, and the deals."""

from __future__ import annotations

from collections.abc import Sequence

from bot.focus.records import Entry
from bot.focus.rules import AREAS, DEALS_WITH, KINDS, TEXT_MOST, Did, by_area, by_kind, focused
from bot.lists import first
from bot.people import Person
from bot.texts import Words, joined
from bot.times import say_duration
from bot.ui import (
    Block,
    Button,
    Card,
    Choice,
    ChoiceField,
    Fact,
    Facts,
    Form,
    Items,
    Paragraph,
    Progress,
    Text,
    TextField,
    When,
)

LISTED = 15


def logged_card(entry: Entry, week: Sequence[Entry], person: Person) -> Card:
    """What was understood, and how the week stands now."""
    words = person.words()
    title = words("focus.logged", length=_length(entry.minutes, words), kind=_kind(entry, words), text=entry.text)
    undo = Button(label=words.plain("focus.button_undo"), action="focus.undo", arguments={"entry": entry.id})
    return Card(title=title, blocks=(_progress(week, person, "of_target_this_week"),), buttons=(undo,))


def week_card(week: Sequence[Entry], person: Person) -> Card:
    """The seven days so far: against the target, by kind, by area."""
    words, blocks = person.words(), list[Block]()
    blocks.append(_progress(week, person))
    kinds = tuple(
        Fact(words.plain(f"focus.kind_{kind}"), (_length(minutes, words),)) for kind, minutes in by_kind(week).items()
    )
    areas = tuple(
        Fact(words.plain(f"focus.area_{area.lower()}"), (_length(minutes, words),))
        for area, minutes in by_area(week).items()
    )
    blocks += [Facts(rows) for rows in (kinds, areas) if rows]
    if not week:
        blocks.append(Paragraph(words("focus.nothing_yet")))
    button = Button(label=words.plain("focus.button_did"), action="focus.did", style="primary")
    return Card(title=words("focus.week_title"), blocks=tuple(blocks), buttons=(button,))


def deals_card(deals: Sequence[Entry], person: Person) -> Card:
    """The newest first, each with whom it is and what it took."""
    words = person.words()
    if not deals:
        return Card(title=words("focus.no_deals"))
    lines = [_deal(entry, words) for entry in deals[:LISTED]]
    total = _length(sum(entry.minutes for entry in deals), words)
    return Card(
        title=words("focus.deals", n=len(deals), total=total),
        blocks=(Items(first(lines, LISTED, words, of=len(deals))),),
    )


def _deal(entry: Entry, words: Words) -> Text:
    whom = words(f"focus.with_{entry.deal_with}") if entry.deal_with else ()
    return joined(
        [
            (entry.text or words.plain("focus.kind_deals"),),
            whom,
            (_length(entry.minutes, words),),
            (When(entry.at, "date"),),
        ]
    )


def _kind(entry: Entry, words: Words) -> str:
    return words.plain(f"focus.kind_{entry.kind}")


def _length(minutes: int, words: Words) -> str:
    return say_duration(minutes, words.locale)


def _progress(week: Sequence[Entry], person: Person, key: str = "of_target") -> Progress:
    words, done, target = person.words(), focused(week), person.focus_minutes
    label = words.plain(f"focus.{key}", done=_length(done, words) if done else "0 h", target=_length(target, words))
    return Progress(done, target, label)


def form(key: str, did: Did, typed: str, words: Words) -> Form:
    """How long, which kind, which area, what; filled with what was understood."""
    length = typed if did.minutes is None else say_duration(did.minutes, "en")
    kinds = tuple(Choice(kind, words.plain(f"focus.kind_{kind}")) for kind in KINDS)
    areas = tuple(Choice(area, words.plain(f"focus.area_{area.lower()}")) for area in AREAS[1:])
    whom = tuple(Choice(one, words.plain(f"focus.with_{one}")) for one in DEALS_WITH[1:])

    def text(name: str, value: str, most: int, *, required: bool = False) -> TextField:
        hint = "90m, 1h30, 2h" if name == "length" else ""
        label = words.plain(f"focus.field_{name}")
        return TextField(name=name, label=label, value=value, hint=hint, required=required, most=most)

    def choice(name: str, choices: tuple[Choice, ...], value: str, *, required: bool = False) -> ChoiceField:
        label = words.plain(f"focus.field_{name}")
        return ChoiceField(name=name, label=label, choices=choices, value=value, required=required)

    return Form(
        key=key,
        title=words.plain("focus.form"),
        action="focus.did",
        fields=(
            text("length", length, 30, required=True),
            choice("kind", kinds, did.kind, required=True),
            choice("area", areas, did.area),
            choice("deal_with", whom, did.deal_with),
            text("text", did.text, TEXT_MOST),
        ),
        submit=words.plain("focus.submit"),
    )

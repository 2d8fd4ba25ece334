"""What is shown when another partner takes the place of one: the form, what was done, a kind word, and the history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from babel.dates import get_day_names

from bot.checkins.cards import state_words
from bot.checkins.forms import shortened
from bot.checkins.proof_cards import proof_words
from bot.checkins.records import Promise, Rhythm
from bot.lists import first
from bot.people import Person, Roster, choices
from bot.succession.records import Succession
from bot.texts import Words, joined
from bot.times import say_clock
from bot.ui import (
    FIELD_LABEL,
    Block,
    Button,
    Card,
    Choice,
    ChoiceField,
    Field,
    Form,
    Items,
    Paragraph,
    PersonField,
    Text,
    When,
)

ASKED_ONE_BY_ONE = 8  # ten fields in a form
LISTED = 10


class Settled(NamedTuple):
    """How many promises were handed along, taken back, or left open."""

    along: int
    back: int
    left: int


def _fields(open_ones: Sequence[Promise], owner: Person, partners: Sequence[Person]) -> tuple[Field, ...]:
    """What becomes of each; of very many, of all together. To whom, where there are several."""
    words, fields = owner.words(), list[Field]()
    if len(partners) > 1:
        label = words.plain("succession.field_to")
        fields.append(PersonField(name="to", label=label, people=choices(partners), required=False))
    options = [Choice(name, words.plain(f"succession.option_{name}")) for name in ("back", "open")]
    if partners:
        options.insert(0, Choice("along", words.plain("succession.option_along")))
    together = len(open_ones) > ASKED_ONE_BY_ONE
    asked = [("all", words.plain("succession.field_all", n=len(open_ones)))] if together else []
    if not together:
        asked = [(one.id, words.plain("checkins.field_said", n=n, text=one.text)) for n, one in enumerate(open_ones, 1)]
    fields += [
        ChoiceField(
            name=f"said_{name}",
            label=shortened(label, FIELD_LABEL),
            choices=tuple(options),
            value="open",
        )
        for name, label in asked
    ]
    return tuple(fields)


def settle_form(key: str, old: Person, open_ones: Sequence[Promise], owner: Person, partners: Sequence[Person]) -> Form:
    """After the partner has gone."""
    words = owner.words()
    return Form(
        key=key,
        title=words.plain("succession.form_settle"),
        action="succession.settle",
        fields=_fields(open_ones, owner, partners),
        submit=words.plain("checkins.submit_save"),
        arguments={"old": old.id, "form": "1"},
        intro=words("succession.intro_settle", who=old.name),
    )


def replace_form(key: str, pair: tuple[Person, Person], open_ones: Sequence[Promise], owner: Person) -> Form:
    """Before the partner goes."""
    words, (old, new) = owner.words(), pair
    return Form(
        key=key,
        title=words.plain("succession.form_replace"),
        action="succession.replace",
        fields=_fields(open_ones, owner, (new,)),
        submit=words.plain("succession.submit_replace"),
        arguments={"old": old.id, "who": new.id, "form": "1"},
        intro=words("succession.intro_replace", old=old.name, new=new.name),
    )


def parted_card(gone: Person, open_ones: Sequence[Promise], owner: Person, *, hands_along: bool) -> Card:
    """To the owner: what was promised to somebody who is a partner no more."""
    words = owner.words()
    lines = [words("checkins.prompt_line", text=one.text, due=When(one.due_at)) for one in open_ones]
    what = words("succession.parted_along" if hands_along else "succession.parted_alone")
    return Card(
        title=words("succession.parted", who=gone.name, n=len(open_ones)),
        blocks=(Items(first(lines, LISTED, words)), Paragraph(what)),
        buttons=(settle_button(gone, len(open_ones), words),),
    )


def settle_button(old: Person, count: int, words: Words) -> Button:
    label = words.plain("succession.button_settle", n=count)
    return Button(label=label, action="succession.settle", arguments={"old": old.id}, style="primary")


def replaced_card(
    done: Succession, settled: Settled, rhythm: Rhythm | None, people: tuple[Person, Person, Person]
) -> Card:
    """To the owner: what was done, with the rhythm of before where it was another than the usual one."""
    owner, old, new = people
    words = owner.words()
    buttons = [settle_button(old, settled.left, words)] if settled.left else []
    became = settled_text(settled, new.name, words)
    blocks: list[Block] = [Paragraph(became)] if became else []
    if rhythm is not None:
        label = words.plain("succession.button_carry", who=old.name)
        about = {"old": old.id, "new": new.id}
        buttons.append(Button(label=shortened(label, 30), action="succession.carry", arguments=about))
        said = words("succession.rhythm", n=rhythm.every_weeks, old=old.name, day=day_of(rhythm, words))
        blocks.append(Paragraph(said))
    label, about = words.plain("succession.button_undo"), {"succession": done.id}
    buttons.append(Button(label=label, action="succession.undo", arguments=about))
    title = words("succession.replaced", old=old.name, new=new.name)
    return Card(title=title, blocks=tuple(blocks), buttons=tuple(buttons))


def day_of(rhythm: Rhythm, words: Words) -> str:
    """`Wednesday 10:00`"""
    name = get_day_names("wide", context="stand-alone", locale=words.locale)[rhythm.weekday]
    return f"{name} {say_clock(rhythm.minutes)}"


def settled_text(settled: Settled, to: str, words: Words) -> Text:
    """`2 promises were handed along to Max · 1 taken back · 1 is still open`"""
    counted = []
    for name, count in settled._asdict().items():
        key = "only" if name == "back" and not settled.along else name
        counted += [words(f"succession.settled_{key}", n=count, who=to)] if count else []
    return joined(counted)


def settled_card(settled: Settled, to: str, old: Person, owner: Person) -> Card:
    """To the owner, after the form."""
    words = owner.words()
    buttons = (settle_button(old, settled.left, words),) if settled.left else ()
    return Card(title=settled_text(settled, to, words), buttons=buttons)


def farewell_card(gone: Person, owner: Person, kept: int, *, promised: bool) -> Card:
    """To the one who was the partner: thanks, with the one fact there is, and what is not asked any more."""
    words, blocks = gone.words(), list[Block]()
    if kept:
        blocks.append(Paragraph(words("succession.farewell_kept", who=owner.name, n=kept)))
    if promised:
        blocks.append(Paragraph(words("succession.farewell_promised", who=owner.name)))
    return Card(title=words("succession.farewell", who=owner.name), blocks=tuple(blocks))


def said(words: Words, key: str, **values: str) -> Card:
    return Card(title=words(f"succession.{key}", **values))


def history_card(page: Sequence[Promise], people: tuple[Person, Person], roster: Roster, older: int) -> Card:
    """Promises of the two, the newest first; `older` is where the next page starts, 0 for none."""
    reader, other = people
    words = reader.words()
    if not page:
        return Card(title=words("succession.history_none", who=other.name))
    button = Button(
        label=words.plain("succession.button_older"),
        action="succession.history",
        arguments={"text": f"@{other.handle}", "start": str(older)},
    )
    return Card(
        title=words("succession.history", who=other.name),
        blocks=(Items(tuple(_line(promise, reader, roster) for promise in page)),),
        buttons=(button,) if older else (),
    )


def _line(promise: Promise, reader: Person, roster: Roster) -> Text:
    """`Publish the landing page — kept, due Thu 26 Nov · Open the proof`"""
    words = reader.words()
    key = "history_mine" if promise.by == reader.id else "history_theirs"
    state = state_words(words, promise)
    if promise.handed_to:
        state = words("succession.handed_to", who=roster.name(promise.handed_to))
    line = words(
        f"succession.{key}",
        who=roster.name(promise.by),
        text=promise.text,
        state=state,
        due=When(promise.due_at, "date"),
    )
    return joined([line, *(proof_words(proof, words) for proof in promise.all_proofs[-1:])])

"""What is shown of a promise: its card for each of the two, lists, the check-in, and what passes between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bot.checkins import forms
from bot.checkins.buttons import buttons_of, mine, theirs
from bot.checkins.proof_cards import proof_facts, still_owed
from bot.checkins.records import Promise, Question, Rhythm, Said, State, Verdict
from bot.checkins.rhythms import WEEKS_MOST, since_of
from bot.checkins.rules import is_unanswered, others
from bot.lists import first
from bot.people import Person, Roster
from bot.texts import Words, joined
from bot.ui import Block, Button, Card, Fact, Facts, Items, Paragraph, Quote, Text, When

LISTED = 15


def promise_card(promise: Promise, reader: Person, roster: Roster, news: Text = (), footer: Text = ()) -> Card:
    """The live card as one of the two sees it; `news` (a reminder) comes before the rest."""
    words, own = reader.words(), reader.id == promise.by
    who = roster.name(promise.to if own else promise.by)
    blocks: list[Block] = [Paragraph(news)] if news else []
    blocks.append(Facts(_facts(promise, reader, roster)))
    moves = tuple(_moved(words, said) for said in promise.history if said.moved_to)
    if moves:
        blocks.append(Items(moves))
    if promise.history and promise.history[-1].text and not promise.open:
        blocks.append(Quote((promise.history[-1].text,)))
    return Card(
        title=words("checkins.title_mine" if own else "checkins.title_theirs", who=who, text=promise.text),
        blocks=tuple(blocks),
        buttons=buttons_of(promise, words, mine(promise) if own else theirs(promise)),
        footer=footer or words("checkins.made_at", at=When(promise.made_at)),
    )


def state_words(words: Words, promise: Promise) -> Text:
    """`kept`, or that silence made it missed."""
    return words("checkins.state_silent" if is_unanswered(promise) else f"checkins.state_{promise.state.value}")


def _facts(promise: Promise, reader: Person, roster: Roster) -> tuple[Fact, ...]:
    words = reader.words()
    return (
        Fact(words.plain("checkins.fact_due"), (When(promise.due_at),)),
        Fact(words.plain("checkins.fact_state"), state_words(words, promise)),
        *proof_facts(promise, reader, roster),
    )


def _moved(words: Words, said: Said) -> Text:
    before, after = When(said.due_at), When(said.moved_to or said.due_at)
    if said.text:
        return words("checkins.moved_why", before=before, after=after, why=said.text)
    return words("checkins.moved_line", before=before, after=after)


def made_card(promise: Promise, reader: Person, roster: Roster) -> Card:
    """What was understood, said back to the one who promised."""
    words, who = reader.words(), roster.name(promise.to)
    return Card(
        title=words("checkins.promised", who=who, text=promise.text, due=When(promise.due_at)),
        blocks=(Paragraph(words("checkins.promised_more", who=who)),),
        buttons=buttons_of(promise, words, ("undo",)),
    )


def noted_card(promise: Promise, reader: Person, roster: Roster) -> Card:
    words, who = reader.words(), roster.name(promise.to)
    if promise.open:
        title = words("checkins.noted_moved", text=promise.text, due=When(promise.due_at))
    else:
        title = words("checkins.noted", text=promise.text, state=state_words(words, promise))
    names = ("prove",) if promise.owes_proof and promise.state in (State.KEPT, State.PARTLY) else ()
    if roster.get(promise.to) not in others(reader, roster):
        return Card(title=title)
    owed = "proof_hint_with" if promise.with_proof else "proof_hint"
    hint = Paragraph(words(f"checkins.{owed if names else 'noted_more'}", who=who))
    return Card(title=title, blocks=(hint,), buttons=buttons_of(promise, words, names))


def simple_card(text: Text) -> Card:
    return Card(title=text)


def list_card(mine: Sequence[Promise], theirs: Sequence[Promise], reader: Person, roster: Roster) -> Card:
    """The open promises of a person, both ways, soonest first."""
    words = reader.words()
    blocks: list[Block] = []
    for heading, line, promises in (
        ("checkins.list_mine", "checkins.list_line", mine),
        ("checkins.list_theirs", "checkins.list_line_theirs", theirs),
    ):
        if promises:
            blocks.append(Paragraph(words(heading)))
            blocks.append(Items(_lines(promises, line, reader, roster)))
    if not blocks:
        blocks = [Paragraph(words("checkins.list_none"))]
    buttons = [Button(label=words.plain("checkins.button_promise"), action="checkins.promise")]
    if mine:
        buttons.insert(0, _check_in_button(words))
    return Card(title=words("checkins.list_title"), blocks=tuple(blocks), buttons=tuple(buttons))


def _lines(promises: Sequence[Promise], line: str, reader: Person, roster: Roster) -> tuple[Text, ...]:
    words = reader.words()
    lines = [
        words(
            line,
            text=promise.text,
            who=roster.name(promise.to if promise.by == reader.id else promise.by),
            due=When(promise.due_at),
        )
        for promise in promises
    ]
    return first(lines, LISTED, words)


def prompt_card(
    due: Sequence[Promise], reader: Person, other: Person, until: datetime | None = None, footer: Text = ()
) -> Card:
    """The question to one of a pair; `until` is when silence about the first of them counts as missed."""
    words = reader.words()
    title = words("checkins.prompt_title", who=other.name)
    if not due:
        promise = Button(label=words.plain("checkins.button_promise"), action="checkins.promise", style="primary")
        none = Paragraph(words("checkins.prompt_none", who=other.name))
        return Card(title=title, blocks=(none,), buttons=(promise,), footer=footer)
    lines = [words("checkins.prompt_line", text=p.text, due=When(p.due_at)) for p in due]
    asked = words("checkins.prompt_due", n=len(due))
    if until:  # above the list, of which a long one may end in a file
        asked = (*asked, " ", *words("checkins.prompt_until", until=When(until)))
    blocks = (Paragraph(asked), Items(first(lines, LISTED, words)))
    return Card(title=title, blocks=blocks, buttons=(_check_in_button(words, other.id),), footer=footer)


def silence_card(gone: Sequence[Promise], reader: Person, roster: Roster, footer: Text = ()) -> Card:
    """Several that silence made missed at once, to one of the two: what can be done about them."""
    words, own = reader.words(), reader.id == gone[0].by
    other = roster.must(gone[0].to if own else gone[0].by)
    title = words(f"checkins.silence_{'mine' if own else 'theirs'}", n=len(gone), who=other.name)
    lines = [words("checkins.prompt_line", text=p.text, due=When(p.due_at)) for p in gone]
    said = words(f"checkins.silence_{'mend' if own else 'said'}", until=When(gone[0].history[-1].at))
    button = _check_in_button(words, other.id, silent=True) if own else ask_button(other, words)
    return Card(
        title=title, blocks=(Paragraph(said), Items(first(lines, LISTED, words))), buttons=(button,), footer=footer
    )


def checked_in_card(answered: Sequence[Promise], left: int, reader: Person, roster: Roster, silent: str = "") -> Card:
    """What the form did, which proof is still asked for, and whether more is due than fits in one.

    `silent`: it was about what silence made missed, to that person.
    """
    words = reader.words()
    owed = [promise for promise in answered if promise.owes_proof and promise.state in (State.KEPT, State.PARTLY)]
    blocks: list[Block] = [Items(tuple(still_owed(promise, words, roster) for promise in owed))] if owed else []
    buttons = list(buttons_of(owed[0], words, ("prove",))) if owed else []
    if left:
        blocks.append(Paragraph(words("checkins.more_silent" if silent else "checkins.more_open", n=left)))
        buttons.append(_check_in_button(words, silent, silent=bool(silent)))
    title = words("checkins.checked_in", counts=counts(words, [promise.history[-1] for promise in answered]))
    return Card(title=title, blocks=tuple(blocks), buttons=tuple(buttons))


def counts(words: Words, said: Sequence[Said]) -> Text:
    """`2 kept · 1 moved`, in the order of the verdicts."""
    found = Counter(one.verdict for one in said)
    texts = []
    for verdict in Verdict:
        if found[verdict] and verdict is Verdict.MOVED:
            texts.append(words("checkins.count_moved", n=found[verdict]))
        elif found[verdict]:
            texts.append(words("checkins.count", n=found[verdict], state=words(f"checkins.state_{verdict.value}")))
    return joined(texts)


def _check_in_button(words: Words, to: str = "", *, silent: bool = False) -> Button:
    """About what was promised to one person, or to all; `silent`: about what silence made missed."""
    about = ({"to": to} if to else {}) | ({"silent": "1"} if silent else {})
    label = words.plain("checkins.button_check_in")
    return Button(label=label, action="checkins.check_in", arguments=about, style="primary")


def smaller_card(agreed: Rhythm, reader: Person, other: Person) -> Card:
    """Twice nothing was said: which rhythm fits better; checking in now is as good an answer."""
    words = reader.words()
    larger = [weeks for weeks in (2, 4, WEEKS_MOST) if weeks > agreed.every_weeks]
    buttons = (_every_button(agreed, weeks, words) for weeks in (*larger[:2], agreed.every_weeks))
    return Card(
        title=words("checkins.smaller_title", who=other.name),
        blocks=(Paragraph(words("checkins.smaller_body")),),
        buttons=(*buttons, _check_in_button(words, other.id)),
    )


def ask_button(other: Person, words: Words) -> Button:
    label = forms.shortened(words.plain("checkins.button_ask_who", who=other.name), 40)
    return Button(label=label, action="checkins.ask", arguments={"of": other.id}, style="primary")


def quiet_card(agreed: Rhythm, owner: Person, partner: Person) -> Card:
    """To the owner alone: a partner has said nothing twice, and what might help."""
    words, weeks = owner.words(), max(2, agreed.every_weeks)
    ask = ask_button(partner, words)
    return Card(
        title=words("checkins.quiet_title", who=partner.name),
        blocks=(Paragraph(words("checkins.quiet_body")),),
        buttons=(ask, _every_button(agreed, weeks, words)) if weeks > agreed.every_weeks else (ask,),
    )


def _every_button(agreed: Rhythm, weeks: int, words: Words) -> Button:
    """Another rhythm in the place of this one, or this one kept; one that was agreed on since stays."""
    key = "checkins.button_keep" if weeks == agreed.every_weeks else "checkins.button_every"
    about = {"weeks": str(weeks), "pair": agreed.id, "since": since_of(agreed)}
    return Button(label=words.plain(key, n=weeks), action="checkins.every", arguments=about)


def cheer_card(who: Person, reader: Person, promise: Promise | None) -> Card:
    words = reader.words()
    if promise is None:
        return Card(title=words("checkins.cheer_week", who=who.name))
    return Card(
        title=words("checkins.cheer_promise", who=who.name, text=promise.text, state=state_words(words, promise))
    )


def question_card(question: Question, asker: Person, reader: Person, promise: Promise | None) -> Card:
    words = reader.words()
    button = Button(
        label=words.plain("checkins.button_answer"),
        action="checkins.answer",
        arguments={"question": question.id},
        style="primary",
    )
    blocks: tuple[Block, ...] = (Quote((question.text,)),)
    if question.answer:
        blocks = (*blocks, Paragraph(words("checkins.your_answer")), Quote((question.answer,)))
    title = _about(words, "checkins.asks", asker, promise)
    return Card(title=title, blocks=blocks, buttons=() if question.answer else (button,))


def answer_card(question: Question, answerer: Person, reader: Person, promise: Promise | None) -> Card:
    words = reader.words()
    asked = (Paragraph(words("checkins.your_question")), Quote((question.text,)))
    title = _about(words, "checkins.answers", answerer, promise)
    return Card(title=title, blocks=(Quote((question.answer,)), *asked))


def _about(words: Words, key: str, who: Person, promise: Promise | None) -> Text:
    if promise is None:
        return words(f"{key}_week", who=who.name)
    return words(key, who=who.name, text=promise.text)

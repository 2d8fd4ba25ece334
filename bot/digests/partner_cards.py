"""What a partner's digest shows: what became of the promises, hours of focus, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.checkins.cards import counts
from bot.checkins.forms import shortened
from bot.checkins.proof_rules import can_want_proof
from bot.checkins.records import Promise, Said, Verdict
from bot.digests.cards import items, trends_button
from bot.digests.promise_rules import is_broken, moves_until
from bot.digests.rules import Week
from bot.digests.spans import span
from bot.focus.rules import Logged
from bot.people import Person
from bot.texts import Words
from bot.times import say_duration
from bot.ui import Block, Button, Card, Paragraph, Text, When

WHY = 200  # characters of a reason, so that the week is seen at a glance; the promise's card says all of it


class PartnerWeek(NamedTuple):
    """All that a partner's digest says: promises, and hours of focus. `answered` goes with `said`."""

    week: Week
    answered: Sequence[Promise]
    said: Sequence[Said]
    streak: int
    next_due: Sequence[Promise]
    own_said: Sequence[Said]
    logged: Logged = Logged()


def partner_card(told: PartnerWeek, owner: Person, partner: Person, reader: Person, footer: Text = ()) -> Card:
    """`reader` is the partner or, for a preview, the owner, who gets no buttons."""
    words, preview = reader.words(), reader.id != partner.id
    key = "digests.title_partner_preview" if preview else "digests.title_partner"
    title = words(key, who=owner.name, partner=partner.name, span=span(told.week, reader))
    return Card(
        title=title,
        blocks=tuple(_partner_blocks(told, words)),
        buttons=() if preview else _partner_buttons(told, owner, words),
        footer=footer,
    )


def _partner_blocks(told: PartnerWeek, words: Words) -> list[Block]:
    blocks: list[Block] = []
    if told.said:
        blocks.append(Paragraph(words("digests.promises_partner", counts=counts(words, told.said))))
        lines = [_outcome(promise, said, words) for promise, said in zip(told.answered, told.said, strict=True)]
        blocks.append(items(lines, words))
    else:
        blocks.append(Paragraph(words("digests.promises_none")))
    if told.streak:
        blocks.append(Paragraph(words("digests.streak", n=told.streak)))
    if told.logged.focused:
        done, target = (say_duration(minutes, words.locale) for minutes in (told.logged.focused, told.logged.target))
        blocks.append(Paragraph(words("digests.focus", done=done, target=target)))
    unanswered = [promise for promise in told.next_due if promise.due_at <= told.week.end]
    coming = [promise for promise in told.next_due if promise.due_at > told.week.end]
    for key, promises in (("digests.unanswered", unanswered), ("digests.next", coming)):
        if promises:
            lines = [words("digests.next_line", text=p.text, due=When(p.due_at)) for p in promises]
            blocks += [Paragraph(words(key)), items(lines, words)]
    if told.own_said:
        blocks.append(Paragraph(words("digests.yours", counts=counts(words, told.own_said))))
    return blocks


def _outcome(promise: Promise, said: Said, words: Words) -> Text:
    text = words(
        "digests.outcome_silent" if said.silent else f"digests.outcome_{said.verdict.value}",
        text=promise.text,
        before=When(said.due_at),
        after=When(said.moved_to or said.due_at),
    )
    moves = moves_until(promise, said)
    if len(moves) > (said.verdict is Verdict.MOVED):
        text += words("digests.moves", n=len(moves), first=When(moves[0].due_at))
    if promise.owes_proof and said.verdict in (Verdict.KEPT, Verdict.PARTLY):
        text += words("digests.proof_to_come")
    return text + words("digests.because", why=shortened(said.text, WHY)) if said.text else text


def _partner_buttons(told: PartnerWeek, owner: Person, words: Words) -> tuple[Button, ...]:
    """*Ask* first where something was missed; *Ask for proof* where there is a promise that it can be asked of."""
    provable = any(can_want_proof(promise) for promise in (*told.answered, *told.next_due))
    likely = ("ask", "cheer") if is_broken(told.said) else ("cheer", "ask")
    said = tuple(
        Button(
            label=words.plain(f"digests.button_{name}"),
            action=f"checkins.{name}",
            arguments={"of": owner.id},
            style="primary" if name == likely[0] else "plain",
        )
        for name in (*likely, *(("ask_proof",) if provable else ()))
    )
    return (*said, trends_button(words))

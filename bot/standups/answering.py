"""Answering a day: the form, the submit, the one-tap draft, and skipping."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from bot.blockers import handlers as blockers
from bot.blockers.records import Blocker
from bot.context import Context
from bot.errors import Refused
from bot.outcomes import merged
from bot.requests import Ask, Direct, Outcome, Post, Record, Reply
from bot.standups import rules
from bot.standups.cards import ask_card, sheet_card
from bot.standups.coming import asked_next
from bot.standups.day_cards import answer_card, head_card, summary_card
from bot.standups.finding import (
    brought_along,
    day_of_run,
    drafted,
    is_waiting,
    one_of,
    own_sittings,
    runs_of,
    same_name,
    sitting_in,
)
from bot.standups.forms import answer_form
from bot.standups.places import boards
from bot.standups.questions import is_whole, read_lines, read_reply, said_of
from bot.standups.records import Answer, Line, Run, Sitting, Standup, own_key
from bot.standups.windows import crew
from bot.texts import Words
from bot.ui import When


async def answer(context: Context) -> Outcome:
    """The form of the day a button names, else of the one that waits: on time, early, to change, or late."""
    if context.argument("run"):
        sitting, _ = await sitting_in(context, context.argument("run"))
    else:
        sittings = await own_sittings(context)
        if not sittings:
            raise await nothing_waits(context)
        sitting = one_of(context, sittings, context.argument("text"))
    return await asked(context, sitting)


async def asked(context: Context, sitting: Sitting) -> Outcome:
    """The answer form, filled with what was said before, what is drafted, and what was typed with the command."""
    rules.may_hand_in(sitting, context.speaker(), context.now)
    values = said_of(sitting.run.questions, sitting.answer)
    if not values:
        values = (await drafted(context, sitting)).values | (sitting.seat.draft if sitting.seat.said else {})
    typed = context.argument("text")
    if not same_name(sitting.run.name, typed):
        values = values | read_reply(sitting.run.questions, typed)
    form = answer_form(context.new_id(), sitting, values, context.words, context.now)
    if not context.argument("run"):
        form = msgspec.structs.replace(form, arguments=form.arguments | {"typed": "yes"})
    return Outcome(reply=Ask(form=form))


async def submit(context: Context) -> Outcome:
    """The answer sheet handed in: posted to the day's thread, or edited where it stands."""
    sitting, opening = await sitting_in(context, context.argument("run"))
    rules.may_hand_in(sitting, context.speaker(), context.now)
    sheet = read_lines(sitting.run.questions, context.request.arguments, context.words)
    return await _handed_in(context, sitting, sheet, opening)


async def confirm(context: Context) -> Outcome:
    """One tap posts the draft as it was shown; without one the form opens."""
    sitting, opening = await sitting_in(context, context.argument("run"))
    if sitting.answer is not None and not sitting.answer.skipped:
        raise Refused(context.words("standups.posted_already", name=sitting.run.name))
    if not is_whole(sitting.run.questions, sitting.seat.draft):
        return await asked(context, sitting)
    sheet = read_lines(sitting.run.questions, sitting.seat.draft, context.words)
    return await _handed_in(context, sitting, sheet, opening)


async def skip(context: Context) -> Outcome:
    """Today left out: listed as skipped, never as missing, and not reminded."""
    if context.argument("run"):
        sitting, opening = await sitting_in(context, context.argument("run"))
    else:
        sittings = [sitting for sitting in await own_sittings(context) if context.now < sitting.seat.closes_at]
        if not sittings:
            raise await nothing_waits(context)
        sitting, opening = await sitting_in(context, one_of(context, sittings, context.argument("name")).run.id)
    left_out = rules.skipped(sitting, context.speaker(), context.now)
    changed = msgspec.structs.replace(sitting, answer=left_out)
    own = await own_posts(context, changed.run, (changed,))
    reply = Outcome(reply=_answer(context, changed, own))
    held = await kept_for(context, changed.run) if opening.records else Outcome()
    return merged(reply, opening, held, Outcome(records=(left_out,), posts=own))


async def show(context: Context) -> Outcome:
    """*Show me*, on a prompt that all can read: what is drafted for the speaker, to the speaker alone."""
    sitting, _ = await sitting_in(context, context.argument("run"))
    if is_waiting(sitting, context):
        return Outcome(reply=Reply(card=ask_card(sitting, context.words, context.words("standups.choose_private"))))
    return Outcome(reply=Reply(card=sheet_card(sitting, context.words, context.now)))


async def _handed_in(context: Context, sitting: Sitting, sheet: tuple[Line, ...], opening: Outcome) -> Outcome:
    person = context.speaker()
    given = rules.answered(sitting, person, sheet, context.now)
    if opening.records:  # what was kept ahead was not posted yet
        given = msgspec.structs.replace(given, edited=False)
    changed = msgspec.structs.replace(sitting, answer=given)
    own = await own_posts(context, changed.run, (changed,))
    blocked = await blockers.followed(context, given)
    held = await kept_for(context, changed.run) if opening.records else Outcome()
    posts = await _day_posts(context, changed, given, (*held.records, *blocked.records))
    reply = Outcome(reply=_answer(context, changed, own))
    return merged(reply, opening, held, Outcome(records=(given,), posts=(*posts, *own)), blocked)


def _answer(context: Context, sitting: Sitting, own: tuple[Post, ...]) -> Reply | None:
    """Nothing where the private card, which says the same, stands in the very chat where it was asked for; but for
    what was written there, as that card is further up then."""
    written = sitting.seat.said or context.argument("typed")
    if own and context.request.place == Direct(context.speaker().id) and not written:
        return None
    return Reply(card=sheet_card(sitting, context.words, context.now))


async def kept_for(context: Context, run: Run) -> Outcome:
    """What was answered ahead of a day, now that it opens; also of one before it that never did. Nothing of those who
    have left since.
    """
    words, posts = Words(context.team.locale), list[Post]()
    day, brought = await day_of_run(context, run), await brought_along(context, run)
    day = msgspec.structs.replace(
        day, answers=[*day.answers, *(one for one in brought.records if isinstance(one, Answer))]
    )
    for board in boards(run, context.team) if day.answers else ():
        posts.append(Post(key=board.head, to=board.channel, card=head_card(day, words)))
        for given in (one for one in day.answers if run.seat(one.person)):
            card = answer_card(context.roster.name(given.person), given, words)
            posts.append(Post(key=board.answer(given.person), to=board.thread, card=card))
    return msgspec.structs.replace(brought, posts=tuple(posts))


async def _day_posts(context: Context, sitting: Sitting, given: Answer, new: Sequence[Record]) -> tuple[Post, ...]:
    """On each board the head of the day's thread, the answer in it, and the summary where one stands already.

    `new` are blockers that it changes, and answers that came along with the day that it opens.
    """
    run, words = sitting.run, Words(context.team.locale)
    day = await day_of_run(context, run)
    others = [one for one in (*day.answers, *new) if isinstance(one, Answer) and one.id != given.id]
    said = {one.id: one for one in new if isinstance(one, Blocker)}
    still = [one for one in day.blockers if one.id not in said] + [one for one in said.values() if one.open]
    day = msgspec.structs.replace(day, answers=[*others, given], blockers=still)
    head, told = head_card(day, words), answer_card(context.speaker().name, given, words)
    posts: list[Post] = []
    for board in boards(run, context.team):
        posts.append(Post(key=board.head, to=board.channel, card=head))
        posts.append(Post(key=board.answer(given.person), to=board.thread, card=told))
        if run.summed_up:
            posts.append(Post(key=board.summary, to=board.channel, card=summary_card(day, words)))
    return tuple(posts)


async def own_posts(context: Context, run: Run, sittings: Iterable[Sitting]) -> tuple[Post, ...]:
    """The private cards of those who have one of this run, kept true; not of those whom a later day gave one since."""
    later = [other for other in await runs_of(context, run.standup) if other.day > run.day]
    posts = []
    for sitting in sittings:
        person = context.roster.get(sitting.seat.person)
        if person is not None and rules.has_card(run, person) and not any(rules.has_card(o, person) for o in later):
            card = sheet_card(sitting, person.words(), context.now)
            posts.append(Post(key=own_key(run.standup, sitting.seat), to=Direct(person.id), card=card))
    return tuple(posts)


async def next_prompt(context: Context) -> datetime | None:
    """When the speaker is asked next by any standup."""
    prompts: list[datetime] = []
    for standup in await context.store.all(Standup, context.team.id):
        coming = asked_next(standup, crew(standup, context.team, context.roster), context.speaker())
        prompts += [coming[1]] if coming else []
    return min(prompts, default=None)


async def nothing_waits(context: Context) -> Refused:
    """What somebody is told whom no standup asks now: when the next one does, or that there is none."""
    words, coming = context.words, await next_prompt(context)
    if coming is not None:
        return Refused(words("standups.nothing_open", at=When(coming)))
    standups = await context.store.all(Standup, context.team.id)
    asked = [person.id for standup in standups for person in crew(standup, context.team, context.roster).people]
    if not standups:
        return Refused(words("standups.none"))
    return Refused(words("standups.nothing_planned" if context.speaker().id in asked else "standups.no_seat"))

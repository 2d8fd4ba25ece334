"""Digests that were sent, and one sent by hand: `/digest history`, `/digest send @pat`."""

from __future__ import annotations

from msgspec.structs import replace

from bot.context import Context
from bot.digests import rules, timing
from bot.digests.handlers import delivered, keep, made_for, partner_card, partner_meant
from bot.digests.records import Delivered, Sent, read_stamp, sent_id, sent_term, stamp
from bot.digests.spans import span
from bot.errors import NotAllowed, Refused
from bot.people import Person, Role
from bot.requests import Direct, Outcome, Post, Reply
from bot.texts import joined
from bot.times import away_until, is_workday, local, quiet_until, say_day
from bot.ui import BUTTONS_PER_CARD, Button, Card, Items, Paragraph, Text, When

LISTED = 12


async def history(context: Context) -> Outcome:
    """`/digest history`: the last twelve that were sent to the speaker; `/digest history 3` and a button open one."""
    person = _reader(context)
    found = await context.store.find(Sent, context.team.id, sent_term(person.id))
    mine = rules.newest_first(sent for sent in found if sent.role == person.role.value)[:LISTED]
    typed = context.argument("number")
    if typed:
        number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 3 else 0
        if not 0 < number <= len(mine):
            raise Refused(context.words("digests.history_unknown", typed=typed[:20]))
        return Outcome(reply=Reply(card=_as_sent(mine[number - 1], person)))
    return Outcome(reply=Reply(card=_list(mine, person, context)))


async def opened(context: Context) -> Outcome:
    """One of the speaker's own, by the end it was sent for."""
    person, end = _reader(context), read_stamp(context.argument("until"))
    sent = await context.store.get(Sent, context.team.id, sent_id(person.id, end)) if end else None
    if sent is None or sent.role != person.role.value:
        raise Refused(context.words("digests.history_gone"))
    return Outcome(reply=Reply(card=_as_sent(sent, person)))


async def send(context: Context) -> Outcome:
    """`/digest send`: one's own now. `/digest send @pat`: shown to the owner first, then sent with one press."""
    speaker = _reader(context)
    to = _meant(context, speaker)
    before = await context.store.get(Delivered, context.team.id, to.id)
    if to == speaker:
        return await _sent(context, to, before)
    week = _week(context, to, before)
    told = str(before.revision if before else 0)
    card = await partner_card(context, to, speaker, week)
    button = Button(
        label=context.words.plain("digests.button_send"),
        action="digests.send_now",
        arguments={"who": to.id, "told": told},
        style="primary",
    )
    footer = context.words("digests.send_preview", who=to.name, there=_there(context, to), next=_next(context, to))
    return Outcome(reply=Reply(card=replace(card, buttons=(button,), footer=footer)))


def _there(context: Context, to: Person) -> Text:
    """What time it is where the reader is, and whether that is a bad one: on leave, on a day off, outside hours."""
    words, hours, now = context.words, to.hours(), When(context.now, zone=to.zone)
    today = local(context.now, to.zone).date()
    leave = away_until(today, hours)
    if leave is not None:
        return words("digests.there_away", who=to.name, until=say_day(leave, words.locale))
    if quiet_until(context.now, hours) is None:
        return words("digests.there_now", at=now)
    key = "there_outside" if is_workday(today, hours) else "there_off"
    return words(f"digests.{key}", who=to.name, at=now)


async def send_now(context: Context) -> Outcome:
    """The press on the preview; nothing when another digest came in between."""
    speaker = _reader(context)
    if speaker.role is not Role.OWNER:
        raise NotAllowed(context.words("digests.send_not_yours"))
    named = context.argument("who")
    to = next((one for one in context.roster.with_role(Role.PARTNER) if one.id == named), None)
    if to is None:
        raise Refused(context.words("digests.not_a_partner", who=context.roster.name(named)))
    before = await context.store.get(Delivered, context.team.id, to.id)
    if before and str(before.revision) != context.argument("told"):
        typed = f"@{to.handle}"
        raise Refused(context.words("digests.sent_meanwhile", who=to.name, through=When(before.through), typed=typed))
    return await _sent(context, to, before)


async def _sent(context: Context, to: Person, before: Delivered | None) -> Outcome:
    """The digest up to now; the regular one still comes, and begins where this one ends."""
    week = _week(context, to, before)
    made = await made_for(context, to, week)
    if made is None:
        raise Refused(context.words("digests.send_nothing"))
    kept, removed = await keep(context, to, week, made)
    done = delivered(to, before, week.end, before.last_regular if before else week.start)
    key = "digests.sent_own" if to == context.person else "digests.sent"
    said = context.words(key, who=to.name, next=_next(context, to))
    return Outcome(
        reply=Reply(card=Card(title=said)),
        records=(done, kept),
        posts=(Post(key=f"digest:{to.id}:{stamp(week.end)}", to=Direct(to.id), card=made.card, fresh=True),),
        removed=removed,
    )


def _next(context: Context, to: Person) -> Text:
    """When the next one comes by itself, where it does."""
    if to.weekly_digest:
        return context.words("digests.next_regular", next=When(timing.next_for(to, context.now)))
    return context.words("digests.no_regular_own" if to == context.person else "digests.no_regular", who=to.name)


def _week(context: Context, to: Person, before: Delivered | None) -> rules.Week:
    until = rules.last_seven_days(context.now).end
    return timing.week_of(until, to, before.through if before else None)


def _reader(context: Context) -> Person:
    person = context.speaker()
    if person.role not in rules.READERS:
        raise NotAllowed(context.words("digests.not_for_role"))
    return person


def _meant(context: Context, speaker: Person) -> Person:
    """Oneself; for the owner also a partner. Whoever else asks for others learns nothing of who there is."""
    typed = context.argument("who")
    if not typed or context.roster.matching(typed) == (speaker,):
        return speaker
    if speaker.role is not Role.OWNER:
        raise NotAllowed(context.words("digests.send_not_yours"))
    return partner_meant(context)


def _as_sent(sent: Sent, person: Person) -> Card:
    said = person.words()("digests.history_sent", at=When(sent.at))
    return replace(sent.card, footer=joined([sent.card.footer, said], " "))


def _list(mine: list[Sent], person: Person, context: Context) -> Card:
    words = person.words()
    title = words("digests.history")
    if not mine:
        key = "digests.history_none" if person.weekly_digest else "digests.history_none_off"
        none = words(key, at=When(timing.next_for(person, context.now)))
        return Card(title=title, blocks=(Paragraph(none),))
    lines = [
        words("digests.history_line", span=span(rules.Week(sent.start, sent.end), person), at=When(sent.at))
        for sent in mine
    ]
    buttons = tuple(
        Button(
            label=words.plain("digests.button_open_sent", n=number),
            action="digests.opened",
            arguments={"until": stamp(sent.end)},
        )
        for number, sent in enumerate(mine[:BUTTONS_PER_CARD], start=1)
    )
    footer = words("digests.history_footer") if len(mine) > BUTTONS_PER_CARD else ()
    return Card(title=title, blocks=(Items(tuple(lines), ordered=True),), buttons=buttons, footer=footer)

"""Handlers of the focus log: what was done, taken back, the week, its target, and the deals."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.context import Context
from bot.digests.records import Sent, sent_term
from bot.durations import read_duration
from bot.errors import NotAllowed, Refused
from bot.exporting import is_wanted
from bot.focus import cards, rules
from bot.focus.exported import as_file
from bot.focus.records import Area, DealWith, Entry, Kind, week_term
from bot.people import Person, Role
from bot.requests import Ask, Outcome, Reply
from bot.times import local, say_duration, to_utc
from bot.ui import Card
from bot.weeks import mondays

UNDO_FOR = timedelta(days=1)
FILE_FOR = timedelta(weeks=12)
# What a form may send, whatever it sends.
KIND_OF: dict[str, Kind] = {kind: kind for kind in rules.KINDS}
AREA_OF: dict[str, Area] = {area: area for area in rules.AREAS}
DEAL_WITH: dict[str, DealWith] = {whom: whom for whom in rules.DEALS_WITH}


async def did(context: Context) -> Outcome:
    """`/checkin did 90m deal JV with Rosa`, or the form; without a length the form opens with what was understood."""
    person = context.speaker()
    rules.may_log(person)
    if "length" in context.request.arguments:
        return await _logged(context, person, _from_form(context))
    understood = rules.read(context.argument("line"))
    if not understood.minutes or not _fits(understood):
        form = cards.form(context.new_id(), understood, "", context.words)
        return Outcome(reply=Ask(form=form))
    return await _logged(context, person, understood)


def _fits(did: rules.Did) -> bool:
    return len(did.text) <= rules.TEXT_MOST and 0 < (did.minutes or 0) <= rules.LONGEST_MINUTES


def _from_form(context: Context) -> rules.Did:
    typed = context.argument("length")
    minutes = read_duration(typed)
    if not minutes or minutes > rules.LONGEST_MINUTES:
        raise Refused.at("length", context.words("focus.length_unclear", typed=typed[:30]))
    kind = KIND_OF.get(context.argument("kind"), "work")
    area = AREA_OF.get(context.argument("area"), "")
    whom = DEAL_WITH.get(context.argument("deal_with"), "") if kind == "deals" else ""
    return rules.Did(minutes, kind, area, whom, context.words_in("text", rules.TEXT_MOST))


async def _logged(context: Context, person: Person, what: rules.Did) -> Outcome:
    entry = Entry(
        team=context.team.id,
        id=str(await context.store.next_number(context.team.id, "focus")),
        by=person.id,
        minutes=what.minutes or 0,
        kind=what.kind,
        area=what.area,
        deal_with=what.deal_with,
        text=what.text,
        at=context.now,
    )
    week = [*await this_week(context, person), entry]
    return Outcome(reply=Reply(card=cards.logged_card(entry, week, person)), records=(entry,))


async def undo(context: Context) -> Outcome:
    """For a day; what a digest has told of stays."""
    person = context.speaker()
    entry = await context.must_get(Entry, context.argument("entry"), "focus.gone")
    if entry.by != person.id:
        raise NotAllowed(context.words("focus.not_yours"))
    if context.now - entry.at > UNDO_FOR:
        raise Refused(context.words("focus.too_late"))
    for partner in context.roster.with_role(Role.PARTNER) if person.role is Role.OWNER else ():
        sent = await context.store.find(Sent, context.team.id, sent_term(partner.id))
        if any(digest.start <= entry.at < digest.end for digest in sent):
            raise Refused(context.words("focus.told", who=partner.name))
    week = [one for one in await this_week(context, person) if one.id != entry.id]
    return Outcome(reply=Reply(card=cards.week_card(week, person)), removed=(entry,))


async def week(context: Context) -> Outcome:
    """`/checkin focus`: the week so far; `/checkin focus csv`: the last twelve weeks as a file."""
    person = context.speaker()
    rules.may_log(person)
    if is_wanted(context):
        since = context.now - FILE_FOR
        found = await between(context, person, since, context.now + timedelta(seconds=1))
        return as_file(found, since, person, context.now)
    return Outcome(reply=Reply(card=cards.week_card(await this_week(context, person), person)))


async def target(context: Context) -> Outcome:
    """`/checkin target 8h`: of a week. `/checkin target 60%`: of all the time that is logged."""
    person = context.speaker()
    rules.may_log(person)
    share = rules.read_share(context.argument("length"))
    if share is not None:
        title = context.words("focus.share_set", share=share)
        return Outcome(reply=Reply(card=Card(title=title)), records=(replace(person, focus_share=share),))
    minutes = read_duration(context.argument("length"))
    if not minutes or minutes > 7 * rules.LONGEST_MINUTES:
        raise Refused(context.words("focus.target_unclear"))
    changed = replace(person, focus_minutes=minutes)
    title = context.words("focus.target_set", target=say_duration(minutes, person.locale))
    return Outcome(reply=Reply(card=Card(title=title)), records=(changed,))


async def deals(context: Context) -> Outcome:
    """`/checkin deals`: with communities, partners and newsletters."""
    person = context.speaker()
    rules.may_log(person)
    found = await context.store.find(Entry, context.team.id, f"deals:{person.id}")
    return Outcome(reply=Reply(card=cards.deals_card(found[::-1], person)))


async def this_week(context: Context, person: Person) -> list[Entry]:
    """From Monday on the clocks of that person."""
    today = local(context.now, person.zone).date()
    monday = datetime.combine(today - timedelta(days=today.weekday()), datetime.min.time())
    return await between(context, person, to_utc(monday, person.zone), context.now + timedelta(seconds=1))


async def between(context: Context, person: Person, start: datetime, end: datetime) -> list[Entry]:
    """What was logged from `start` until before `end`, oldest first."""
    terms = (week_term(person.id, monday) for monday in mondays(start, end))
    found = [entry for term in terms for entry in await context.store.find(Entry, context.team.id, term)]
    return [entry for entry in found if start <= entry.at < end]

"""The weekly digests: asked for as a preview, or sent by their job."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.checkins.records import Promise, Said, week_term
from bot.context import Context
from bot.digests import cards, partner_cards, promise_rules, rules, timing, trends
from bot.digests.also import cleared, logged_in, to_clear
from bot.digests.ledger import Work, work_of
from bot.digests.own import own_card, own_week, standups_in
from bot.digests.own_cards import own_week_card
from bot.digests.records import Delivered, Sent, sent_id, sent_term
from bot.digests.week_sheet import counted_in
from bot.errors import NotAllowed, Refused
from bot.handoff.records import Task
from bot.handoff.records import week_term as task_week
from bot.jobs import came_late, late_note, missed_by_far, planned_at, postponed
from bot.people import Person, Role, handles
from bot.requests import Direct, Outcome, Post, Reply
from bot.texts import joined
from bot.times import quiet_until
from bot.ui import Card, Text
from bot.weeks import mondays

ONE_WEEK = timedelta(weeks=1)


class Made(NamedTuple):
    """A digest, and the numbers of the tasks that each of its figures counts."""

    card: Card
    tasks: Mapping[str, tuple[str, ...]] = {}


async def digest(context: Context) -> Outcome:
    """`/digest`: the last seven days as they stand; the owner's own, the partner's, or an assistant's own."""
    person, week = context.speaker(), rules.last_seven_days(context.now)
    match person.role:
        case Role.OWNER:
            card = (await _owners(context, person, week)).card
        case Role.PARTNER:
            card = await partner_card(context, person, person, week)
        case Role.ASSISTANT:
            card = await own_card(context, person, week)
        case _:
            raise NotAllowed(context.words("digests.not_for_role"))
    return Outcome(reply=Reply(card=card))


async def partner(context: Context) -> Outcome:
    """`/digest partner @pat`: the owner looks at what a partner would be told now."""
    person = context.speaker()
    if person.role is not Role.OWNER:
        return await digest(context)
    week = rules.last_seven_days(context.now)
    return Outcome(reply=Reply(card=await partner_card(context, partner_meant(context), person, week)))


async def weekly(context: Context) -> Outcome:
    """Job: one person's digest; once, marked late when late, dropped after three days; then the next is set."""
    person, planned = context.roster.get(context.argument("person")), planned_at(context.request)
    if person is None or not person.active or person.role not in rules.READERS:
        return Outcome()
    wakes = (timing.digest_wake(person, context.now),)
    before = await context.store.get(Delivered, context.team.id, person.id)
    through = before.through if before else None
    week = timing.week_of(planned, person, through)
    expected = timing.is_expected(planned, person, before.last_regular if before else None)
    expected = expected and not timing.is_told(planned, through)
    stale = missed_by_far(context.request, timing.STALE)
    if stale or not expected:
        dropped = f"the digest of {planned}" if stale and expected else ""
        # Where the calendar changed the week begins elsewhere now; what the first digest was to tell is not lost.
        kept = before or delivered(person, None, min(week.start, planned - ONE_WEEK))
        return Outcome(records=(kept,), wakes=wakes, dropped=dropped)
    done = delivered(person, before, planned)
    if not person.weekly_digest:
        return Outcome(records=(done,), wakes=wakes)
    later = quiet_until(context.now, person.hours()) if came_late(planned, context.now) else None
    if later:
        return Outcome(wakes=(*wakes, postponed(context.request, later)))
    footer = late_note(planned, context.now, person.words())
    made = await made_for(context, person, week, footer)
    if made is None:
        return Outcome(records=(done,), wakes=wakes)
    post = Post(key=context.request.job, to=Direct(person.id), card=made.card, fresh=True)
    sent, removed = await keep(context, person, week, made)
    return Outcome(records=(done, sent), posts=(post,), wakes=wakes, removed=removed)


async def made_for(context: Context, person: Person, week: rules.Week, footer: Text = ()) -> Made | None:
    """The digest of one who gets it, for himself or herself; None for an assistant in whose week nothing happened."""
    if person.role is Role.OWNER:
        return await _owners(context, person, week, footer)
    if person.role is Role.PARTNER:
        return Made(await partner_card(context, person, person, week, footer))
    told, stop = await own_week(context, person, week), person.words()("digests.weekly_stop")
    return None if told.empty else Made(own_week_card(told, person, context.roster, joined([footer, stop], " ")))


def delivered(
    person: Person, before: Delivered | None, through: datetime, regular: datetime | None = None
) -> Delivered:
    """How far that person's digests have come now; `regular` is said where this one was sent by hand."""
    revision = before.revision if before else 0
    return Delivered(team=person.team, id=person.id, revision=revision, through=through, regular=regular)


async def keep(context: Context, person: Person, week: rules.Week, made: Made) -> tuple[Sent, tuple[Sent, ...]]:
    """What is kept of a digest that is sent, and the old ones that make room for it."""
    sent = Sent(
        team=context.team.id,
        id=sent_id(person.id, week.end),
        to=person.id,
        role=person.role.value,
        start=week.start,
        end=week.end,
        at=context.now,
        card=made.card,
        tasks=dict(made.tasks),
    )
    before = await context.store.find(Sent, context.team.id, sent_term(person.id))
    return sent, tuple(rules.newest_first(before)[rules.KEPT - 1 :])


async def works_until(context: Context, end: datetime) -> list[Work]:
    """All that is open, and what was closed in the weeks of the chart."""
    tasks = await context.store.find(Task, context.team.id, "open")
    return [work_of(task) for task in tasks] + await closed_since(context, end - ONE_WEEK * rules.CHART_WEEKS, end)


async def closed_since(context: Context, start: datetime, end: datetime) -> list[Work]:
    """What was closed from the week of `start` to that of `end`, in UTC, and nothing older."""
    terms = map(task_week, mondays(start, end))
    return [work_of(task) for term in terms for task in await context.store.find(Task, context.team.id, term)]


async def _owners(context: Context, owner: Person, week: rules.Week, footer: Text = ()) -> Made:
    weeks = trends.weeks_until(week.end, owner.zone, rules.CHART_WEEKS)
    works = await works_until(context, week.end)
    per_week = trends.done_per_week(works, weeks)
    begun = trends.first_shown(weeks, context.team.created_at, [share.all for share in per_week])
    counts = (await standups_in(context, week)).values()
    told = cards.OwnerWeek(
        week=week,
        figures=rules.figures(works, week, owner, context.roster),
        said=[said for _, said in await _said(context, owner, week)],
        standups=(sum(one.answered for one in counts), sum(one.over for one in counts)),
        weeks=weeks[begun:],
        per_week=per_week[begun:],
        blockers=await to_clear(context, owner),
        cleared=await cleared(context, owner, week),
        logged=await logged_in(context, owner, week),
    )
    counted = rules.behind(works, week, owner)
    tasks = {figure: tuple(ids) for figure, ids in counted_in(counted).items()}
    return Made(cards.owner_card(told, owner, context.team, context.roster, footer), tasks)


async def partner_card(context: Context, to: Person, reader: Person, week: rules.Week, footer: Text = ()) -> Card:
    """What the partner `to` is told; `reader` is that partner, or the owner who looks at it beforehand."""
    owner = context.roster.owner()
    answered = [(promise, said) for promise, said in await _said(context, owner, week) if promise.to == to.id]
    own = [said for promise, said in await _said(context, to, week) if promise.to == owner.id]
    open_ones = await context.store.find(Promise, context.team.id, f"open:{owner.id}")
    told = partner_cards.PartnerWeek(
        week=week,
        answered=[promise for promise, _ in answered],
        said=[said for _, said in answered],
        streak=await _streak(context, owner, to, week),
        next_due=promise_rules.next_due([promise for promise in open_ones if promise.to == to.id], week.end),
        own_said=own,
        logged=await logged_in(context, owner, week),
    )
    return partner_cards.partner_card(told, owner, to, reader, footer)


async def _said(context: Context, by: Person, week: rules.Week) -> list[tuple[Promise, Said]]:
    """What a person's promises came to in the week, in the order of their dates."""
    pairs = [(promise, promise_rules.said_in(promise, week)) for promise in await answered_for(context, by, week)]
    return [(promise, said) for promise, said in pairs if said]


async def answered_for(context: Context, by: Person, week: rules.Week) -> list[Promise]:
    """The promises of a person of which something was said in the calendar weeks (UTC) of it, by their dates."""
    found: dict[str, Promise] = {}
    for monday in mondays(week.start, week.end):
        for promise in await context.store.find(Promise, context.team.id, week_term(by.id, monday)):
            found[promise.id] = promise
    return sorted(found.values(), key=lambda promise: (promise.due_at, promise.id))


async def _streak(context: Context, owner: Person, to: Person, week: rules.Week) -> int:
    """Looks back week by week until one was missed, half a year at most."""
    weeks: list[list[Said]] = []
    for back in range(rules.STREAK_WEEKS):
        past = rules.Week(week.end - ONE_WEEK * (back + 1), week.end - ONE_WEEK * back)
        said = [said for promise, said in await _said(context, owner, past) if promise.to == to.id]
        weeks.append(said)
        if promise_rules.is_broken(said):
            break
    return promise_rules.streak(weeks)


def partner_meant(context: Context) -> Person:
    """The partner named by `who`, else the only one; Refused when there is none, or several."""
    partners = context.roster.with_role(Role.PARTNER)
    if not partners:
        raise Refused(context.words("digests.no_partner"))
    if context.argument("who"):
        found = context.find_person(context.argument("who"))
        if found.role is not Role.PARTNER:
            raise Refused(context.words("digests.not_a_partner", who=found.name))
        return found
    if len(partners) > 1:
        raise Refused(context.words("digests.which_partner", people=handles(partners)))
    return partners[0]

"""The day that begins, told to whoever turned it on; and turning digests on and off."""

from __future__ import annotations

from msgspec.structs import replace

from bot.blockers.records import OPEN, Blocker
from bot.context import Context
from bot.digests import daily as days
from bot.digests.ledger import Work, work_of
from bot.digests.own_cards import day_card
from bot.digests.records import Delivered
from bot.digests.rules import READERS
from bot.digests.timing import day_of, digest_wake, next_for
from bot.errors import NotAllowed, Refused
from bot.handoff.records import Task
from bot.jobs import late_note, planned_at, postponed
from bot.people import WORKERS, Person
from bot.requests import Direct, Outcome, Post, Reply, Wake
from bot.texts import joined
from bot.times import quiet_until, read_clock
from bot.ui import Card, When

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


async def daily(context: Context) -> Outcome:
    """`/digest daily`, `/digest daily on`, `/digest daily off`"""
    person = context.speaker()
    if person.role not in WORKERS:
        raise NotAllowed(context.words("digests.daily_not_for_role"))
    if not context.argument("state"):
        key = "daily_is_on" if person.daily_digest else "daily_is_off"
        footer = context.words(f"digests.{key}")
        card = day_card(await _day(context, person), person, context.roster, context.now, footer)
        return Outcome(reply=Reply(card=card))
    if not _wanted(context):
        return _turned(context, replace(person, daily_digest=False), "daily_off")
    at = days.next_daily_at(context.now, person.hours())
    wake = days.daily_wake(person, context.now)
    return _turned(context, replace(person, daily_digest=True), "daily_on", at=When(at), wake=wake)


async def choose_weekly(context: Context) -> Outcome:
    """`/digest weekly on`, `/digest weekly off`, `/digest weekly fri 16:00`"""
    person, state = context.speaker(), context.argument("state").casefold()
    if person.role not in READERS:
        raise NotAllowed(context.words("digests.not_for_role"))
    if state == "off":
        return _turned(context, replace(person, weekly_digest=False), "weekly_off")
    changed = replace(person, weekly_digest=True)
    if state != "on":
        weekday, minutes = _day_meant(context, state)
        changed = replace(changed, digest_weekday=weekday, digest_minutes=minutes)
    before = await context.store.get(Delivered, context.team.id, person.id)
    at = next_for(changed, context.now, before.last_regular if before else None)
    wake = digest_wake(changed, context.now)
    return _turned(context, changed, "weekly_on", at=When(at), wake=wake)


def _day_meant(context: Context, typed: str) -> tuple[int, int]:
    """`fri 16:00`; a day alone keeps the time of day."""
    name, _, clock = typed.partition(" ")
    weekday = next((day for day, known in enumerate(WEEK) if len(name) > 2 and known.startswith(name)), None)
    minutes = read_clock(clock.strip().removeprefix("at ")) if clock.strip() else day_of(context.speaker()).minutes
    if weekday is None or minutes is None:
        raise Refused(context.words("digests.weekly_unclear", typed=typed[:40]))
    return weekday, minutes


def _wanted(context: Context) -> bool:
    state = context.argument("state").casefold()
    if state not in ("on", "off"):
        raise Refused(context.words("digests.on_or_off", typed=state[:40]))
    return state == "on"


def _turned(context: Context, person: Person, key: str, at: When | None = None, wake: Wake | None = None) -> Outcome:
    values = {"at": at} if at else {}
    card = Card(title=context.words(f"digests.{key}", **values))
    return Outcome(reply=Reply(card=card), records=(person,), wakes=(wake,) if wake else ())


async def morning(context: Context) -> Outcome:
    """Job: one person's day; once, on that day alone, and only when there is something; then the next is set."""
    person, planned = context.roster.get(context.argument("person")), planned_at(context.request)
    if person is None or not days.gets_daily(person):
        return Outcome()
    hours, wakes = person.hours(), (days.daily_wake(person, context.now),)
    key = f"daily:{person.id}"
    before = await context.store.get(Delivered, context.team.id, key)
    if not days.is_expected(planned, hours, before.through if before else None):
        return Outcome(wakes=wakes)
    revision = before.revision if before else 0
    told = Delivered(team=context.team.id, id=key, revision=revision, through=planned)
    if days.is_over(planned, context.now, hours):
        return Outcome(records=(told,), wakes=wakes, dropped=f"the day that began at {planned}")
    later = quiet_until(context.now, hours)
    if later:
        return Outcome(wakes=(*wakes, postponed(context.request, later)))
    day = await _day(context, person)
    if day.empty:
        return Outcome(records=(told,), wakes=wakes)
    words = person.words()
    footer = joined([late_note(planned, context.now, words), words("digests.daily_is_on")], " ")
    card = day_card(day, person, context.roster, context.now, footer)
    # One message that moves on: yesterday's list is of no use to anybody.
    post = Post(key=key, to=Direct(person.id), card=card, fresh=True)
    return Outcome(records=(told,), posts=(post,), wakes=wakes)


async def _day(context: Context, person: Person) -> days.Day:
    works = {work.id: work for work in await _works(context, person)}
    blockers = await context.store.find(Blocker, context.team.id, OPEN)
    return days.day_of(person, works.values(), blockers, context.now)


async def _works(context: Context, person: Person) -> list[Work]:
    """Held, given, or to unblock; then what somebody hands over to them, and what waits on whom they stand in for."""
    works = [
        work_of(task)
        for part in ("holder", "giver", "unblocker")
        for task in await context.store.find(Task, context.team.id, f"{part}:{person.id}")
    ]
    for task in await context.store.find(Task, context.team.id, f"newcomer:{person.id}"):
        since = next((event.at for event in reversed(task.events) if event.kind == "hand_off"), None)
        works.append(replace(work_of(task), waits_on=person.id, waits_for="offer", waits_since=since))
    for away in person.stands_in_for:
        given = [work_of(task) for task in await context.store.find(Task, context.team.id, f"giver:{away}")]
        works += [replace(work, waits_on=person.id) for work in given if work.waits_on == away]
    return works

"""Setting up, pausing and looking at standups; answering is in `answering`, what runs by itself in `running`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from msgspec.structs import replace

from bot.context import Context
from bot.joining.rules import platform
from bot.people import Person, Role
from bot.requests import Ask, Channel, Outcome, Reply
from bot.standups import rules
from bot.standups.answering import asked as asked_now
from bot.standups.answering import next_prompt, nothing_waits
from bot.standups.cards import note
from bot.standups.day_cards import preview_card
from bot.standups.finding import chosen, day_of_run, is_waiting, named_like, own_sittings, runs_of
from bot.standups.forms import setup_form
from bot.standups.lead_cards import first_card, lead_card, next_words
from bot.standups.records import Answer, Run, Standup, week_term
from bot.standups.settings import NAME_LENGTH, Settings, applied, begun, read_settings, written
from bot.standups.status_cards import Share, led_card, own_card, worth_telling
from bot.standups.templates import copy_name
from bot.standups.which_cards import begin_card, setup_card
from bot.standups.windows import crew, first_whole_day, planned
from bot.times import local
from bot.ui import Card

STREAK_WEEKS = 26


async def setup(context: Context) -> Outcome:
    """The form for a new standup, or for the one that is named; asks which of the two, where nothing says it."""
    rules.may_lead(context.speaker())
    if not (context.argument("standup") or context.argument("name")):
        standups = await context.store.all(Standup, context.team.id)
        if standups:
            return Outcome(reply=Reply(card=setup_card(standups, context.words)))
    standup = await _to_change(context)
    values = written(standup, _handles(context)) if standup else begun(context.argument("name"))
    return _form(context, values, standup, standup.id if standup else "")


def _form(context: Context, values: Mapping[str, str], like: Standup | None, id: str = "") -> Outcome:
    """The set-up form; `like` is what it is filled with, `id` which one it changes, empty for a new one."""
    about = {"standup": id} | _channels(context, like)
    return Outcome(reply=Ask(form=setup_form(context.new_id(), about, values, context.words)))


def _channels(context: Context, standup: Standup | None) -> dict[str, str]:
    """The channels that a form may be about: where it is opened, and the one that the standup follows."""
    followed = standup.followed if standup else None
    known = {"follows": followed.channel, "follows_name": followed.name} if followed else {}
    place = context.request.place
    if not isinstance(place, Channel):
        return known
    elsewhere = place != (standup.channel if standup else context.team.channel)
    where = {"where": place.id} if elsewhere else {}
    return known | where | {"here": place.id if platform(place.id) in context.listing else "-"}


async def begin(context: Context) -> Outcome:
    """Another standup: what it shall begin with, then its form, under a name that no other has."""
    rules.may_lead(context.speaker())
    if not context.argument("template"):
        return Outcome(reply=Reply(card=begin_card(context.words)))
    values = begun(context.argument("template"))
    names = await _names(context)
    if values["name"].casefold() in names:
        values = values | {"name": copy_name(values["name"], names, NAME_LENGTH)}
    return _form(context, values, None)


async def duplicate(context: Context) -> Outcome:
    """The form of a new standup, filled with what another asks, when and whom."""
    rules.may_lead(context.speaker())
    standup = await chosen(context)
    values = written(standup, _handles(context))
    values |= {"name": copy_name(standup.name, await _names(context), NAME_LENGTH)}
    return _form(context, values, standup)


async def _names(context: Context) -> frozenset[str]:
    return frozenset(standup.name.casefold() for standup in await context.store.all(Standup, context.team.id))


def _handles(context: Context) -> dict[str, str]:
    return {person.id: person.handle for person in context.roster.people}


async def _to_change(context: Context) -> Standup | None:
    if context.argument("standup"):
        return await chosen(context)
    return named_like(await context.store.all(Standup, context.team.id), context.argument("name"))


async def save(context: Context) -> Outcome:
    """A new standup, or new settings for one; both count from the next day that has not begun for anybody."""
    rules.may_lead(context.speaker())
    standup = await chosen(context) if context.argument("standup") else None
    others = [
        other.name
        for other in await context.store.all(Standup, context.team.id)
        if standup is None or other.id != standup.id
    ]
    settings = read_settings(context.request.arguments, context.words, context.find_person, others)
    key = "standups.changed_title" if standup else "standups.saved_title"
    changed = applied(settings, standup or await _new(context, settings))
    if context.argument("channel") == "here" and context.argument("where"):
        changed = replace(changed, channel=Channel(context.argument("where")))
    return _replanned(context, changed, key)


async def _new(context: Context, settings: Settings) -> Standup:
    number = await context.store.next_number(context.team.id, "standup")
    return Standup(
        team=context.team.id,
        id=str(number),
        name=settings.name,
        questions=settings.questions,
        channel=context.team.channel,
    )


async def pause(context: Context) -> Outcome:
    rules.may_lead(context.speaker())
    return _replanned(context, rules.paused(await chosen(context), context.speaker()), "standups.paused_title")


async def resume(context: Context) -> Outcome:
    rules.may_lead(context.speaker())
    return _replanned(context, rules.resumed(await chosen(context), context.speaker()), "standups.resumed_title")


async def own_time(context: Context) -> Outcome:
    """Each person is asked at that time of their own instead of all at one."""
    rules.may_lead(context.speaker())
    return _replanned(context, rules.in_own_time(await chosen(context), context.speaker()), "standups.own_time_title")


def _replanned(context: Context, standup: Standup, key: str) -> Outcome:
    """The standup waiting for its next whole day (none while paused), and the owner's card of it."""
    asked = crew(standup, context.team, context.roster)
    day = None if standup.paused else first_whole_day(standup, asked, context.now)
    standup, wakes = planned(standup, asked, day)
    reply = Reply(card=lead_card(key, standup, asked, context.words))
    return Outcome(reply=reply, records=(standup,), wakes=wakes)


async def preview(context: Context) -> Outcome:
    """The summary of the newest day as it stands, for the owner alone."""
    rules.may_lead(context.speaker())
    standup = await chosen(context)
    runs = await runs_of(context, standup.id)
    if runs:
        day = await day_of_run(context, runs[0])
        coming = next_words(standup, crew(standup, context.team, context.roster), context.words)
        return Outcome(reply=Reply(card=preview_card(day, context.words, coming)))
    if standup.next_day is None:
        return Outcome(reply=Reply(card=note(context.words, "standups.preview_paused", name=standup.name)))
    asked = crew(standup, context.team, context.roster)
    return Outcome(reply=Reply(card=first_card(standup, asked, standup.next_day, context.words)))


async def now(context: Context) -> Outcome:
    """The form of the standup that waits for the speaker, else how things stand; the owner's first one is set up."""
    person = context.speaker()
    rules.may_take_part(person)
    if person.role is Role.OWNER and not await context.store.all(Standup, context.team.id):
        return await setup(context)
    sittings = await own_sittings(context)
    if sittings and is_waiting(sittings[0], context):
        return await asked_now(context, sittings[0])
    return await status(context)


async def status(context: Context) -> Outcome:
    """The owner sees everybody's day and week; everybody else only his or her own."""
    person = context.speaker()
    rules.may_take_part(person)
    if person.role is Role.OWNER:
        return Outcome(reply=Reply(card=await _everybody(context)))
    return Outcome(reply=Reply(card=await _own(context)))


async def _everybody(context: Context) -> Card:
    standup = await chosen(context)
    asked = crew(standup, context.team, context.roster)
    runs = await runs_of(context, standup.id)
    day = await day_of_run(context, runs[0]) if runs else None
    weeks = await _weeks(context, context.speaker())
    people = [person for person, count in weeks[0].items() if count.over]
    shares = [Share(context.roster.name(person), *_share(weeks, person)) for person in people]
    return led_card(standup, asked, day, shares, context.words)


async def _own(context: Context) -> Card:
    person = context.speaker()
    sittings = worth_telling(await own_sittings(context), person, context.now)
    coming = await next_prompt(context)
    if not sittings and coming is None:
        raise await nothing_waits(context)
    share = Share(person.name, *await share_of(context, person))
    return own_card(sittings, coming, share, person, context.now)


async def share_of(context: Context, person: Person) -> tuple[rules.Count, int]:
    """How somebody's present week of standups stands, and the streak before it; for that person and the owner."""
    return _share(await _weeks(context, person), person.id)


def _share(weeks: Sequence[dict[str, rules.Count]], person: str) -> tuple[rules.Count, int]:
    """How the present week stands for somebody, and the streak before it."""
    counts = [week.get(person, rules.Count()) for week in weeks]
    return counts[0], rules.streak(counts)


async def _weeks(context: Context, reader: Person) -> list[dict[str, rules.Count]]:
    """Everybody's share over all standups by person, of the reader's present week and of those before it."""
    today, weeks = local(context.now, reader.zone).date(), list[dict[str, rules.Count]]()
    for back in range(STREAK_WEEKS + 1):
        term = week_term(today - timedelta(weeks=back))
        runs = await context.store.find(Run, context.team.id, term)
        answers = await context.store.find(Answer, context.team.id, term) if runs else []
        weeks.append(rules.participation(runs, context.roster, answers, context.now))
    return weeks

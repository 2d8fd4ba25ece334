"""Handlers that make tasks: the one line, the form, drafts."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.context import Context
from bot.errors import Refused
from bot.handoff import cards, changes, choice_cards, forms, load, offering, rules, standing_in
from bot.handoff.line_ends import Ends
from bot.handoff.line_people import addressed
from bot.handoff.lines import BriefLine, read_brief
from bot.handoff.message_brief import read_message
from bot.handoff.reading import Errors, read_values
from bot.handoff.records import State, Task
from bot.handoff.saying import asked, checked
from bot.people import Person, without_accounts
from bot.requests import Ask, Outcome, Reply
from bot.systems.rule_words import written
from bot.texts import joined
from bot.times import local, read_date
from bot.ui import Form, Text

MESSAGE_PARTS = ("person", "outcome", "due", "effort", "priority")
# Of a brief, where they are typed apart.
PARTS = ("person", "outcome", "due", "done_when", "repeats", "effort", "priority", "ack")


async def delegate(context: Context) -> Outcome:
    """`/delegate …`, one line or its parts: offers a task when the brief is whole, else opens the form filled."""
    giver = context.speaker()
    rules.may_give(giver)
    typed = {name: words for name in PARTS if (words := context.argument(name))}
    brief = read_brief(addressed(context.argument("line"), context.roster), context.now, giver.hours(), giver.locale)
    values = _values(brief, giver) | typed | {"outcome": f"{typed.get('outcome', '')} {brief.outcome}".strip()}
    if not (context.argument("line") or typed):
        return Outcome(reply=Ask(form=forms.brief_form(context.new_id(), values, giver, context.roster)))
    task, errors = read_values(context, giver, values)
    unclear = set(brief.unclear) - typed.keys()
    errors = _doubts(context, unclear, brief) | errors
    who = values["person"]
    absent = not (task.holder or task.open_to or "person" in unclear) and rules.is_nobody(who, context.roster)
    if set(errors) == {"person"} and (absent or not who):
        task = _without_first(task, values["due"])
        return await (_kept_for(context, giver, task, who) if who else offering.asked_who(context, giver, task))
    if absent:
        errors["person"] = giver.words()("handoff.bring_in", typed=without_accounts(who[:60]))
    if errors:
        meant = "" if "person" in unclear else task.holder or forms.OR.join(task.open_to)
        form = forms.brief_form(context.new_id(), values | {"person": meant}, giver, context.roster)
        if not meant:
            form = await _with_likely(context, form, task)
        return Outcome(reply=Ask(form=replace(form, errors=errors)))
    return await offering.offered(context, giver, task)


def _doubts(context: Context, unclear: set[str], brief: BriefLine) -> Errors:
    """At its field what may be meant otherwise; what has no field is told at the outcome it may be part of."""
    words = context.words
    said = {
        "person": words("handoff.one_holder"),
        "due": due_doubt(context, brief.due, "handoff.due_unclear"),
        "repeats": words("systems.repeats_doubtful"),
        "effort": words("handoff.effort_doubtful"),
    }
    return {part if part in said else "outcome": said.get(part, words("handoff.doubtful")) for part in unclear}


def due_doubt(context: Context, typed: str, unclear: str) -> Text:
    """Today's weekday is today or in a week; whatever else is in doubt may be no due date at all: `unclear` says so."""
    giver = context.speaker()
    if not Ends(context.now, giver.hours(), giver.locale).may_be_next_week(typed):
        return context.words(unclear, typed=typed)
    today = local(context.now, giver.zone).date()
    return context.either_day(typed, today, today + timedelta(weeks=1))


async def delegate_message(context: Context) -> Outcome:
    """H9: a message somebody wrote becomes a brief, whose form opens; `link` leads back to it."""
    giver = context.speaker()
    rules.may_give(giver)
    values = read_message(context.argument("words"))
    values |= _understood(context, values["outcome"]) | {"source": context.argument("link"), "then": "offer"}
    form = forms.brief_form(context.new_id(), values, giver, context.roster)
    if (made := await load.made_from(context.store, giver, values["source"])) is not None:
        form = replace(form, intro=giver.words()("handoff.intro_again", id=made.id))
    return Outcome(reply=Ask(form=form))


def _understood(context: Context, said: str) -> dict[str, str]:
    """The parts of a brief in one sentence, as in the one line; nothing where anything in it is not certain."""
    giver = context.speaker()
    brief = read_brief(said, context.now, giver.hours(), giver.locale)
    nothing = not (brief.has_other_parts or brief.people) or not brief.outcome
    if nothing or brief.unclear or brief.repeats or brief.playbook:
        return {}
    values = {name: value for name, value in _values(brief, giver).items() if value and name in MESSAGE_PARTS}
    task, errors = read_values(context, giver, values)
    if errors.keys() & values.keys() or (brief.due and not _meant_when_written(context, brief.due)):
        return {}
    return values | ({"person": task.holder or forms.OR.join(task.open_to)} if brief.people else {})


def _meant_when_written(context: Context, due: str) -> bool:
    """Whether it is the same instant, read on the day the message was written: `Friday` in an old one is not."""
    hours, locale = context.speaker().hours(), context.speaker().locale
    try:
        written = datetime.fromisoformat(context.argument("written") or context.now.isoformat())
        return written.tzinfo is not None and read_date(due, written, hours, locale) == read_date(
            due, context.now, hours, locale
        )
    except ValueError:  # an adapter could not say when, or it is no date then
        return False


async def compose(context: Context) -> Outcome:
    """The brief's form: a new task or a draft, offered or kept as a draft."""
    giver = context.speaker()
    rules.may_give(giver)
    draft = (await checked(context, "offer"))[0] if context.argument("task") else None
    task, errors = read_values(context, giver, context.request.arguments)
    keep = context.argument("then") == "draft"
    if draft and draft.project and task.timetable:
        errors["repeats"] = giver.words()("projects.step_repeats")
    if keep and task.outcome:
        # A draft may lack parts, but what was filled in has to be read, or it would be lost.
        errors = {name: text for name, text in errors.items() if context.argument(name)}
    nobody = set(errors) == {"person"} and not context.argument("person")
    if errors and not nobody:
        raise Refused(giver.words()("handoff.form_errors"), errors)
    if draft:
        task = _as_draft(task, draft)
        keep = keep or task.waits
    if nobody:
        return await offering.asked_who(context, giver, _without_first(task, context.argument("due")))
    task = _without_first(task, context.argument("due")) if keep else task
    return await offering.kept(context, giver, task) if keep else await offering.offered(context, giver, task)


async def finish(context: Context) -> Outcome:
    """Opens a draft's form again."""
    task, giver = await checked(context, "offer")
    values = forms.brief_values(task, giver)
    return asked(context, forms.brief_form(context.new_id(), values, giver, context.roster, task))


async def change(context: Context) -> Outcome:
    """Opens the brief filled, or takes it changed; after acceptance it has to be accepted again."""
    task, giver = await checked(context, "change")
    if "outcome" not in context.request.arguments:
        if task.state is State.DRAFT:
            return await finish(context)
        values = forms.brief_values(task, giver)
        return asked(context, forms.brief_form(context.new_id(), values, giver, context.roster, task))
    read, errors = read_values(context, giver, context.request.arguments)
    errors.pop("person", None)  # the holder changes by handing off
    if errors:
        raise Refused(giver.words()("handoff.form_errors"), errors)
    new = replace(
        task,
        outcome=read.outcome,
        done_when=read.done_when,
        due_at=read.due_at,
        effort_minutes=read.effort_minutes,
        links=read.links,
        repeat_hours=read.repeat_hours,
        due_kept=False,
    )
    if new == replace(task, due_kept=False) and not context.request.files:
        return Outcome(reply=Reply(card=cards.notice(giver.words(), "nothing_changed", task)))
    changed = changes.change(task, giver, context.now, await load.measured(context, new))
    return standing_in.offered_anew(context, changed, task)


async def _with_likely(context: Context, form: Form, task: Task) -> Form:
    """The form says who is likely, as far as the brief tells what kind of work it is."""
    if not task.outcome:
        return form
    giver = context.speaker()
    likely = choice_cards.likely_text(await load.suggestions(context, task, giver), giver.words())
    return replace(form, intro=joined([form.intro, likely], " "))


def _values(brief: BriefLine, giver: Person) -> dict[str, str]:
    rhythm = brief.repeats
    return {
        "person": forms.OR.join(brief.people),
        # No brief has a playbook of its own yet, and nothing that was typed may be lost.
        "outcome": f"{brief.outcome} (playbook: {brief.playbook})" if brief.playbook else brief.outcome,
        "done_when": brief.done_when,
        "due": brief.due,
        "repeats": written(rhythm.rule, rhythm.at, rhythm.first, giver.words()) if rhythm else "",
        "effort": f"{brief.effort_minutes}m" if brief.effort_minutes else "",
        "priority": brief.priority,
        "ack": str(brief.ack_hours),
        "then": "offer",
    }


def _as_draft(task: Task, draft: Task) -> Task:
    """The brief as it is now, in the place of the draft: a step that waits stays where it is in its project."""
    return replace(
        task,
        id=draft.id,
        revision=draft.revision,
        created_at=draft.created_at,
        events=draft.events,
        files=(*draft.files, *task.files),
        project=draft.project,
        after=draft.after,
        waits=draft.waits,
    )


def _without_first(task: Task, typed: str) -> Task:
    """A draft of what comes back has a first due time only where somebody said one."""
    return replace(task, due_at=None) if task.timetable and not typed else task


async def _kept_for(context: Context, giver: Person, task: Task, typed: str) -> Outcome:
    """A whole brief for somebody who is not there yet: a draft, and how they come."""
    kept = await offering.kept(context, giver, task)
    [draft] = (record for record in kept.records if isinstance(record, Task))
    card = cards.invitation(giver.words(), draft, without_accounts(typed[:60]))
    return replace(kept, reply=Reply(card=card))

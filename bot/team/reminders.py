"""/team reminders: what this team reminds of and when, and the form in which its owner changes that."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from bot.context import Context
from bot.errors import Refused
from bot.handoff.reminder_rules import SETTINGS, Setting
from bot.handoff.replanning import replan_from
from bot.handoff.rules import must_work
from bot.people import WORKERS, Person, Role, Roster, Team, choices
from bot.requests import Ask, Outcome, Reply
from bot.texts import Words
from bot.ui import Button, Card, Choice, ChoiceField, Field, Form, Items, NumberField, Paragraph, PersonField, Text

ORDER = ("accept_hours", "due_soon_hours", "remind_due", "review_days", "blocker_days", "blocker_to", "escalate_days")


async def reminders(context: Context) -> Outcome:
    """`/team reminders`: the rules in words, and for the owner the way to change them."""
    reader = context.allow(*WORKERS)
    return Outcome(reply=Reply(card=rules_card(context.team, context.roster, reader)))


async def set_reminders(context: Context) -> Outcome:
    """The form, or what was filled in: the team saved and every open task's next reminder set anew, bit by bit."""
    owner = context.allow(Role.OWNER)
    if ORDER[0] not in context.request.arguments:
        form = rules_form(context.new_id(), context.team, context.roster, owner.words())
        return Outcome(reply=Ask(form=form))
    team = with_rules(_with_blocker_to(context), context.request.arguments, owner.words())
    if team == context.team:
        return Outcome(reply=Reply(card=Card(title=owner.words()("reminders.unchanged"))))
    card = rules_card(team, context.roster, owner, owner.words()("reminders.saved"))
    return Outcome(reply=Reply(card=card), records=(team,), wakes=(replan_from(0, context.now),))


def _with_blocker_to(context: Context) -> Team:
    """The team with whoever hears of an old blocker; nobody typed is who it is now."""
    typed = context.argument("blocker_to")
    if not typed:
        return context.team
    to = context.find_person(typed)
    must_work(to, "blocker_to", context.words)
    return replace(context.team, blocker_to="" if to.id == context.team.owner else to.id)


def with_rules(team: Team, typed: Mapping[str, str], words: Words) -> Team:
    """The team with what was typed; Refused names every field that is no number within its bounds."""
    numbers: dict[str, int] = {}
    errors: dict[str, Text] = {}
    for setting in SETTINGS:
        number = _number(typed.get(setting.name, ""), setting)
        if number is None:
            errors[setting.name] = words("reminders.number_wrong", least=setting.least, most=setting.most)
        else:
            numbers[setting.name] = number
    if errors:
        raise Refused(words("reminders.wrong"), errors)
    return replace(team, **numbers, remind_due=typed.get("remind_due", "yes") != "no")


def rules_card(team: Team, roster: Roster, reader: Person, title: Text = ()) -> Card:
    """Every rule as a sentence."""
    words = reader.words()
    change = Button(label=words.plain("reminders.button_change"), action="team.set_reminders", style="primary")
    owner = reader.role is Role.OWNER
    return Card(
        title=title or words("reminders.title"),
        blocks=(Paragraph(words("reminders.intro")), Items(_sentences(team, roster, words))),
        buttons=(change,) if owner else (),
        footer=() if owner else words("reminders.footer"),
    )


def rules_form(key: str, team: Team, roster: Roster, words: Words) -> Form:
    """What is set now, to be changed."""
    return Form(
        key=key,
        title=words.plain("reminders.form"),
        action="team.set_reminders",
        fields=tuple(_field(name, team, roster, words) for name in ORDER),
        submit=words.plain("reminders.submit"),
        intro=words("reminders.form_intro"),
    )


def _field(name: str, team: Team, roster: Roster, words: Words) -> Field:
    label = words.plain(f"reminders.field_{name}")
    if name == "remind_due":
        options = tuple(Choice(value, words.plain(f"reminders.due_{value}")) for value in ("yes", "no"))
        return ChoiceField(name=name, label=label, choices=options, value="yes" if team.remind_due else "no")
    if name == "blocker_to":
        told = roster.worker(team.blocker_to) or roster.owner()
        return PersonField(name=name, label=label, people=choices(roster.with_role(*WORKERS)), value=told.id)
    hint = words.plain(f"reminders.hint_{name}") if name in ("due_soon_hours", "escalate_days") else ""
    return NumberField(name=name, label=label, value=str(getattr(team, name)), hint=hint)


def _sentences(team: Team, roster: Roster, words: Words) -> tuple[Text, ...]:
    settings = {setting.name: int(getattr(team, setting.name)) for setting in SETTINGS} | {
        "remind_due": int(team.remind_due)
    }
    order = (*ORDER[:3], "overdue", "escalate_days", "review_days", "blocker_days", "blocker_to", "repeat")
    told = roster.worker(team.blocker_to) or roster.owner()
    numbers = settings | {"blocker_to": team.blocker_days}
    return tuple(
        words(f"reminders.rule_{name}{'' if settings.get(name, 1) else '_none'}", n=numbers.get(name, 0), who=told.name)
        for name in order
    )


def _number(typed: str, setting: Setting) -> int | None:
    word = typed.strip()
    number = int(word) if word.isascii() and word.isdecimal() and len(word) < 6 else -1
    return number if setting.least <= number <= setting.most else None

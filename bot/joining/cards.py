"""What is shown of joining: set-up, the first steps, welcomes, codes, and closed doors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from bot.people import Person, Role, Roster, Team
from bot.texts import Words
from bot.ui import (
    BUTTONS_PER_CARD,
    Button,
    Card,
    Choice,
    ChoiceField,
    Code,
    Form,
    Items,
    Paragraph,
    Text,
    TextField,
    When,
)

LIKELY_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Bucharest",
    "Africa/Lagos",
    "Asia/Kolkata",
    "Asia/Manila",
    "Australia/Sydney",
)


SEES = {Role.GUEST: "guest_sees", Role.PARTNER: "partner_sees"}


def new_role(person: Person, team: Team, roster: Roster) -> Card:
    """To somebody whom the team knows: what the new role sees, and what the owner sees of it."""
    words = person.words()
    sees = words(f"joining.{SEES.get(person.role, 'assistant_sees')}", owner=roster.name(team.owner))
    title = words(f"joining.now_{person.role.value}", team=team.name)
    return Card(title=title, blocks=(Paragraph(sees),), footer=words("joining.how_to_change"))


def welcome(person: Person, team: Team, roster: Roster) -> Card:
    """The first message to somebody: who Baton is, what the owner sees, and how hours and zone are set."""
    words = person.words()
    owner = roster.get(team.owner)
    named = {"team": team.name, "name": person.name, "owner": owner.name if owner else team.name}
    sees = words(f"joining.{SEES.get(person.role, 'assistant_sees')}", **named)
    guessed = person.zone_guessed
    zone = words("joining.zone_guessed" if guessed else "joining.your_hours", zone=person.zone)
    ask = Button(label=words.plain("joining.button_zone"), action="joining.zone", style="primary")
    settings = Button(label=words.plain("joining.button_settings"), action="team.settings")
    return Card(
        title=words("joining.welcome", **named),
        blocks=(Paragraph(sees), Paragraph(zone)),
        buttons=(ask, settings) if guessed else (settings,),
        footer=words("joining.how_to_change"),
    )


def ask_zone(person: Person) -> Card:
    """To an owner whose zone nobody has said."""
    words = person.words()
    button = Button(label=words.plain("joining.button_zone"), action="joining.zone", style="primary")
    return Card(title=words("joining.zone_guessed", zone=person.zone), buttons=(button,))


def zone_form(key: str, person: Person, team: Team) -> Form:
    """Likely zones to choose from, and room for another city."""
    words = person.words()
    zones = dict.fromkeys((team.zone, person.zone, *LIKELY_ZONES))
    return Form(
        key=key,
        title=words.plain("joining.form_zone"),
        action="joining.zone",
        fields=(
            ChoiceField(
                name="zone",
                label=words.plain("joining.field_zone"),
                choices=tuple(Choice(zone, zone.replace("_", " ")) for zone in zones),
                value=person.zone,
            ),
            TextField(
                name="other",
                label=words.plain("joining.field_other_zone"),
                hint=words.plain("joining.hint_other_zone"),
                required=False,
                most=60,
            ),
        ),
        submit=words.plain("joining.submit_zone"),
    )


def not_set_up(words: Words, *, may: bool, named: bool) -> Card:
    """What everybody hears in a workspace without a team; the button is for those who may."""
    who = "joining.you_can" if may else "joining.owner_can" if named else "joining.admin_can"
    button = Button(label=words.plain("joining.button_setup"), action="joining.setup", style="primary")
    return Card(title=words("joining.not_set_up"), blocks=(Paragraph(words(who)),), buttons=(button,) if may else ())


def setup_form(key: str, words: Words, name: str, zone: str) -> Form:
    """A new team, or a code to join one."""
    field = words.plain
    return Form(
        key=key,
        title=field("joining.form_setup"),
        action="joining.found",
        fields=(
            TextField(name="name", label=field("joining.field_name"), value=name, required=False, most=80),
            TextField(
                name="zone",
                label=field("joining.field_zone"),
                hint=field("joining.hint_zone"),
                value=zone,
                required=False,
                most=60,
            ),
            TextField(
                name="code",
                label=field("joining.field_code"),
                hint=field("joining.hint_code"),
                required=False,
                most=40,
            ),
        ),
        submit=field("joining.submit_setup"),
        intro=words("joining.intro_setup"),
    )


def founded(words: Words, team: Team, now: datetime) -> Card:
    """The zone is confirmed by what time it is there."""
    at = words("joining.founded_zone", time=When(now, "time", team.zone), zone=team.zone)
    return Card(title=words("joining.founded", team=team.name), blocks=(Paragraph(at),))


class Steps(msgspec.Struct, frozen=True, kw_only=True):
    """What has been done of the first steps; `refused` is why the channel takes no messages."""

    channel: bool
    people: bool
    accepted: bool
    refused: str = ""


def checklist(owner: Person, team: Team, steps: Steps) -> Card:
    """The ten minutes from install to the first accepted task; each open step says what to type."""
    words = owner.words()
    rows = [_step(words, "team", done=True), _step(words, "channel", done=steps.channel)]
    if steps.channel and steps.refused:
        rows[1] = ("○ ", *words("joining.refused_channel", why=steps.refused))
    rows += [_step(words, name, done=getattr(steps, name)) for name in ("people", "accepted")]
    done = steps.channel and not steps.refused and steps.people and steps.accepted
    title = words("joining.checklist_done" if done else "joining.checklist", team=team.name)
    button = Button(label=words.plain("joining.button_delegate"), action="handoff.delegate", style="primary")
    buttons = () if steps.accepted else (button,)
    return Card(title=title, blocks=(Items(tuple(rows)),), buttons=buttons, footer=words("joining.checklist_help"))


def _step(words: Words, name: str, *, done: bool) -> Text:
    said = words(f"joining.done_{name}") if done else words(f"joining.to_do_{name}")
    return ("✓ " if done else "○ ", *said)


def outside(words: Words) -> Card:
    """To who looks in and is on no team: what this is, and that only an act joins."""
    join = Button(label=words.plain("joining.button_come"), action="handoff.tasks", style="primary")
    return Card(title=words("joining.outside"), blocks=(Paragraph(words("joining.outside_how")),), buttons=(join,))


def which_team(words: Words, teams: Iterable[Team]) -> Card:
    buttons = tuple(
        Button(label=team.name[:75], action="joining.choose", arguments={"team": team.id}) for team in teams
    )
    return Card(title=words("joining.which_team"), buttons=buttons[:BUTTONS_PER_CARD])


def code_card(words: Words, code: str, purpose: str) -> Card:
    how = words(f"joining.code_{purpose}")
    typed = f"/team link {code}" if purpose == "account" else code
    return Card(title=words("joining.code"), blocks=(Paragraph((Code(typed),)), Paragraph(how)))


class Claimed(msgspec.Struct, frozen=True, kw_only=True):
    """Who brought a code, as the platform says it; `stamp` binds a button to this claim."""

    name: str
    handle: str
    where: str
    platform: str
    stamp: str


def claim_card(words: Words, code: str, person: Person, team: Team) -> Card:
    """To the account that brought the code."""
    arguments = {"code": code}
    yes = Button(label=words.plain("joining.button_join"), action="joining.claim", arguments=arguments, style="primary")
    no = Button(label=words.plain("joining.button_no"), action="joining.drop", arguments=arguments)
    return Card(title=words("joining.claim", who=person.name, team=team.name), buttons=(yes, no))


def confirm_card(person: Person, code: str, claimed: Claimed) -> Card:
    """To the person whose code it was, on the first side; it says whose account that is, as a name can be anybody's."""
    words, arguments = person.words(), {"code": code, "by": claimed.stamp}
    yes = Button(label=words.plain("joining.button_me"), action="joining.confirm", arguments=arguments, style="primary")
    no = Button(label=words.plain("joining.button_not_me"), action="joining.drop", arguments=arguments, style="danger")
    return Card(
        title=words("joining.confirm", handle=claimed.handle, platform=claimed.platform),
        blocks=_whose(words, claimed),
        buttons=(yes, no),
    )


def let_in_card(owner: Person, code: str, claimed: Claimed) -> Card:
    """To the owner whose code it was: who brings it, and for which workspace."""
    words, arguments = owner.words(), {"code": code, "by": claimed.stamp}
    yes = Button(label=words.plain("joining.button_let_in"), action="joining.let_in", arguments=arguments)
    no = Button(label=words.plain("joining.button_no"), action="joining.drop", arguments=arguments)
    return Card(
        title=words("joining.let_in", handle=claimed.handle, platform=claimed.platform),
        blocks=_whose(words, claimed),
        buttons=(yes, no),
    )


def _whose(words: Words, claimed: Claimed) -> tuple[Paragraph]:
    key = "claimed_in" if claimed.where else "claimed"
    return (Paragraph(words(f"joining.{key}", name=claimed.name, where=claimed.where)),)


def said(words: Words, key: str, **values: str) -> Card:
    """A few words."""
    return Card(title=words(f"joining.{key}", **values))


def door(person: Person, words: Words, *, waits: bool) -> Card:
    """In public, so nothing personal: only that there is something."""
    button = Button(label=words.plain("joining.button_show"), action="joining.show", style="primary")
    title = words("joining.door" if waits else "joining.door_empty", who=person.mention())
    return Card(title=title, buttons=(button,) if waits else ())


def shown(card: Card, words: Words, seen: str, *, more: int) -> Card:
    """A card that waited, with the button that says it was seen and leads to the next one."""
    label = words.plain("joining.button_next" if more else "joining.button_got_it")
    button = Button(label=label, action="joining.show", arguments={"seen": seen})
    footer = words("joining.more_wait", n=more) if more else card.footer
    return msgspec.structs.replace(card, buttons=(*card.buttons[: BUTTONS_PER_CARD - 1], button), footer=footer)

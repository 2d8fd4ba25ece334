"""Handlers of the joining room for those who are on a team: first steps, channel, codes, zone, profile."""

from __future__ import annotations

from msgspec.structs import replace

from bot.blockers import handlers as blockers
from bot.context import Context
from bot.errors import Refused
from bot.handoff.parting import Parted, parted
from bot.joining import cards, codes, rules
from bot.outcomes import merged
from bot.people import Account, Person, Role, Team
from bot.requests import Ask, Outcome, Reply
from bot.succession import parting as succession
from bot.team import handlers as team_handlers


async def setup(context: Context) -> Outcome:
    """*Set up this team* after somebody else was faster, and the form's submit likewise."""
    return Outcome(reply=Reply(card=cards.said(context.words, "already", team=context.team.name)))


async def found(context: Context) -> Outcome:
    """The form's submit in a workspace that has a team by now."""
    return await setup(context)


async def zone(context: Context) -> Outcome:
    """*Set my time zone*: a form of likely ones; the answer shows the local time."""
    person = context.speaker()
    typed = context.argument("other") or context.argument("zone")
    if not typed:
        return Outcome(reply=Ask(form=cards.zone_form(context.new_id(), person, context.team)))
    return await team_handlers.set_zone(context, typed, "other" if context.argument("other") else "zone")


async def link(context: Context) -> Outcome:
    """`/team link` gives a code; `/team link CODE` brings one."""
    person = context.speaker()
    if not context.argument("code"):
        made = codes.make("account", person, context.now, context.new_id)
        card = cards.code_card(person.words(), made.typed, "account")
        return Outcome(reply=Reply(card=card), records=(made.record,))
    return (await codes.brought(context.store, context.request, person.words()))[1]


async def claim(context: Context) -> Outcome:
    """*Join them*"""
    return await link(context)


async def invite(context: Context) -> Outcome:
    """`/team invite`: a code that lets a workspace of another platform join the team."""
    owner = context.allow(Role.OWNER)
    made = codes.make("workspace", owner, context.now, context.new_id)
    card = cards.code_card(owner.words(), made.typed, "workspace")
    return Outcome(reply=Reply(card=card), records=(made.record,))


async def confirm(context: Context) -> Outcome:
    return await codes.confirmed(context.store, context.request, context.speaker())


async def let_in(context: Context) -> Outcome:
    context.allow(Role.OWNER)
    return await codes.let_in(context.store, context.request, context.speaker())


async def drop(context: Context) -> Outcome:
    return await codes.dropped(context.store, context.argument("code"), context.speaker(), context.request.account)


async def prefer(context: Context) -> Outcome:
    """`/team prefer`: on which of one's own platforms private messages arrive."""
    person = rules.prefers(context.speaker(), context.argument("platform"), context.words)
    card = cards.said(context.words, "prefers", platform=person.prefers.title())
    return Outcome(reply=Reply(card=card), records=(person,))


async def switch(context: Context) -> Outcome:
    """`/team switch`: which team is meant in private, for somebody on several."""
    account = await context.store.get(Account, "", context.request.account)
    teams = [await context.store.get(Team, "", one) for one in (account.teams if account else ())]
    known = [team for team in teams if team is not None]
    if len(known) < 2:
        return Outcome(reply=Reply(card=cards.said(context.words, "one_team", team=context.team.name)))
    return Outcome(reply=Reply(card=cards.which_team(context.words, known)))


async def choose(context: Context) -> Outcome:
    """A team chosen anew."""
    account = await context.store.get(Account, "", context.request.account)
    team = await context.store.get(Team, "", context.argument("team"))
    if account is None or team is None or team.id not in account.teams:
        raise Refused(context.words("joining.not_here"))
    card = cards.said(context.words, "chosen", team=team.name)
    return Outcome(reply=Reply(card=card), records=(replace(account, chosen=team.id),))


async def profile(context: Context) -> Outcome:
    """The platform says that somebody changed, or left; only an adapter can bring a profile."""
    person = context.speaker()
    found = [one for one in context.request.profiles if one.account == context.request.account]
    if not found:
        raise Refused(context.words("common.unknown_action"))
    if context.argument("left"):
        return await _left(context, person)
    after = rules.changed(person, found[0])
    if after == person:
        return Outcome()
    if after.zone == person.zone:
        return Outcome(records=(after,))
    return await team_handlers.followed(context, after)


async def _left(context: Context, person: Person) -> Outcome:
    """Tasks stay with who holds them; whoever has to do something now is told."""
    after = rules.without(person, context.request.account)
    if after.active or person.role is Role.OWNER:
        return Outcome(records=(after,)) if after.active else Outcome()
    gone = replace(after, accounts=person.accounts)
    following = merged(await parted(context, Parted(gone, "left")), await blockers.without(context, gone))
    if gone.role is Role.PARTNER:
        following = merged(following, await succession.parted(context, gone))
    return replace(following, records=(gone, *rules.stood_in(person, context.roster), *following.records))

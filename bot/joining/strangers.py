"""What somebody hears whose workspace has no team yet, or who is on several teams and has not said which is meant."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from bot.errors import NotAllowed, Refused, Unknown
from bot.joining import cards, codes, rules
from bot.joining.arrivals import BEGIN, handle_of
from bot.joining.first_steps import said_there
from bot.people import Account, Person, Role, Team
from bot.ports import Store
from bot.requests import Ask, Channel, Direct, Outcome, Post, Profile, Reply, Request, Wake
from bot.texts import Words
from bot.times import parse_zone


class Stranger(msgspec.Struct, frozen=True, kw_only=True):
    """A request without a team. `teams` are those it might be for; `owners` the accounts that own theirs unasked."""

    request: Request
    teams: tuple[Team, ...]
    store: Store
    new_id: Callable[[], str]
    owners: frozenset[str] = frozenset()

    def argument(self, name: str) -> str:
        return self.request.arguments.get(name, "").strip()

    def profile(self) -> Profile:
        """What the platform says of who asks. Unknown while it was not asked, NotAllowed when it says nothing."""
        words = Words("en")("joining.not_set_up")
        found = [profile for profile in self.request.profiles if profile.account == self.request.account]
        if found:
            return found[0]
        if self.request.account in self.request.nobody:
            raise NotAllowed(words)
        raise Unknown(words, (self.request.account,))


async def meet(stranger: Stranger) -> tuple[str, Outcome]:
    """The id of the team it concerns (else empty), what is stored and said.

    Without a reply a team was founded unasked, and the request goes on to it.
    """
    if stranger.teams:
        return "", await _choose(stranger)
    if stranger.request.action in ("joining.link", "joining.claim") and stranger.argument("code"):
        return await codes.from_stranger(stranger.store, stranger.request)
    if not stranger.request.workspace:
        raise NotAllowed(Words("en")("joining.not_here"))
    profile = stranger.profile()
    if stranger.request.account in stranger.owners and stranger.request.action != "joining.found":
        return _founded(stranger, profile, "", "")
    return await _set_up(stranger, profile)


async def _set_up(stranger: Stranger, profile: Profile) -> tuple[str, Outcome]:
    """For those who may: the form, then the team, or the question to the owner of another one."""
    words, may = Words(profile.locale), rules.may_set_up(profile, stranger.owners)
    if may and stranger.request.action == "joining.found":
        if stranger.argument("code"):
            return await codes.brought_to_workspace(stranger.store, stranger.request, words)
        return _founded(stranger, profile, stranger.argument("name"), stranger.argument("zone"))
    if may and stranger.request.action == "joining.setup":
        name = rules.name_of(words.plain("joining.team_of", name=profile.name))
        form = cards.setup_form(stranger.new_id(), words, name, profile.zone)
        return "", Outcome(reply=Ask(form=form))
    platform = rules.platform(profile.account)
    named = any(rules.platform(owner) == platform for owner in stranger.owners)
    return "", Outcome(reply=Reply(card=cards.not_set_up(words, may=may, named=named)))


async def _choose(stranger: Stranger) -> Outcome:
    """Which team is meant in a private chat; asked once and remembered."""
    words = Words(stranger.teams[0].locale)
    account = await stranger.store.get(Account, "", stranger.request.account)
    wanted = stranger.argument("team") if stranger.request.action == "joining.choose" else ""
    if account is None or wanted not in account.teams:
        return Outcome(reply=Reply(card=cards.which_team(words, stranger.teams)))
    chosen = next(team for team in stranger.teams if team.id == wanted)
    card = cards.said(words, "chosen", team=chosen.name)
    return Outcome(reply=Reply(card=card), records=(replace(account, chosen=wanted),))


def _zone(typed: str, words: Words, *, must: bool) -> str:
    """The zone's name; nothing where none was said and none must be. Refused at its field."""
    if must and not typed:
        raise Refused.at("zone", words("joining.zone_needed"))
    read = parse_zone(typed) if typed else ""
    if read is None:
        raise Refused.at("zone", words("team.zone_unknown", typed=typed[:60]))
    return read


def _founded(stranger: Stranger, profile: Profile, name: str, zone: str) -> tuple[str, Outcome]:
    """The team, its owner, and the first steps. Unasked (no name) nothing is replied."""
    request, new = stranger.request, stranger.new_id()
    words = Words(profile.locale)
    asked = bool(name) or request.action == "joining.found"
    read = _zone(zone or profile.zone, words, must=asked)
    owner = Person(
        team=new,
        id=stranger.new_id(),
        name=rules.name_of(profile.name) or "Owner",
        handle=handle_of(profile.name),
        role=Role.OWNER,
        accounts=(profile.account,),
        zone=read or "UTC",
        locale=profile.locale,
        zone_guessed=not read,
    )
    team = Team(
        team="",
        id=new,
        name=rules.name_of(name) or rules.name_of(words.plain("joining.team_of", name=owner.name)),
        zone=owner.zone,
        channel=request.place if isinstance(request.place, Channel) else Channel(""),
        owner=owner.id,
        created_at=request.at,
        workspaces=(request.workspace,),
        locale=profile.locale,
    )
    return new, Outcome(
        reply=Reply(card=cards.founded(words, team, request.at)) if asked else None,
        records=(team, owner, Account(team="", id=profile.account, teams=(new,))),
        posts=_first_posts(owner, team),
        wakes=(Wake(key=BEGIN, at=request.at, action=BEGIN),),
    )


def _first_posts(owner: Person, team: Team) -> tuple[Post, ...]:
    """The first steps, the question of the zone where nobody said it, and the test of the channel."""
    steps = cards.Steps(channel=bool(team.channel.id), people=False, accepted=False)
    first = Post(key=f"checklist:{owner.id}", to=Direct(owner.id), card=cards.checklist(owner, team, steps), fresh=True)
    asked = Post(key=f"zone:{owner.id}", to=Direct(owner.id), card=cards.ask_zone(owner), fresh=True)
    posts = (first, asked) if owner.zone_guessed else (first,)
    return (*posts, said_there(owner, team.channel.id)) if team.channel.id else posts

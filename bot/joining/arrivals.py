"""Which team a request is for, who of the accounts it names is not on it yet, and how they join."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace

from bot.joining.cards import welcome
from bot.joining.rules import name_of
from bot.people import NAMED, Account, Person, Role, Roster, Team
from bot.ports import Store
from bot.requests import Direct, Outcome, Post, Profile, Record, Request, Wake

BEGIN = "team.begin"
CHECKLIST = "joining.checklist"
HANDLE_MOST = 24


async def teams_of(store: Store, request: Request) -> list[Team]:
    """The team asked for; several as in `teams_meant`."""
    if request.team:
        team = await store.get(Team, "", request.team)
        return [team] if team is not None else []
    return await teams_meant(store, request.workspace, request.account)


async def teams_meant(store: Store, workspace: str, account: str) -> list[Team]:
    """The workspace's team. In private, where there is none, the teams of the account, or the one that it chose."""
    if workspace:
        return await store.find(Team, "", f"workspace:{workspace}")
    known = await store.get(Account, "", account)
    ids = () if known is None else (known.chosen,) if known.chosen else known.teams
    found = [await store.get(Team, "", team) for team in ids]
    return [team for team in found if team is not None]


def missing(request: Request, roster: Roster, *, named: bool) -> tuple[str, ...]:
    """Accounts that no active person of the team has: the speaker's, and with `named` those of the same platform in
    arguments.
    """
    platform = request.account.partition(":")[0]
    arguments = request.arguments.values() if named else ()
    accounts = [account for words in arguments for account in NAMED.findall(words)]
    wanted = dict.fromkeys([request.account, *(one for one in accounts if one.startswith(f"{platform}:"))])
    return tuple(account for account in wanted if account not in roster.by_account)


def with_handles(request: Request, roster: Roster) -> Request:
    """`@platform:id` of people on the team becomes their `@handle`; of others it stays what it is."""

    def handle(found: re.Match[str]) -> str:
        person = roster.by_account.get(found[1])
        return f"@{person.handle}" if person else found[0]

    return replace(request, arguments={name: NAMED.sub(handle, text) for name, text in request.arguments.items()})


class Newcomer(NamedTuple):
    """`guessed`: the platform did not say the zone, so it is the team's for now."""

    person: Person
    guessed: bool


def joined(team: Team, roster: Roster, profiles: Iterable[Profile], new_id: Callable[[], str]) -> list[Newcomer]:
    """Those of the profiles as people of the team: as they were if they come back, else new."""
    came: list[Newcomer] = []
    for profile in profiles:
        before = next((person for person in roster.people if profile.account in person.accounts), None)
        if before is None:
            taken = [person.handle for person in roster.people] + [newcomer.person.handle for newcomer in came]
            person = _person(team, profile, new_id(), unused(handle_of(profile.name), taken))
            came.append(Newcomer(person, guessed=not profile.zone))
        elif not before.active:
            came.append(Newcomer(replace(before, active=True), guessed=False))
    return came


def welcomed(
    team: Team, roster: Roster, newcomers: Iterable[Newcomer], accounts: Iterable[Account], now: datetime
) -> Outcome:
    """What is stored and said when people join; `accounts` are those that are known already."""
    known = {account.id: account for account in accounts}
    records: list[Record] = []
    posts: list[Post] = []
    for person, guessed in newcomers:
        records.append(person)
        for name in person.accounts:
            account = known.get(name, Account(team="", id=name, teams=()))
            if team.id not in account.teams:
                records.append(replace(account, teams=(*account.teams, team.id)))
        card = welcome(person, team, roster, guessed=guessed)
        posts.append(Post(key=f"welcome:{person.id}", to=Direct(person.id), card=card))
    actions = (BEGIN, CHECKLIST) if team.is_new(now) else (BEGIN,)
    wakes = tuple(Wake(key=action, at=now, action=action) for action in actions)
    return Outcome(records=tuple(records), posts=tuple(posts), wakes=wakes)


def handle_of(name: str) -> str:
    """What is typed after @ for somebody of this name: `ana`, `jose`; letters and digits of the first word."""
    plain = unicodedata.normalize("NFKD", name.strip().partition(" ")[0]).casefold()
    return "".join(letter for letter in plain if letter.isalnum())[:HANDLE_MOST] or "member"


def unused(handle: str, taken: Iterable[str]) -> str:
    """The handle itself, or with the first number that nobody has."""
    taken = {one.casefold() for one in taken}
    if handle not in taken:
        return handle
    return next(tried for number in range(2, 100_000) if (tried := f"{handle}{number}") not in taken)


def _person(team: Team, profile: Profile, id: str, handle: str) -> Person:
    return Person(
        team=team.id,
        id=id,
        name=name_of(profile.name) or handle,
        handle=handle,
        role=Role.GUEST if profile.guest else Role.ASSISTANT,
        accounts=(profile.account,),
        zone=profile.zone or team.zone,
        locale=profile.locale,
    )

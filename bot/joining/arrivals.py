"""Which team a request is for, who of the accounts it names is not on it yet, and how they join."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import datetime

from msgspec.structs import replace

from bot.errors import Unknown
from bot.joining.cards import welcome
from bot.joining.rules import name_of
from bot.people import NAMED, Account, Person, Role, Roster, Team
from bot.ports import Store
from bot.requests import Direct, Outcome, Post, Profile, Record, Request, Wake
from bot.texts import Words

BEGIN = "team.begin"
CHECKLIST = "joining.checklist"
HANDLE_MOST = 24
BRINGERS = frozenset({Role.OWNER, Role.ASSISTANT})  # whose words may bring somebody onto the team


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


def introduced(request: Request, account: str, words: Words) -> Profile | None:
    """What the platform says of the account, None where it knows nobody. Raises Unknown while it was not asked.

    Outside a workspace nobody is introduced: whoever it is may be of another.
    """
    if not request.workspace or account in request.nobody:
        return None
    found = next((profile for profile in request.profiles if profile.account == account), None)
    if found is None:
        raise Unknown(words("common.not_on_team"), (account,))
    return found


def named(request: Request, brings: Iterable[str], roster: Roster) -> str:
    """The first account that one of the arguments begins with, if the platform marks it and nobody there has it."""
    firsts = (request.arguments.get(name, "").split(maxsplit=1)[:1] for name in brings if request.mentions)
    accounts = (word.removeprefix("@").rstrip(",:") for first in firsts for word in first)
    return next((one for one in accounts if one in request.mentions and one not in roster.by_account), "")


def called(request: Request, brings: Iterable[str], roster: Roster) -> tuple[str, str]:
    """The argument that begins with a plain `@ana`, and `ana`, who is nobody on the team; empty where none does.

    A platform that knows people by name may put in whom it means.
    """
    speaker = roster.by_account.get(request.account)
    if speaker is None or speaker.role not in BRINGERS:
        return "", ""
    for name in brings:
        first = request.arguments.get(name, "").partition(" ")[0].rstrip(",:")
        if first.startswith("@") and first[1:] and ":" not in first and not roster.matching(first):
            return name, first[1:]
    return "", ""


def with_handles(request: Request, roster: Roster) -> Request:
    """`@platform:id` of people on the team becomes their `@handle`; of others it stays what it is."""

    def handle(found: re.Match[str]) -> str:
        person = roster.by_account.get(found[1])
        return f"@{person.handle}" if person else found[0]

    return replace(request, arguments={name: NAMED.sub(handle, text) for name, text in request.arguments.items()})


def joined(team: Team, roster: Roster, profile: Profile, new_id: Callable[[], str]) -> Person:
    """The profile as a person of the team: as they were if they come back, else new and not welcomed yet."""
    before = next((person for person in roster.people if profile.account in person.accounts), None)
    if before is not None:
        return replace(before, active=True)
    handle = unused(handle_of(profile.name), [person.handle for person in roster.people])
    return Person(
        team=team.id,
        id=new_id(),
        name=name_of(profile.name) or name_of(profile.handle) or handle,
        handle=handle,
        role=Role.GUEST if profile.guest else Role.ASSISTANT,
        accounts=(profile.account,),
        zone=profile.zone or team.zone,
        locale=profile.locale,
        zone_guessed=not profile.zone,
        greeted=False,
    )


def with_people(roster: Roster, people: Iterable[Person]) -> Roster:
    """The roster with the people as they are now."""
    return Roster(tuple({person.id: person for person in (*roster.people, *people)}.values()))


def with_joined(
    outcome: Outcome, team: Team, people: Iterable[Person], accounts: Iterable[Account], now: datetime
) -> Outcome:
    """People join with what was done, and not without it; `accounts` are those that are known already."""
    known = {account.id: account for account in accounts}
    changed = {record.id for record in outcome.records if isinstance(record, Person)}
    records: list[Record] = []
    for person in people:
        records += [person] if person.id not in changed else []
        for name in person.accounts:
            account = known.get(name, Account(team="", id=name, teams=()))
            if team.id not in account.teams:
                records.append(replace(account, teams=(*account.teams, team.id)))
    actions = (BEGIN, CHECKLIST) if team.is_new(now) else (BEGIN,)
    wakes = tuple(Wake(key=action, at=now, action=action) for action in actions)
    return replace(outcome, records=(*records, *outcome.records), wakes=(*outcome.wakes, *wakes))


def welcomed(outcome: Outcome, team: Team, roster: Roster, speaker: Person | None) -> Outcome:
    """A welcome for who first speaks, and before the first message to whoever was only named until now."""
    told = dict.fromkeys(post.to.person for post in outcome.posts if isinstance(post.to, Direct))
    heard = (roster.get(one) for one in (*told, *((speaker.id,) if speaker else ())))
    new = {person.id: person for person in heard if person and not person.greeted}
    if not new:
        return outcome
    changed = {record.id: record for record in outcome.records if isinstance(record, Person)}
    posts: list[Post] = []
    for person in (changed.get(one.id, one) for one in new.values()):
        changed[person.id] = replace(person, greeted=True)
        card = welcome(person, team, roster)
        posts.append(Post(key=f"welcome:{person.id}", to=Direct(person.id), card=card, fresh=True))
    others = (record for record in outcome.records if not isinstance(record, Person))
    return replace(outcome, records=(*changed.values(), *others), posts=(*posts, *outcome.posts))


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

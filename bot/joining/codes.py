"""One-time codes: made on one side, brought on the other, confirmed on the first; used once and never guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace

from bot.checkins.records import Promise
from bot.errors import NotAllowed, Refused, Unknown
from bot.handoff.records import Task
from bot.joining import cards, rules
from bot.joining.records import Code, Purpose, Tries
from bot.people import Account, Person, Team
from bot.ports import Store
from bot.requests import Direct, Outcome, Post, Record, Reply, Request
from bot.texts import Words
from bot.ui import Card


class Made(NamedTuple):
    """A new code as it is typed, and as it is kept."""

    typed: str
    record: Code


def make(purpose: Purpose, person: Person, now: datetime, new_id: Callable[[], str]) -> Made:
    """48 bits from an unguessable id; only its digest is kept."""
    letters = "".join(letter for letter in new_id() if letter.isalnum())[-rules.CODE_LENGTH :]
    record = Code(
        team="",
        id=rules.digest(letters),
        purpose=purpose,
        of_team=person.team,
        person=person.id,
        expires_at=now + rules.CODE_LASTS,
    )
    return Made(rules.in_groups(letters), record)


async def from_stranger(store: Store, request: Request) -> tuple[str, Outcome]:
    """A code typed by an account that is on no team; the id of the code's team."""
    code, outcome = await brought(store, request, Words("en"))
    return code.of_team if code else "", outcome


async def brought(store: Store, request: Request, words: Words) -> tuple[Code | None, Outcome]:
    """`/team link CODE` and *Join them*: to whom it would belong, then the question to that person."""
    typed = request.arguments.get("code", "")
    code, wrong = await _read(store, request, words, "account")
    if code is None or wrong is not None:
        return code, wrong or Outcome()
    team, person, _ = await _fits(store, code, request.account, words)
    if request.action == "joining.link":
        return code, Outcome(reply=Reply(card=cards.claim_card(words, typed, person, team)))
    claimed = replace(code, claimed_by=request.account)
    card = cards.confirm_card(person, code.id, _claimed_by(request, request.account, words))
    post = Post(key=f"link:{code.id}", to=Direct(person.id), card=card, fresh=True)
    reply = Reply(card=cards.said(words, "asked_first_side"))
    return code, Outcome(reply=reply) if code.claimed_by else Outcome(reply=reply, records=(claimed,), posts=(post,))


async def brought_to_workspace(store: Store, request: Request, words: Words) -> tuple[str, Outcome]:
    """The owner's code in the set-up form of another platform: the owner is asked whether to let it in."""
    code, wrong = await _read(store, request, words, "workspace")
    if code is None or wrong is not None:
        return code.of_team if code else "", wrong or Outcome()
    team = await _team(store, code, words)
    rules.must_have_room(team, request.workspace, words)
    owner = await store.get(Person, team.id, code.person)
    if owner is None:
        raise Refused(words("joining.no_code"))
    place = request.place
    room = place.id if place is not None and hasattr(place, "id") else ""
    claimed = replace(code, claimed_by=request.workspace, claimed_from=room)
    card = cards.let_in_card(owner, code.id, _claimed_by(request, request.workspace, words))
    post = Post(key=f"let_in:{code.id}", to=Direct(owner.id), card=card, fresh=True)
    reply = Reply(card=cards.said(words, "asked_owner", team=team.name))
    return team.id, Outcome(reply=reply) if code.claimed_by else Outcome(reply=reply, records=(claimed,), posts=(post,))


async def confirmed(store: Store, request: Request, by: Person) -> Outcome:
    """*That is me*: the account moves, and whoever it stood for until now makes way."""
    words = by.words()
    code = await _claimed(store, request, by, "account")
    _, person, other = await _fits(store, code, code.claimed_by, words)
    records: list[Record] = [replace(code, used=True), rules.linked(person, code.claimed_by)]
    if other is not None:
        records.append(rules.without(other, code.claimed_by))
    account = await store.get(Account, "", code.claimed_by) or Account(team="", id=code.claimed_by, teams=())
    if code.of_team not in account.teams:
        records.append(replace(account, teams=(*account.teams, code.of_team)))
    card = cards.said(words, "linked", platform=rules.platform(code.claimed_by).title())
    post = Post(key=f"link:{code.id}", to=Direct(by.id), card=card)
    return Outcome(records=tuple(records), posts=(post,))


async def let_in(store: Store, request: Request, by: Person) -> Outcome:
    """*Let it in*: the workspace is the team's from now on."""
    words = by.words()
    code = await _claimed(store, request, by, "workspace")
    team = await _team(store, code, words)
    rules.must_have_room(team, code.claimed_by, words)
    if await store.find(Team, "", f"workspace:{code.claimed_by}"):
        raise Refused(words("joining.workspace_taken"))
    rooms = (*team.rooms, code.claimed_from) if code.claimed_from else team.rooms
    joined = replace(team, workspaces=(*team.workspaces, code.claimed_by), rooms=rooms)
    card = cards.said(words, "let_in_done", platform=rules.platform(code.claimed_by).title())
    post = Post(key=f"let_in:{code.id}", to=Direct(by.id), card=card)
    return Outcome(records=(joined, replace(code, used=True)), posts=(post,))


async def dropped(store: Store, typed: str, by: Person | None, account: str) -> Outcome:
    """*No*, from either side: the code is worth nothing any more."""
    words = by.words() if by else Words("en")
    code = await store.get(Code, "", typed) or await store.get(Code, "", rules.digest(typed))
    mine = code is not None and (code.claimed_by == account or (by is not None and code.person == by.id))
    if code is None or not mine or code.used:
        return Outcome(reply=Reply(card=cards.said(words, "nothing_changed")))
    posts: tuple[Post, ...] = ()
    if by is not None and code.person == by.id and code.claimed_by:
        key = f"{'link' if code.purpose == 'account' else 'let_in'}:{code.id}"
        posts = (Post(key=key, to=Direct(by.id), card=cards.said(words, "dropped")),)
    return Outcome(
        reply=None if posts else Reply(card=cards.said(words, "dropped")),
        records=(replace(code, used=True),),
        posts=posts,
    )


async def _read(store: Store, request: Request, words: Words, purpose: Purpose) -> tuple[Code | None, Outcome | None]:
    """The code, and what is said and noted when it cannot be used; never whether there was one."""
    tries = await store.get(Tries, "", request.account)
    rules.must_not_guess(tries, request.at, words)
    code = await store.get(Code, "", rules.digest(request.arguments.get("code", "")))
    if code is not None and code.purpose == purpose and rules.is_open(code, request.at):
        if request.team not in ("", code.of_team):
            raise Refused(words("joining.other_team"))
        if request.public:
            return code, await _burned(store, code, cards.said(words, "code_public"))
        if code.claimed_by not in ("", request.account if purpose == "account" else request.workspace):
            return code, await _burned(store, code, cards.said(words, "no_code"))
        return code, None
    card = cards.said(words, "no_code")
    return None, Outcome(reply=Reply(card=card), records=(rules.after_wrong_try(tries, request.account, request.at),))


async def _burned(store: Store, code: Code, said: Card) -> Outcome:
    """More than one knows the code, so it is worth nothing; whose it was reads so where the question stands."""
    whose = await store.get(Person, code.of_team, code.person)
    key = f"{'link' if code.purpose == 'account' else 'let_in'}:{code.id}"
    posts: tuple[Post, ...] = ()
    if whose is not None and code.claimed_by:
        posts = (Post(key=key, to=Direct(whose.id), card=cards.said(whose.words(), "code_burned")),)
    return Outcome(reply=Reply(card=said), records=(replace(code, used=True),), posts=posts)


def _claimed_by(request: Request, claimant: str, words: Words) -> cards.Claimed:
    """Who brings it, by what the platform says of them. Raises Unknown while it was not asked."""
    found = next((one for one in request.profiles if one.account == request.account), None)
    if found is None and request.account not in request.nobody:
        raise Unknown(words("joining.no_code"), (request.account,))
    if found is None:
        raise NotAllowed(words("joining.no_code"))
    return cards.Claimed(
        name=found.name,
        handle=found.handle or found.account.partition(":")[2],
        where=found.where,
        platform=rules.platform(claimant).title(),
        stamp=rules.stamp(claimant),
    )


async def _fits(store: Store, code: Code, account: str, words: Words) -> tuple[Team, Person, Person | None]:
    """The team, whose code it is, and whom the account stands for there now. Raises Refused when it may not move."""
    team = await _team(store, code, words)
    person = await store.get(Person, team.id, code.person)
    if person is None or not person.active:
        raise Refused(words("joining.no_code"))
    there = [one for one in await store.find(Person, team.id, f"account:{account}") if one.active]
    other = there[0] if there else None
    if other is not None and other.id == person.id:
        raise Refused(words("joining.same_person"))
    rules.must_fit(account, person, other, other is not None and await _busy(store, other), words)
    return team, person, other


async def _busy(store: Store, person: Person) -> bool:
    """Whether anything open is this person's, or from them."""
    for term in (f"holder:{person.id}", f"giver:{person.id}", f"draft:{person.id}", f"newcomer:{person.id}"):
        if await store.find(Task, person.team, term):
            return True
    promises = await store.all(Promise, person.team)
    return any(person.id in (promise.by, promise.to) for promise in promises)


async def _claimed(store: Store, request: Request, by: Person, purpose: Purpose) -> Code:
    """The code a button is about; the button counts for the claim it was shown for, and for no other."""
    code = await store.get(Code, "", request.arguments.get("code", ""))
    if code is None or code.person != by.id or code.of_team != by.team or code.purpose != purpose:
        raise NotAllowed(by.words()("joining.no_code"))
    shown_for = request.arguments.get("by", "")
    if not rules.is_open(code, request.at) or not code.claimed_by or shown_for != rules.stamp(code.claimed_by):
        raise Refused(by.words()("joining.code_over"))
    return code


async def _team(store: Store, code: Code, words: Words) -> Team:
    team = await store.get(Team, "", code.of_team)
    if team is None:
        raise Refused(words("joining.no_code"))
    return team

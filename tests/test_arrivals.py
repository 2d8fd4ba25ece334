"""First contact: whose team a request is for, who is not on it yet, and what the door asks of the adapter."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from adapters.asking import ask
from bot.errors import NotAllowed, Outsider, Unknown
from bot.joining.arrivals import handle_of, teams_meant, unused
from bot.people import Account, Person, Role, Roster, Team
from bot.ports import Commit
from bot.requests import Ask, Direct, Outcome, Profile, Reply, Request
from tests.dialogs.world import Home, World

ZOE = Profile(account="slack:UZOE", name="Zoë Blum", zone="Europe/Berlin")


def request(world: World, line: str, account: str = "slack:UOLIVIA", **more: Any) -> Request:
    made = Request(
        id=world.new_id(),
        workspace="slack:T1",
        action="handoff.delegate",
        account=account,
        arguments={"line": line},
        place=Direct(""),
        at=world.now,
    )
    return replace(made, **more)


@pytest.fixture
async def world() -> World:
    world = World(home=Home(platform="slack", workspace="T1", account=lambda person: f"U{person.upper()}"))
    await world.seed()
    return world


BRIEF = "@slack:UZOE Write it by tomorrow 5pm done when: it is there"


class Known:
    """Whom the platform knows; `asked` are those it was asked for."""

    def __init__(self, *accounts: str) -> None:
        self._accounts = accounts
        self.asked: list[str] = []

    async def __call__(self, account: str) -> Profile | None:
        self.asked.append(account)
        name = account.partition(":U")[2].title()
        return Profile(account=account, name=name, zone="Europe/Berlin") if account in self._accounts else None


async def people(world: World) -> Roster:
    return Roster(tuple(await world.store.all(Person, "studio")))


async def test_the_team_is_found_by_its_workspace_and_a_mention_by_the_account(world: World) -> None:
    await world.dispatcher.dispatch(request(world, "@slack:UANA Write it by tomorrow 5pm done when: it is there"))
    row = await world.store.outgoing("studio", "task:1@ana")
    assert row is not None
    assert "Olivia offers you" in str(row.card.title)


async def test_somebody_new_is_asked_for_and_joins_with_a_welcome(world: World) -> None:
    first = request(world, "", "slack:UZOE", action="handoff.tasks")
    with pytest.raises(Unknown) as unknown:
        await world.dispatcher.dispatch(first)
    assert unknown.value.accounts == ("slack:UZOE",)

    async def profile_of(_: str) -> Profile:
        return ZOE

    assert isinstance(await ask(world.dispatcher.dispatch, first, profile_of), Reply)
    zoe = (await people(world)).matching("@zoe")[0]
    assert (zoe.name, zoe.role, zoe.zone) == ("Zoë Blum", Role.ASSISTANT, "Europe/Berlin")
    assert await world.store.outgoing("studio", f"welcome:{zoe.id}") is not None
    account = await world.store.get(Account, "", "slack:UZOE")
    assert account is not None
    assert account.teams == ("studio",)


async def test_who_is_mentioned_first_joins_too_and_a_guest_of_the_platform_is_a_guest(world: World) -> None:
    async def profile_of(_: str) -> Profile:
        return Profile(account="slack:UZOE", name="Zoë", guest=True)

    line = request(world, BRIEF, mentions=("slack:UZOE",))
    await ask(world.dispatcher.dispatch, line, profile_of)
    zoe = (await people(world)).matching("@zoe")[0]
    assert zoe.role is Role.GUEST
    assert await world.store.outgoing("studio", f"task:1@{zoe.id}") is not None


@pytest.mark.parametrize("words", ["/tasks", "@ana Write it with"])
async def test_who_is_only_spoken_of_joins_nothing(world: World, words: str) -> None:
    known, line = Known("slack:UZOE"), f"{words} @slack:UZOE by tomorrow 5pm done when: it is there"
    await ask(world.dispatcher.dispatch, request(world, line, mentions=("slack:UZOE",)), known)
    assert (len((await people(world)).people), known.asked) == (5, [])


async def test_words_that_the_platform_does_not_mark_bring_nobody(world: World) -> None:
    known = Known("slack:UZOE")
    reply = await ask(world.dispatcher.dispatch, request(world, BRIEF), known)
    assert isinstance(reply, Ask)
    assert (len((await people(world)).people), known.asked) == (5, [])


@pytest.mark.parametrize("who", ["slack:UGIL", "slack:UPAT"])
async def test_who_may_give_nothing_brings_nobody_and_nobody_is_asked_for(world: World, who: str) -> None:
    known = Known("slack:UZOE")
    with pytest.raises(NotAllowed):
        await ask(world.dispatcher.dispatch, request(world, BRIEF, who, mentions=("slack:UZOE",)), known)
    assert (len((await people(world)).people), known.asked) == (5, [])


async def test_somebody_new_may_bring_one_more_and_both_are_asked_for(world: World) -> None:
    known = Known("slack:UZOE", "slack:UYAN")
    line = request(world, BRIEF, "slack:UYAN", mentions=("slack:UZOE",))
    await ask(world.dispatcher.dispatch, line, known)
    assert known.asked == ["slack:UYAN", "slack:UZOE"]
    assert [person.name for person in (await people(world)).people[5:]] == ["Yan", "Zoe"]


async def test_who_is_refused_has_brought_nobody(world: World) -> None:
    role = request(world, "", "slack:UANA", action="team.role", mentions=("slack:UZOE",))
    role = replace(role, arguments={"person": "@slack:UZOE", "role": "partner"})
    with pytest.raises(NotAllowed):
        await ask(world.dispatcher.dispatch, role, Known("slack:UZOE"))
    with pytest.raises(NotAllowed):
        await ask(world.dispatcher.dispatch, request(world, "", "slack:UZOE", action="team.role"), Known("slack:UZOE"))
    assert len((await people(world)).people) == 5


async def test_the_welcome_comes_with_the_first_offer_and_not_with_a_form_that_is_cancelled(world: World) -> None:
    known = Known("slack:UZOE")
    short = request(world, "@slack:UZOE Write it", mentions=("slack:UZOE",))
    assert isinstance(await ask(world.dispatcher.dispatch, short, known), Ask)
    zoe = (await people(world)).matching("@zoe")[0]
    assert (zoe.greeted, await world.store.outgoing("studio", f"welcome:{zoe.id}")) == (False, None)
    await ask(world.dispatcher.dispatch, request(world, BRIEF, mentions=("slack:UZOE",)), known)
    rows = [row.key for row in await world.store.next_outbox(world.now, 50) if row.to == Direct(zoe.id)]
    assert rows[0] == f"welcome:{zoe.id}"
    assert (await people(world)).must(zoe.id).greeted


async def test_who_was_only_named_is_welcomed_when_they_speak(world: World) -> None:
    known = Known("slack:UZOE")
    await ask(world.dispatcher.dispatch, request(world, "@slack:UZOE x", mentions=("slack:UZOE",)), known)
    await ask(world.dispatcher.dispatch, request(world, "", "slack:UZOE", action="handoff.tasks"), known)
    zoe = (await people(world)).matching("@zoe")[0]
    assert await world.store.outgoing("studio", f"welcome:{zoe.id}") is not None


@pytest.mark.parametrize("action", ["handoff.desk", "joining.show", "joining.profile"])
async def test_to_look_is_not_to_join(world: World, action: str) -> None:
    known = Known("slack:UZOE")
    with pytest.raises(Outsider):
        await ask(world.dispatcher.dispatch, request(world, "", "slack:UZOE", action=action), known)
    assert (len((await people(world)).people), known.asked) == (5, [])


async def test_what_only_looks_like_a_mention_stays_as_it_was_typed(world: World) -> None:
    async def nobody(_: str) -> None:
        return None

    line = "@ana Fix @slack:NOBODY and @media:print by tomorrow 5pm done when: it prints"
    await ask(world.dispatcher.dispatch, request(world, line), nobody)
    row = await world.store.outgoing("studio", "task:1@ana")
    assert "Fix @slack:NOBODY and @media:print" in str(row)


async def test_whom_the_platform_does_not_know_is_let_in_nowhere(world: World) -> None:
    async def nobody(_: str) -> None:
        return None

    with pytest.raises(NotAllowed):
        await ask(world.dispatcher.dispatch, request(world, "", "slack:UXXX"), nobody)
    assert len((await people(world)).people) == 5


async def test_in_a_chat_of_no_workspace_the_account_tells_the_team(world: World) -> None:
    private = request(world, "", "slack:UOLIVIA", workspace="", action="handoff.tasks")
    with pytest.raises(NotAllowed):
        await world.dispatcher.dispatch(private)
    await world.seed_accounts()
    assert isinstance(await world.dispatcher.dispatch(private), Reply)


async def test_who_comes_back_is_who_he_was(world: World) -> None:
    ana = (await people(world)).must("ana")
    gone = Outcome(records=(replace(ana, active=False),))
    await (await world.store.commit(Commit(request_id="gone", team="studio", at=world.now, outcome=gone)))

    async def profile_of(account: str) -> Profile:
        return Profile(account=account, name="Ana Somebody")

    await ask(world.dispatcher.dispatch, request(world, "", "slack:UANA", action="handoff.tasks"), profile_of)
    back = (await people(world)).must("ana")
    assert (back.active, back.name) == (True, "Ana")


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Ana Reyes", "ana"),
        ("José", "jose"),
        ("  李 雷", "李"),
        ("@@@", "member"),
        ("", "member"),
        ("x" * 99, "x" * 24),
    ],
)
def test_a_handle_is_the_first_word_of_the_name(name: str, handle: str) -> None:
    assert handle_of(name) == handle


def test_a_taken_handle_gets_a_number() -> None:
    assert unused("ana", ["Ana", "ana2"]) == "ana3"


@pytest.mark.parametrize(
    ("workspace", "teams", "chosen", "meant"),
    [
        ("slack:T1", ("other",), "other", ["studio"]),
        ("slack:T9", ("studio",), "", []),
        ("", ("studio", "other"), "", ["studio", "other"]),
        ("", ("studio", "other"), "other", ["other"]),
        ("", ("studio", "gone"), "", ["studio"]),
        ("", (), "", []),
    ],
)
async def test_in_private_the_chosen_team_is_meant_or_any_of_the_account(
    world: World, workspace: str, teams: tuple[str, ...], chosen: str, meant: list[str]
) -> None:
    studio = await world.store.get(Team, "", "studio")
    assert studio is not None
    other = replace(studio, id="other", workspaces=(), revision=0)
    account = Account(team="", id="slack:UZOE", teams=teams, chosen=chosen)
    commit = Commit(request_id="c", team="", at=world.now, outcome=Outcome(records=(other, account)))
    await (await world.store.commit(commit))
    assert [team.id for team in await teams_meant(world.store, workspace, "slack:UZOE")] == meant


async def test_a_new_partner_is_welcomed_as_one(world: World) -> None:
    role = request(world, "", action="team.role", mentions=("slack:UZOE",))
    role = replace(role, arguments={"person": "@slack:UZOE", "role": "partner"})
    await ask(world.dispatcher.dispatch, role, Known("slack:UZOE"))
    zoe = (await people(world)).matching("@zoe")[0]
    row = await world.store.outgoing("studio", f"welcome:{zoe.id}")
    assert row is not None
    assert "You see promises" in str(row.card)
    assert (zoe.role, zoe.greeted, await world.store.outgoing("studio", f"role:{zoe.id}")) == (Role.PARTNER, True, None)


async def test_a_guest_is_told_what_the_owner_sees(world: World) -> None:
    async def profile_of(account: str) -> Profile:
        return Profile(account=account, name="Zoë", guest=True)

    await ask(world.dispatcher.dispatch, request(world, "", "slack:UZOE", action="handoff.tasks"), profile_of)
    row = await world.store.outgoing("studio", f"welcome:{(await people(world)).matching('@zoe')[0].id}")
    assert row is not None
    assert "Olivia sees the tasks you hold" in str(row.card)

"""bot/succession: requests that no honest card would send, and who may ask for what."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.checkins.records import Promise, State
from bot.errors import NotAllowed, Refused
from bot.people import Person, Role
from bot.requests import Direct, Reply, Request
from bot.succession.actions import ACTIONS
from bot.ui import as_text, texts
from tests.dialogs.peer import Core
from tests.dialogs.world import MONDAY, PEOPLE, World, person

FILLED = {"who": "@max", "old": "pat", "new": "max", "form": "1", "said_1": "along", "succession": "1", "to": "max"}
CHANGES = [action.name for action in ACTIONS if action.name != "succession.history"]


def promise(id: str, by: str, to: str, **changes: object) -> Promise:
    made = {"team": "studio", "id": id, "by": by, "to": to, "text": f"Thing {id}", "made_at": MONDAY}
    return Promise(**made | {"due_at": MONDAY + timedelta(days=2)} | changes)  # type: ignore[arg-type]


@pytest.fixture
async def world() -> World:
    """A promise of Olivia to Pat, one to Max, and one of Max to her."""
    world = World(people=(*PEOPLE, person("max", Role.PARTNER, "Europe/London")))
    Core(world)
    ours = [promise("1", "olivia", "pat"), promise("2", "olivia", "max"), promise("3", "max", "olivia")]
    await world.seed(*ours)
    for _ in ours:
        await world.store.next_number("studio", "promise")
    return world


async def ask(world: World, speaker: str, action: str, /, **arguments: str) -> str:
    """What the person reads."""
    request = Request(
        id=world.new_id(), team="studio", account=f"web:{speaker}", action=action, arguments=arguments,
        place=Direct(speaker), at=world.now,
    )  # fmt: skip
    reply = await world.dispatcher.dispatch(request)
    await world.deliver()
    return "\n".join(map(as_text, texts(reply.card))) if isinstance(reply, Reply) else "form"


async def stands(world: World, id: str) -> Promise:
    found = await world.store.get(Promise, "studio", id)
    assert found is not None
    return found


async def role(world: World, who: str) -> Role:
    found = await world.store.get(Person, "studio", who)
    assert found is not None
    return found.role


@pytest.mark.parametrize("who", ["pat", "max", "ana", "gil"])
@pytest.mark.parametrize("action", CHANGES)
async def test_nobody_but_the_owner_changes_whom_she_checks_in_with(world: World, who: str, action: str) -> None:
    with pytest.raises(NotAllowed, match="for the owner to change"):
        await ask(world, who, action, **FILLED)
    assert (await stands(world, "1")).open
    assert (await role(world, "pat"), await role(world, "max")) == (Role.PARTNER, Role.PARTNER)


@pytest.mark.parametrize("who", ["ana", "gil"])
async def test_the_history_is_for_those_who_check_in(world: World, who: str) -> None:
    with pytest.raises(NotAllowed, match="between the owner and a partner"):
        await ask(world, who, "succession.history")


async def test_a_partner_reads_his_own_history_alone(world: World) -> None:
    for named in ("", "@olivia"):
        own = await ask(world, "pat", "succession.history", text=named)
        assert "Thing 1" in own
        assert "Thing 2" not in own


@pytest.mark.parametrize("typed", ["@ana", "@be", "@max", "@nobody"])  # Max is a partner, too
async def test_a_partner_who_names_somebody_learns_of_nobody(world: World, typed: str) -> None:
    with pytest.raises(NotAllowed, match="to the owner alone"):
        await ask(world, "pat", "succession.history", text=typed)


async def test_with_several_partners_the_owner_says_whose_place_and_whose_history(world: World) -> None:
    with pytest.raises(Refused, match="There are several partners: @pat, @max"):
        await ask(world, "olivia", "succession.replace", who="@gil")
    with pytest.raises(Refused, match="Type /promise history @name"):
        await ask(world, "olivia", "succession.history")
    with pytest.raises(Refused, match="cannot be the owner’s partner"):
        await ask(world, "olivia", "succession.replace", who="@olivia instead of @pat")
    with pytest.raises(Refused, match="Say who takes the place"):
        await ask(world, "olivia", "succession.replace", who="")


async def test_a_forged_form_settles_nothing_that_is_not_the_old_partners(world: World) -> None:
    said = {"said_2": "back", "said_3": "along", "said_99": "back"}
    await ask(world, "olivia", "succession.replace", who="@gil", old="pat", form="1", **said)
    assert [(await stands(world, number)).state for number in "123"] == [State.OPEN] * 3


async def test_what_is_handed_along_goes_to_a_partner_and_to_nobody_else(world: World) -> None:
    await ask(world, "olivia", "team.role", person="@pat", role="guest")
    for to in ("ana", "pat", "nobody", "olivia"):
        with pytest.raises(Refused, match="Choose to whom"):
            await ask(world, "olivia", "succession.settle", old="pat", form="1", to=to, said_1="along")
    assert (await stands(world, "1")).open
    assert "handed along to Max" in await ask(world, "olivia", "succession.settle", old="pat", form="1", said_1="along")
    assert (await stands(world, "4")).to == "max"
    with pytest.raises(Refused, match="Nothing is open any more"):
        await ask(world, "olivia", "succession.settle", old="pat", form="1", said_1="back")


async def test_somebody_who_has_left_can_still_be_replaced_and_read_of(world: World) -> None:
    await world.leaves("pat")
    row = await world.store.outgoing("studio", "parted:pat")
    assert row is not None
    assert "Thing 1" in "".join(map(as_text, texts(row.card)))
    heard = await ask(
        world, "olivia", "succession.replace", who="@gil instead of @pat", form="1", said_1="along", old=""
    )
    assert "Gil is your partner now, in Pat’s place." in heard
    assert "handed along to Gil" in await ask(world, "olivia", "succession.history", text="@pat")


async def test_very_many_open_promises_are_decided_together(world: World) -> None:
    for number in range(12):
        await ask(world, "olivia", "checkins.make", form="1", to="pat", text=f"More {number}", due="Friday")
    assert await ask(world, "olivia", "succession.replace", who="@gil", old="pat") == "form"
    heard = await ask(world, "olivia", "succession.replace", who="gil", old="pat", form="1", said_all="along")
    assert "13 promises were handed along to Gil" in heard
    assert len(await world.store.find(Promise, "studio", "open_to:gil")) == 13
    page = await ask(world, "olivia", "succession.history", text="@pat")
    assert page.count("handed along to Gil") == 10
    assert (await ask(world, "olivia", "succession.history", text="@pat", start="10")).count("handed along to Gil") == 3


@pytest.mark.parametrize("start", ["-1", "x", "99999999", "²"])
async def test_a_forged_page_of_the_history_is_the_first_or_empty(world: World, start: str) -> None:
    assert "Thing 1" in await ask(world, "olivia", "succession.history", text="@pat", start=start)


async def test_after_a_day_it_is_not_undone_and_an_unknown_one_neither(world: World) -> None:
    await ask(world, "olivia", "succession.replace", who="@gil", old="pat", form="1", said_1="back")
    with pytest.raises(Refused, match="undone already"):
        await ask(world, "olivia", "succession.undo", succession="99")
    world.pass_to(MONDAY + timedelta(days=1, seconds=1))
    with pytest.raises(Refused, match="for a day"):
        await ask(world, "olivia", "succession.undo", succession="1")

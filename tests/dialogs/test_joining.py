"""Dialogs of set-up and joining: a workspace without a team, first steps, joined accounts, closed doors."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from adapters.asking import ask
from adapters.storage.memory_store import MemoryStore
from bot.dispatch import Dispatcher
from bot.errors import NotAllowed, Refused
from bot.joining.records import Code, Unreachable
from bot.people import Account, Person, Role, Roster, Team
from bot.ports import Commit, Deps
from bot.requests import Ask, Channel, Direct, Outcome, Place, Profile, Reply, Request
from bot.ui import Card, as_text
from tests.dialogs.world import World

ADMIN = Profile(account="chat:A1", name="Olivia Stone", zone="America/New_York", admin=True)
OTHER_ADMIN = Profile(account="chat:A2", name="Otto", admin=True)
NAMESAKE = Profile(account="chat:N1", name="Ana Other")
MEMBER = Profile(account="chat:M1", name="Ana Reyes", zone="Asia/Manila")
GUEST = Profile(account="game:G1", name="Ben", guest=True)
GUILD_ADMIN = Profile(account="game:A9", name="Ben Admin", admin=True)
PROFILES = {one.account: one for one in (ADMIN, OTHER_ADMIN, MEMBER, NAMESAKE, GUEST, GUILD_ADMIN)}


class Slow(MemoryStore):
    """A disk that takes long, so that others come meanwhile."""

    async def commit(self, commit: Commit) -> Awaitable[None]:
        durable = await super().commit(commit)

        async def later() -> None:
            for _ in range(50):
                await asyncio.sleep(0)
            await durable

        return later()


class House:
    """A door, and people who come to it on two platforms, chat and game."""

    def __init__(self, owners: frozenset[str] = frozenset()) -> None:
        self.world = World(Slow())
        self.store = self.world.store
        self.at = self.world.now
        self._ids = 0
        self.door = Dispatcher(Deps(store=self.store, now=lambda: self.at, new_id=self.new_id, owners=owners))

    def new_id(self) -> str:
        self._ids += 1
        return f"{self._ids:016x}"

    async def asks(self, account: str, action: str, place: Place | None = None, **arguments: str) -> Card:
        """Through the door, as an adapter does it; a refusal is a card too."""
        platform = account.partition(":")[0]
        request = Request(
            id=self.new_id(),
            workspace="" if isinstance(place, Direct) else f"{platform}:W1",
            action=action,
            account=account,
            arguments=arguments,
            place=place or Channel(f"{platform}:general"),
            at=self.at,
        )
        try:
            reply = await ask(self.door.dispatch, request, self._profile)
        except Refused as refused:
            return Card(title=refused.text)
        match reply:
            case Reply(card=card):
                return card
            case Ask(form=form):
                return Card(title=(f"form {form.title}",))
            case None:
                return Card(title=("nothing said",))

    async def job(self, action: str, **arguments: str) -> None:
        team = await self.team()
        made = Request(id=self.new_id(), team=team.id, action=action, arguments=arguments, at=self.at, job=action)
        await self.door.dispatch(made)

    async def team(self) -> Team:
        [team] = await self.store.all(Team, "")
        return team

    async def people(self) -> Roster:
        return Roster(tuple(await self.store.all(Person, (await self.team()).id)))

    async def post(self, key: str) -> Card:
        row = await self.store.outgoing((await self.team()).id, key)
        assert row is not None, key
        return row.card

    async def _profile(self, account: str) -> Profile | None:
        return PROFILES.get(account)


def words(card: Card) -> str:
    return " ".join([as_text(card.title), *(as_text(block.text) for block in card.blocks if hasattr(block, "text"))])


def labels(card: Card) -> list[str]:
    return [button.label for button in card.buttons]


@pytest.fixture
async def house() -> House:
    """A team set up by Olivia, with Ana on it."""
    house = House()
    await house.asks("chat:A1", "joining.found", name="Olivia’s Studio", zone="New York")
    await house.asks("chat:M1", "handoff.tasks")
    return house


async def code(house: House, account: str = "chat:A1") -> str:
    card = await house.asks(account, "joining.link")
    return words(card).split("/team link ")[1].split()[0]


async def test_a_workspace_without_a_team_is_set_up_by_its_admin() -> None:
    house = House()
    card = await house.asks("chat:M1", "handoff.tasks")
    assert "Baton is not set up here yet." in words(card)
    assert (labels(card), "An admin can set it up here" in words(card)) == ([], True)
    assert "An admin" in words(await house.asks("chat:M1", "joining.setup"))
    assert "An admin" in words(await house.asks("chat:M1", "joining.found", name="Mine", zone="UTC"))
    assert labels(await house.asks("chat:A1", "handoff.tasks")) == ["Set up this team"]
    assert "form Set up this team" in words(await house.asks("chat:A1", "joining.setup"))
    said = await house.asks("chat:A1", "joining.found", name="Olivia’s Studio", zone="nowhere at all")
    assert "I do not know the zone" in words(said)
    assert "is set up" in words(await house.asks("chat:A1", "joining.found", name="Olivia’s Studio", zone="New York"))
    team = await house.team()
    assert (team.name, team.zone, team.channel.id, team.workspaces) == (
        "Olivia’s Studio",
        "America/New_York",
        "chat:general",
        ("chat:W1",),
    )
    owner = (await house.people()).must(team.owner)
    assert (owner.role, owner.accounts) == (Role.OWNER, ("chat:A1",))
    assert "is set up here already" in words(await house.asks("chat:A1", "joining.found", name="Again", zone="UTC"))
    assert len(await house.store.all(Team, "")) == 1


async def test_two_admins_who_press_at_once_found_one_team() -> None:
    house = House()
    said = await asyncio.gather(
        *(house.asks(account, "joining.found", name="Studio", zone="UTC") for account in ("chat:A1", "chat:A2"))
    )
    assert len(await house.store.all(Team, "")) == 1
    assert sum("is set up here already" in words(card) for card in said) == 1


async def test_two_who_are_named_and_write_at_once_found_one_team() -> None:
    house = House(owners=frozenset({"chat:M1", "chat:A2"}))
    await asyncio.gather(*(house.asks(account, "handoff.tasks") for account in ("chat:M1", "chat:A2", "chat:M1")))
    assert len(await house.store.all(Team, "")) == 1


async def test_two_new_people_at_once_are_two_and_one_who_writes_twice_is_one(house: House) -> None:
    asked = ("chat:A1", "chat:M1", "chat:M1", "chat:N1", "chat:N1")
    await asyncio.gather(*(house.asks(account, "handoff.tasks") for account in asked))
    handles = sorted(person.handle for person in (await house.people()).people)
    assert handles == ["ana", "ana2", "olivia"]


async def test_whoever_the_configuration_names_owns_the_team_unasked() -> None:
    house = House(owners=frozenset({"chat:M1"}))
    card = await house.asks("chat:A1", "joining.setup")
    assert "Its owner, who is named in Baton’s configuration" in words(card)
    await house.asks("chat:M1", "handoff.tasks")
    team = await house.team()
    assert (await house.people()).must(team.owner).accounts == ("chat:M1",)
    assert "set up here already" in words(await house.asks("chat:A1", "joining.setup"))


async def test_the_first_steps_become_true_one_by_one(house: House) -> None:
    owner = (await house.team()).owner
    first = str(await house.post(f"checklist:{owner}"))
    assert "○" in first
    await house.job("joining.checklist")
    assert "Somebody has joined." in str(await house.post(f"checklist:{owner}"))
    line = "@ana Write it by tomorrow 5pm done when: it is there"
    await house.asks("chat:A1", "handoff.delegate", line=line)
    await house.asks("chat:M1", "handoff.accept", task="1")
    await house.job("joining.checklist")
    assert "is under way" in str((await house.post(f"checklist:{owner}")).title)


async def test_when_the_first_weeks_are_over_nobody_looks_for_first_steps(house: House) -> None:
    owner = (await house.team()).owner
    await house.asks("chat:M1", "handoff.tasks")
    house.at += timedelta(days=15)
    await house.asks("chat:N1", "handoff.tasks")
    assert len((await house.people()).people) == 3
    jobs = {job.key: job.at for job in await house.store.due_jobs(house.at, 100)}
    assert jobs["joining.checklist"] < house.at <= jobs["team.begin"]
    first = await house.post(f"checklist:{owner}")
    await house.job("joining.checklist")
    await house.asks("chat:A1", "joining.channel")
    assert await house.post(f"checklist:{owner}") == first


@pytest.mark.parametrize("action", ["joining.channel", "joining.invite", "joining.let_in"])
async def test_only_the_owner_chooses_the_channel_and_lets_workspaces_in(house: House, action: str) -> None:
    assert "not open to your role" in words(await house.asks("chat:M1", action))


async def test_the_channel_is_the_one_it_is_typed_in(house: House) -> None:
    await house.asks("chat:A1", "joining.channel", Channel("chat:other"))
    assert (await house.team()).channel == Channel("chat:other")


async def test_a_workspace_of_another_platform_joins_by_the_owners_code(house: House) -> None:
    invited = words(await house.asks("chat:A1", "joining.invite")).split("use. ")[-1].split()[0].strip("*")
    said = await house.asks("game:A9", "joining.found", code=invited)
    assert "The owner of Olivia’s Studio is asked" in words(said)
    [key] = [f"let_in:{one.id}" for one in await house.store.all(Code, "")]
    assert labels(await house.post(key)) == ["Let it in", "No"]
    await house.asks("chat:M1", "joining.let_in", code=key.partition(":")[2])
    assert (await house.team()).workspaces == ("chat:W1",)
    await house.asks("chat:A1", "joining.let_in", None, **(await house.post(key)).buttons[0].arguments)
    team = await house.team()
    assert (team.workspaces, team.rooms) == (("chat:W1", "game:W1"), ("game:general",))
    await house.asks("game:G1", "handoff.tasks")
    assert (await house.people()).matching("@ben")[0].role is Role.GUEST


async def second_platform(house: House) -> None:
    team = await house.team()
    both = replace(team, workspaces=("chat:W1", "game:W1"), rooms=("game:general",))
    await (
        await house.store.commit(Commit(request_id="both", team=team.id, at=house.at, outcome=Outcome(records=(both,))))
    )


async def test_two_accounts_become_one_person_after_both_sides_said_so(house: House) -> None:
    await second_platform(house)
    await house.asks("game:G1", "handoff.tasks")
    typed = await code(house, "chat:M1")
    card = await house.asks("game:G1", "joining.link", code=typed)
    assert "Join this account to Ana Reyes in Olivia’s Studio?" in words(card)
    assert "Asked on the other platform" in words(await house.asks("game:G1", "joining.claim", code=typed))
    [row] = await house.store.all(Code, "")
    assert labels(await house.post(f"link:{row.id}")) == ["That is me", "Not me"]
    assert "cannot be used" in words(await house.asks("game:G1", "joining.confirm", code=row.id))
    await house.asks("chat:M1", "joining.confirm", None, **(await house.post(f"link:{row.id}")).buttons[0].arguments)
    ana = (await house.people()).matching("@ana")[0]
    assert ana.accounts == ("chat:M1", "game:G1")
    assert [p.name for p in (await house.people()).people if not p.active] == ["Ben"]
    assert "cannot be used" in words(await house.asks("game:G1", "joining.link", code=typed))
    account = await house.store.get(Account, "", "game:G1")
    assert account is not None
    assert "none of your platforms" in words(await house.asks("chat:M1", "joining.prefer", platform="mars"))
    await house.asks("game:G1", "joining.prefer", platform="game")
    assert (await house.people()).must(ana.id).prefers == "game"


async def test_a_code_ends_after_ten_minutes_and_wrong_ones_after_five_tries(house: House) -> None:
    await second_platform(house)
    typed = await code(house)
    house.at += timedelta(minutes=10)
    for _ in range(5):
        assert "cannot be used" in words(await house.asks("game:G1", "joining.link", code=typed))
    assert "Too many wrong codes" in words(await house.asks("game:G1", "joining.link", code=await code(house)))


async def test_an_account_that_is_somebody_with_work_is_not_taken_over(house: House) -> None:
    await second_platform(house)
    await house.asks("game:G1", "handoff.tasks")
    await house.asks("chat:A1", "handoff.delegate", line="@ben Write it by tomorrow 5pm done when: it is there")
    said = await house.asks("game:G1", "joining.link", code=await code(house, "chat:M1"))
    assert "This account is Ben on the team" in words(said)
    said = await house.asks("chat:A1", "joining.link", code=await code(house, "chat:M1"))
    assert "two different platforms" in words(said)


async def test_owner_and_assistant_on_two_platforms_carry_one_task_to_the_end(house: House) -> None:
    await second_platform(house)
    await house.asks("game:G1", "handoff.tasks")
    await house.asks("chat:A1", "handoff.delegate", line="@ben Write it by tomorrow 5pm done when: it is there")
    await house.asks("game:G1", "handoff.accept", task="1")
    await house.asks("game:G1", "handoff.hand_in", task="1", work="Here it is")
    await house.asks("chat:A1", "handoff.approve", task="1")
    ben = (await house.people()).matching("@ben")[0]
    assert "Approved" in str((await house.post(f"task:1@{ben.id}")).title)
    assert ben.role is Role.ASSISTANT


async def test_t5_a_closed_door_says_nothing_in_public_and_shows_what_waits_to_that_person_alone(house: House) -> None:
    ana = (await house.people()).matching("@ana")[0]
    owner = (await house.team()).owner
    await house.asks(
        "chat:A1", "handoff.delegate", line="@ana Write the secret plan by tomorrow 5pm done when: it is there"
    )
    await house.job("joining.unreachable", person=ana.id, key=f"task:1@{ana.id}", platform="chat")
    door = await house.post(f"door:{ana.id}")
    assert ("secret" in str(door), labels(door)) == (False, ["Show me"])
    assert "takes no private messages" in words(await house.post(f"closed:{ana.id}@{owner}"))
    assert "Nothing is waiting" in words(await house.asks("chat:A1", "joining.show"))
    for _ in range(2):  # the first answer may have been lost
        shown = await house.asks("chat:M1", "joining.show")
        assert "secret plan" in words(shown)
        assert labels(shown) == ["Accept", "Ask", "Suggest another date", "Decline", "Got it"]
    assert "Nothing is waiting" in words(
        await house.asks("chat:M1", "joining.show", None, **shown.buttons[-1].arguments)
    )
    assert await house.store.get(Unreachable, (await house.team()).id, ana.id) is None
    assert labels(await house.post(f"door:{ana.id}")) == []
    assert "Nothing is waiting" in words(await house.asks("chat:M1", "joining.show"))


async def test_t5_one_note_stands_for_what_comes_together_and_the_oldest_is_shown_first(house: House) -> None:
    ana = (await house.people()).matching("@ana")[0]
    await house.asks("chat:A1", "handoff.delegate", line="@ana Write it by tomorrow 5pm done when: it is there")
    for key in (f"welcome:{ana.id}", f"task:1@{ana.id}"):
        await house.job("joining.unreachable", person=ana.id, key=key, platform="chat")
    door = await house.store.outgoing((await house.team()).id, f"door:{ana.id}")
    assert door is not None
    assert door.wanted == 1
    first = await house.asks("chat:M1", "joining.show")
    assert ("Welcome" in words(first), labels(first)[-1]) == (True, "Show next")
    second = await house.asks("chat:M1", "joining.show", None, **first.buttons[-1].arguments)
    assert ("offers you #1" in words(second), labels(second)[-1]) == (True, "Got it")


async def test_t5_nobody_is_called_in_public_for_an_act_of_their_own(house: House) -> None:
    ana = (await house.people()).matching("@ana")[0]
    await house.asks("chat:A1", "handoff.delegate", line="@ana Write it by tomorrow 5pm done when: it is there")
    await house.asks("chat:M1", "handoff.accept", task="1")
    await house.job("joining.unreachable", person=ana.id, key=f"task:1@{ana.id}", platform="chat")
    await house.asks("chat:A1", "handoff.delegate", line="@ana Read it by tomorrow 5pm done when: it is read")
    await house.asks("chat:M1", "handoff.delegate", line="@olivia Read it by tomorrow 5pm done when: it is read")
    await house.job("joining.unreachable", person=ana.id, key=f"task:3@{ana.id}", platform="chat")
    assert await house.store.outgoing((await house.team()).id, f"door:{ana.id}") is None
    await house.job("joining.unreachable", person=ana.id, key=f"task:2@{ana.id}", platform="chat")
    assert labels(await house.post(f"door:{ana.id}")) == ["Show me"]


async def test_the_owner_is_told_once_of_a_channel_that_takes_nothing(house: House) -> None:
    for _ in range(2):
        await house.job("joining.trouble", place="chat:general", why="invite Baton there", platform="chat")
    rows = await house.store.next_outbox(house.at, 50)
    assert sum("I cannot post in chat:general" in words(row.card) for row in rows) <= 1


async def test_h7_who_leaves_is_off_the_roster_and_the_givers_know_what_is_left(house: House) -> None:
    await house.asks("chat:A1", "handoff.delegate", line="@ana Write it by tomorrow 5pm done when: it is there")
    await house.asks("chat:M1", "handoff.accept", task="1")
    ana = (await house.people()).matching("@ana")[0]
    await asks_with_profile(house, replace(MEMBER, zone="Asia/Tokyo"))
    assert (await house.people()).must(ana.id).zone == "Asia/Tokyo"
    await asks_with_profile(house, MEMBER, left="1")
    assert not (await house.people()).must(ana.id).active
    owner = (await house.team()).owner
    assert "still holds #1" in words(await house.post(f"left:{ana.id}@{owner}"))


async def test_a_profile_of_somebody_who_is_on_no_team_lets_nobody_in(house: House) -> None:
    with pytest.raises(NotAllowed):
        await asks_with_profile(house, Profile(account="chat:X9", name="X"))
    assert len((await house.people()).people) == 2
    assert "older card" in words(await house.asks("chat:M1", "joining.profile", left="1"))


async def asks_with_profile(house: House, profile: Profile, **arguments: str) -> None:
    request = Request(
        id=house.new_id(),
        workspace="chat:W1",
        action="joining.profile",
        account=profile.account,
        profiles=(profile,),
        arguments=arguments,
        at=house.at,
    )
    await house.door.dispatch(request)


async def test_who_is_on_two_teams_is_asked_once_which_is_meant_in_private(house: House) -> None:
    team = await house.team()
    other = replace(team, id="other", name="Other", workspaces=("game:W2",), revision=0)
    account = await house.store.get(Account, "", "chat:M1")
    assert account is not None
    twin = Person(team="other", id="p", name="Ana", handle="ana", role=Role.ASSISTANT, accounts=("chat:M1",))
    records = (other, twin, replace(account, teams=(team.id, "other")))
    await (
        await house.store.commit(Commit(request_id="two", team="other", at=house.at, outcome=Outcome(records=records)))
    )
    card = await house.asks("chat:M1", "handoff.tasks", Direct(""))
    assert labels(card) == ["Olivia’s Studio", "Other"]
    assert "In private you mean Other now" in words(
        await house.asks("chat:M1", "joining.choose", Direct(""), team="other")
    )
    assert "Which team" in words(await house.asks("chat:M1", "joining.switch", Direct("")))
    assert "do not know which team" in words(await house.asks("chat:M1", "joining.choose", Direct(""), team="nope"))


async def test_the_owner_reads_once_that_a_platform_was_away(house: House) -> None:
    since = house.at.isoformat()
    house.at += timedelta(hours=1)
    for _ in range(2):
        await house.job("joining.outage", platform="chat", since=since)
    said = words(await house.post(f"outage:chat:{since}"))
    assert "Chat could not be reached from 2026-11-23T14:00" in said

"""bot/joining/rules.py: every rule of joining, at each of its edges."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.errors import Refused
from bot.joining import rules
from bot.joining.records import Code, Tries, Unreachable
from bot.people import Person, Role, Team
from bot.requests import Channel, Direct, Profile, Thread
from bot.texts import Words
from bot.ui import as_text

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
WORDS = Words("en")
TEAM = Team(
    team="", id="t", name="Studio", zone="UTC", channel=Channel(""), owner="o", created_at=NOW, workspaces=("chat:W1",)
)
ANA = Person(team="t", id="ana", name="Ana", handle="ana", role=Role.ASSISTANT, accounts=("chat:M1",))
CODE = Code(team="", id="c", purpose="account", of_team="t", person="ana", expires_at=NOW)


def profile(account: str, *, admin: bool) -> Profile:
    return Profile(account=account, name="X", admin=admin)


@pytest.mark.parametrize(
    ("account", "admin", "owners", "may"),
    [
        ("chat:1", True, (), True),
        ("chat:1", False, (), False),
        ("chat:1", False, ("chat:1",), True),
        ("chat:1", True, ("chat:2",), False),
        ("chat:1", True, ("game:2",), True),
        ("chat:1", False, ("game:1",), False),
    ],
)
def test_an_admin_sets_up_unless_somebody_is_named_on_that_platform(
    account: str, admin: bool, owners: tuple[str, ...], may: bool
) -> None:
    assert rules.may_set_up(profile(account, admin=admin), owners) is may


def test_a_code_is_the_same_however_it_is_written_and_another_is_another() -> None:
    assert rules.digest("3f9a-1C22-7b04") == rules.digest(" 3F9A1c227B04 ")
    assert rules.digest("3f9a1c227b04") != rules.digest("3f9a1c227b05")
    assert len(rules.digest("x")) == 32
    assert rules.in_groups("3f9a1c227b04") == "3f9a-1c22-7b04"
    assert rules.platform("chat:1:2") == "chat"


@pytest.mark.parametrize(
    ("code", "is_open"),
    [
        (None, False),
        (CODE, False),
        (replace(CODE, expires_at=NOW + timedelta(seconds=1)), True),
        (replace(CODE, expires_at=NOW + timedelta(seconds=1), used=True), False),
    ],
)
def test_a_code_is_open_until_its_time_and_its_use(code: Code | None, is_open: bool) -> None:
    assert rules.is_open(code, NOW) is is_open


@pytest.mark.parametrize(
    ("tries", "refused"),
    [
        (None, False),
        (Tries(team="", id="a", count=4, since=NOW), False),
        (Tries(team="", id="a", count=5, since=NOW), True),
        (Tries(team="", id="a", count=9, since=NOW - timedelta(hours=1) + timedelta(seconds=1)), True),
        (Tries(team="", id="a", count=9, since=NOW - timedelta(hours=1)), False),
    ],
)
def test_five_wrong_codes_an_hour(tries: Tries | None, refused: bool) -> None:
    if refused:
        with pytest.raises(Refused, match="Too many wrong codes"):
            rules.must_not_guess(tries, NOW, WORDS)
    else:
        rules.must_not_guess(tries, NOW, WORDS)


def test_wrong_tries_are_counted_from_the_first_of_the_hour() -> None:
    first = rules.after_wrong_try(None, "chat:1", NOW)
    assert first == Tries(team="", id="chat:1", count=1, since=NOW)
    soon = rules.after_wrong_try(first, "chat:1", NOW + timedelta(minutes=59))
    assert (soon.count, soon.since) == (2, NOW)
    later = rules.after_wrong_try(soon, "chat:1", NOW + timedelta(hours=1))
    assert (later.count, later.since) == (1, NOW + timedelta(hours=1))


@pytest.mark.parametrize(
    ("account", "role", "busy", "words"),
    [
        ("game:1", None, False, ""),
        ("game:1", Role.ASSISTANT, False, ""),
        ("game:1", Role.GUEST, False, ""),
        ("game:1", Role.GUEST, True, "This account is Ben"),
        ("game:1", Role.OWNER, False, "This account is Ben"),
        ("game:1", Role.PARTNER, False, "This account is Ben"),
        ("chat:2", None, False, "two different platforms"),
    ],
)
def test_an_account_that_is_somebody_is_not_taken_over(account: str, role: Role | None, busy: bool, words: str) -> None:
    other = replace(ANA, id="ben", name="Ben", role=role, accounts=(account,)) if role else None
    if words:
        with pytest.raises(Refused) as refused:
            rules.must_fit(account, ANA, other, busy, WORDS)
        assert words in as_text(refused.value.text)
    else:
        rules.must_fit(account, ANA, other, busy, WORDS)


def test_the_account_moves_and_who_has_none_left_makes_way() -> None:
    assert rules.linked(ANA, "game:1").accounts == ("chat:M1", "game:1")
    gone = rules.without(replace(ANA, accounts=("game:1",)), "game:1")
    assert (gone.accounts, gone.active) == ((), False)
    stays = rules.without(replace(ANA, accounts=("game:1", "chat:M1")), "game:1")
    assert (stays.accounts, stays.active) == (("chat:M1",), True)


def test_one_workspace_for_each_platform() -> None:
    rules.must_have_room(TEAM, "game:W1", WORDS)
    with pytest.raises(Refused, match="Studio is on this platform"):
        rules.must_have_room(TEAM, "chat:W2", WORDS)


def test_the_channel_is_where_it_is_typed_and_other_platforms_have_rooms() -> None:
    first = rules.with_channel(TEAM, Channel("chat:c1"), WORDS)
    assert (first.channel.id, first.rooms) == ("chat:c1", ())
    moved = rules.with_channel(first, Thread("chat:c2", "head"), WORDS)
    assert moved.channel.id == "chat:c2"
    both = rules.with_channel(moved, Channel("game:g1"), WORDS)
    assert (both.channel.id, both.rooms) == ("chat:c2", ("game:g1",))
    assert rules.with_channel(both, Channel("game:g2"), WORDS).rooms == ("game:g2",)
    assert [rules.room_on(both, name) for name in ("chat", "game", "web")] == ["chat:c2", "game:g1", ""]
    for place in (None, Direct("ana"), Channel("")):
        with pytest.raises(Refused, match="Type /team channel in the channel"):
            rules.with_channel(TEAM, place, WORDS)


def test_what_waits_is_kept_once_newest_last_and_twenty_at_most() -> None:
    record = rules.waiting(None, "t", "ana", "k1", NOW)
    assert record == Unreachable(team="t", id="ana", keys=("k1",), since=NOW)
    record = rules.waiting(record, "t", "ana", "k2", NOW)
    assert rules.waiting(record, "t", "ana", "k1", NOW).keys == ("k1", "k2")
    assert (rules.left(record, ""), rules.left(record, rules.stamp("k1"))) == (("k1", "k2"), ("k2",))
    assert (rules.left(record, rules.stamp("k2")), rules.left(record, "x")) == ((), ("k1", "k2"))
    soon, later = NOW + timedelta(minutes=59), NOW + timedelta(hours=1)
    assert rules.waiting(record, "t", "ana", "k3", soon).since == NOW
    assert rules.waiting(record, "t", "ana", "k3", later).since == later
    for number in range(30):
        record = rules.waiting(record, "t", "ana", f"n{number}", NOW)
    assert (len(record.keys), record.keys[-1]) == (20, "n29")


def test_one_prefers_one_of_ones_own_platforms() -> None:
    both = replace(ANA, accounts=("chat:M1", "game:1"))
    assert rules.prefers(both, " Game ", WORDS).prefers == "game"
    with pytest.raises(Refused, match="Yours: chat, game"):
        rules.prefers(both, "web", WORDS)


def test_a_profile_brings_name_language_and_a_zone_if_it_says_one() -> None:
    new = Profile(account="chat:M1", name="  Ana   Reyes ", zone="Asia/Tokyo", locale="es")
    after = rules.changed(ANA, new)
    assert (after.name, after.zone, after.locale) == ("Ana Reyes", "Asia/Tokyo", "es")
    kept = rules.changed(replace(ANA, zone="Asia/Manila"), Profile(account="chat:M1", name=" "))
    assert (kept.name, kept.zone) == ("Ana", "Asia/Manila")
    assert len(rules.changed(ANA, Profile(account="chat:M1", name="x" * 99)).name) == 80

"""adapters/slack_chat/people.py: who somebody is, as far as Slack says."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.slack_chat.api import Failed
from adapters.slack_chat.people import People, profile
from adapters.storage.memory_store import MemoryStore
from bot.errors import Refused
from bot.ports import ChatBusy, ChatUncertain
from bot.requests import Profile
from tests.adapters.fakes import NOON

ANA: dict[str, Any] = {
    "id": "U1",
    "team_id": "T1",
    "tz": "Asia/Manila",
    "locale": "en-PH",
    "profile": {"display_name": "", "real_name": "Ana Reyes"},
}


class Said:
    """users.info, as the test has it."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer

    async def call(self, workspace: str, method: str, **_: Any) -> Any:
        assert (workspace, method) == ("T1", "users.info")
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


async def asked(answer: Any, account: str = "slack:U1") -> Profile | None:
    people = People(Said(answer), MemoryStore(), lambda: NOON)  # type: ignore[arg-type] # it is asked for users alone
    return await people.profile_of("T1", account)


async def test_name_zone_and_language_are_slacks() -> None:
    assert await asked({"user": ANA}) == Profile(
        account="slack:U1", name="Ana Reyes", zone="Asia/Manila", locale="en_PH"
    )


@pytest.mark.parametrize(
    ("more", "guest", "admin"),
    [
        ({"is_admin": True}, False, True),
        ({"is_owner": True}, False, True),
        ({"is_restricted": True}, True, False),
        ({"is_ultra_restricted": True}, True, False),
        ({"is_stranger": True, "is_admin": True}, True, False),
        ({"team_id": "T2", "is_admin": True}, True, False),
        ({"team_id": "T2", "is_owner": True}, True, False),
        ({"is_restricted": True, "is_admin": True}, True, False),
        ({"tz": "Mars/Base"}, False, False),
    ],
)
async def test_guests_and_people_of_other_organisations_are_guests(
    more: dict[str, Any], guest: bool, admin: bool
) -> None:
    found = await asked({"user": ANA | more})
    assert found is not None
    assert (found.guest, found.admin) == (guest, admin)
    assert found.zone == ("" if more.get("tz") else "Asia/Manila")


@pytest.mark.parametrize("more", [{"is_bot": True}, {"deleted": True}])
async def test_bots_and_those_who_left_are_nobody(more: dict[str, Any]) -> None:
    assert await asked({"user": ANA | more}) is None


async def test_slackbot_is_nobody_though_slack_calls_it_no_bot() -> None:
    assert await asked({"user": ANA | {"id": "USLACKBOT"}}, "slack:USLACKBOT") is None


@pytest.mark.parametrize("error", ["user_not_found", "user_not_visible"])
async def test_whom_slack_does_not_know_is_nobody(error: str) -> None:
    assert await asked(Failed("users.info", error)) is None


@pytest.mark.parametrize("answer", [Failed("users.info", "missing_scope"), ChatBusy(30), ChatUncertain(), {}])
async def test_while_slack_does_not_say_who_it_is_nobody_joins(answer: Any) -> None:
    with pytest.raises(Refused, match="try again in a minute"):
        await asked(answer)


@pytest.mark.parametrize("name", ["\u202e", " \u200b ", "", None])
def test_a_name_of_nothing_gives_way_to_the_next(name: Any) -> None:
    assert profile({"id": "U1", "name": "evil", "profile": {"display_name": name}}).name == "evil"


def test_hostile_shapes_are_read_as_little() -> None:
    assert profile({"id": "U1", "profile": [], "tz": 3, "locale": None}).name == "U1"

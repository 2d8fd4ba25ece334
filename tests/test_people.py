"""How a person is found by what somebody typed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.people import Role, Roster, names
from tests.dialogs.world import PEOPLE, person

ANNE = replace(person("anne", Role.ASSISTANT, "UTC"), name="Anne Marie")
GONE = replace(person("anton", Role.ASSISTANT, "UTC"), active=False)
ROSTER = Roster((*PEOPLE, ANNE, GONE))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("@ana", "Ana"),
        ("ana", "Ana"),
        (" ANA ", "Ana"),
        ("web:ana", "Ana"),
        ("@web:ana", "Ana"),
        ("an", "Ana, Anne Marie"),
        ("anne marie", "Anne Marie"),
        ("ann", "Anne Marie"),
        ("anton", ""),
        ("", ""),
        ("@", ""),
        ("zed", ""),
    ],
)
def test_a_person_is_found_by_handle_account_name_or_its_beginning(typed: str, found: str) -> None:
    assert names(ROSTER.matching(typed)) == found


def test_look_alikes_are_offered_for_a_typing_error() -> None:
    assert names(ROSTER.like("oliva")) == "Olivia"
    assert ROSTER.like("xyzzy") == ()


def test_people_who_left_are_in_no_list() -> None:
    assert GONE not in ROSTER.with_role(Role.ASSISTANT)
    assert ROSTER.get("anton") == GONE
    with pytest.raises(KeyError):
        ROSTER.must("nobody")
    assert ROSTER.owner().name == "Olivia"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("@anton", "Anton"), ("ANTON", "Anton"), ("web:anton", "Anton"), ("ana", ""), ("", ""), ("an", "")],
)
def test_who_has_left_is_found_by_handle_or_account_alone(typed: str, found: str) -> None:
    assert names(ROSTER.who_left(typed)) == found

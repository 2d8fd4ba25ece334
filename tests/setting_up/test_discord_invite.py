"""adapters/setting_up/discord_invite.py: whose application, and which permissions."""

from __future__ import annotations

import base64
from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from adapters.setting_up.discord_invite import PERMISSIONS, NoApplication, application_of, checked, invite


def test_the_address_asks_for_the_permissions_of_the_table_and_no_others() -> None:
    query = parse_qs(urlsplit(invite("123")).query)
    assert query["client_id"] == ["123"]
    assert query["scope"] == ["bot applications.commands"]
    wanted = discord.Permissions(
        view_channel=True,
        send_messages=True,
        embed_links=True,
        attach_files=True,
        read_message_history=True,
        create_public_threads=True,
        send_messages_in_threads=True,
    )
    assert int(query["permissions"][0]) == wanted.value
    assert len(PERMISSIONS) == 7


def test_a_token_says_whose_it_is() -> None:
    token = f"{base64.b64encode(b'987654321098765432').decode().rstrip('=')}.x.y"
    assert application_of(token) == "987654321098765432"


@pytest.mark.parametrize("token", ["", "abc", "!!!.x", "YWJj.x.y", "é.x"])
def test_what_is_no_token_says_nothing(token: str) -> None:
    with pytest.raises(NoApplication):
        application_of(token)


@pytest.mark.parametrize("typed", ["hello", "", "12 3", "١٢٣", "1" * 21])
def test_what_is_no_id_leads_to_no_address(typed: str) -> None:
    with pytest.raises(NoApplication):
        checked(typed)
    assert checked("987654321098765432") == "987654321098765432"


def test_each_permission_reads_as_what_baton_needs_it_to_do() -> None:
    for _, why in PERMISSIONS.values():
        assert why.split()[0] in {"see", "post", "show", "attach", "find", "open", "write"}, why

"""The address that invites Baton to a Discord server, with exactly the permissions it needs."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import urlencode

# Bits and names: docs.discord.com/developers/topics/permissions; and why each is asked for.
PERMISSIONS = {
    "View Channels": (1 << 10, "see the channel that team posts go to"),
    "Send Messages": (1 << 11, "post cards"),
    "Embed Links": (1 << 14, "show cards as cards"),
    "Attach Files": (1 << 15, "attach files, charts, and texts that are too long for a message"),
    "Read Message History": (1 << 16, "find a message again when Discord did not say whether it arrived"),
    "Create Public Threads": (1 << 35, "open a thread for each standup day, and for people with closed messages"),
    "Send Messages in Threads": (1 << 38, "write there"),
}
ADMINISTRATOR = 1 << 3
AUTHORIZE = "https://discord.com/oauth2/authorize"


class NoApplication(ValueError):
    """The token does not say whose it is."""


def lacking(given: int) -> list[str]:
    """The names of what Baton needs and is not among these permissions."""
    return [name for name, (bit, _) in PERMISSIONS.items() if not given & (bit | ADMINISTRATOR)]


def invite(application: str) -> str:
    """docs.discord.com/developers/topics/oauth2#bot-authorization-flow"""
    bits = sum(bit for bit, _ in PERMISSIONS.values())
    query = {"client_id": application, "scope": "bot applications.commands", "permissions": str(bits)}
    return f"{AUTHORIZE}?{urlencode(query)}"


def application_of(token: str) -> str:
    """A bot's token begins with its user id in base64, which is the application's id too. Raises NoApplication."""
    first = token.partition(".")[0]
    try:
        found = base64.b64decode(f"{first}{'=' * (-len(first) % 4)}", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        found = ""
    return checked(found)


def checked(application: str) -> str:
    """The id itself, docs.discord.com/developers/reference#snowflakes. Raises NoApplication when it is none."""
    if not re.fullmatch(r"\d{1,20}", application, re.ASCII):
        raise NoApplication
    return application

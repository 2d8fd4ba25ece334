"""What Discord says of the configured token, and of the servers Baton is on."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.checking.asking import NoAnswer, Said, ask
from adapters.checking.finding import Finding
from adapters.config import Config
from adapters.setting_up.discord_invite import PERMISSIONS, NoApplication, application_of, invite, lacking

API = "https://discord.com/api/v10/"
PORTAL = "https://discord.com/developers/applications"
SERVERS = 20


def examine(config: Config, api: str = API) -> Iterator[Finding]:
    """The token, then each server; `api` is where Discord's API is."""
    if config.discord_token is None:
        return
    token = config.discord_token.get_secret_value()
    found = bot(token, api)
    yield found
    if found.wrong:
        return
    try:
        yield from _servers(ask(f"{api}users/@me/guilds", f"Bot {token}"), token)
    except NoAnswer as none:
        yield _silent("discord server", none)


def bot(token: str, api: str = API) -> Finding:
    """Whose the token is."""
    try:
        me = ask(f"{api}users/@me", f"Bot {token}")
    except NoAnswer as none:
        return _silent("discord token", none)
    if me.status != 200 or not isinstance(me.body, dict):
        mend = f"{PORTAL}, your application, Bot, Reset Token."
        return Finding("discord token", "", f"Discord says HTTP {me.status}. {mend}")
    return Finding("discord token", f"{me.body.get('username', '?')}; no privileged intent is needed")


def _silent(about: str, none: NoAnswer) -> Finding:
    return Finding(about, "", f"Discord does not answer ({none}). Check this machine's network and DNS.")


def _servers(said: Said, token: str) -> Iterator[Finding]:
    guilds = [one for one in said.body if isinstance(one, dict)] if isinstance(said.body, list) else []
    try:
        address = invite(application_of(token))
    except NoApplication:
        address = "baton discord-invite prints the address"
    if not guilds:
        yield Finding("discord server", "", f"Baton is on no server yet. Invite it: {address}")
    for guild in guilds[:SERVERS]:
        yield _permissions(guild, address)


def _permissions(guild: dict[str, object], address: str) -> Finding:
    name, given = str(guild.get("name", "?")), str(guild.get("permissions", "0"))
    bits = int(given) if given.isdecimal() else 0
    lacks = "; ".join(f"{one} ({PERMISSIONS[one][1]})" for one in lacking(bits))
    if lacks:
        return Finding("discord server", "", f"{name} lacks {lacks}. Invite Baton there again: {address}")
    return Finding("discord server", f"{name} gives all that is needed")

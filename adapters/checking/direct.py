"""Whether somebody takes private messages from Baton: one is sent."""

from __future__ import annotations

from adapters.checking.asking import NoAnswer, Said, ask
from adapters.checking.discord import API
from adapters.checking.finding import Finding
from adapters.checking.slack import REASONS
from adapters.config import Config

ABOUT = "private message"
WORDS = "Hello. Baton tried whether its private messages reach you. They do; nothing has to be done."
CANNOT_DM = 50007  # docs.discord.com/developers/topics/opcodes-and-status-codes#json
NOBODY = frozenset({"user_not_found", "users_not_found", "channel_not_found", "user_disabled"})
FALLBACK = "Until then Baton mentions them in a thread of the team's channel."


def examine(config: Config, account: str, discord_api: str = API) -> Finding:
    """To `slack:U1` or `discord:123`."""
    platform, _, user = account.partition(":")
    try:
        if platform == "slack" and config.slack_bot_token and user:
            return _slack(config, config.slack_bot_token.get_secret_value(), user)
        if platform == "discord" and config.discord_token and user:
            return _discord(discord_api, config.discord_token.get_secret_value(), user)
    except NoAnswer as none:
        return Finding(ABOUT, "", f"{platform.title()} does not answer ({none}).")
    return Finding(ABOUT, "", "Say slack:U… or discord:123…, of a platform whose token is set.")


def _slack(config: Config, token: str, user: str) -> Finding:
    said = ask(f"{config.slack_api_url}chat.postMessage", f"Bearer {token}", {"channel": user, "text": WORDS})
    if isinstance(said.body, dict) and said.body.get("ok") is True:
        return Finding(ABOUT, f"it reached slack:{user}")
    why = str(said.body.get("error")) if isinstance(said.body, dict) else f"HTTP {said.status}"
    if why in NOBODY:
        mend = f"Slack ({why}) knows nobody called {user[:40]} in this workspace."
        return Finding(ABOUT, "", f"{mend} On Slack: their profile, ⋮, Copy member ID; then slack: before it.")
    if why in REASONS:
        return Finding(ABOUT, "", f"Slack says {why}. {REASONS[why]}")
    mend = "App Home, Messages Tab: allow users to send messages; guests may have to be added to a channel with Baton."
    return Finding(ABOUT, "", f"Slack says {why}. {mend} {FALLBACK}")


def _discord(api: str, token: str, user: str) -> Finding:
    opened = ask(f"{api}users/@me/channels", f"Bot {token}", {"recipient_id": user})
    channel = opened.body.get("id") if isinstance(opened.body, dict) else None
    if opened.status != 200 or not channel:
        return Finding(ABOUT, "", f"Discord says HTTP {opened.status}: it knows nobody with this id.")
    said = ask(
        f"{api}channels/{channel}/messages", f"Bot {token}", {"content": WORDS, "allowed_mentions": {"parse": []}}
    )
    if said.status == 200:
        return Finding(ABOUT, f"it reached discord:{user}")
    mend = (
        "They allow it under the server's name, Privacy Settings, Direct Messages." if _code(said) == CANNOT_DM else ""
    )
    return Finding(ABOUT, "", f"Discord says {_code(said) or said.status}. {mend} {FALLBACK}")


def _code(said: Said) -> int:
    found = said.body.get("code") if isinstance(said.body, dict) else None
    return found if isinstance(found, int) else 0

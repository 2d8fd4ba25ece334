"""Who and where: auth.test, users.*, team.info, conversations.*; https://docs.slack.dev/reference/methods."""

from __future__ import annotations

from tests.slack_fake.methods import Call
from tests.slack_fake.nouns import Conversation, Json, Message, Wrong

# Since 2025-05-29 an app sold outside the Marketplace gets at most 15 objects; others 100 by default, at most 999.
HISTORY_DEFAULT, HISTORY_MOST = 100, 999


def auth_test(call: Call) -> Json:
    bot = call.workspace.bot
    if call.workspace.scopes is not None:  # pages of the Web API: the header lists what the token may
        call.headers["x-oauth-scopes"] = ",".join(sorted(call.workspace.scopes))
    return {
        "url": f"https://{bot.domain}.slack.com/",
        "team": call.workspace.name,
        "user": "baton",
        "team_id": bot.team,
        "user_id": bot.user,
        "bot_id": bot.id,
        "is_enterprise_install": False,
    }


def team_info(call: Call) -> Json:
    bot = call.workspace.bot
    return {"team": {"id": bot.team, "name": call.workspace.name, "domain": bot.domain, "email_domain": "", "icon": {}}}


def users_info(call: Call) -> Json:
    user = call.workspace.users.get(call.text("user"))
    if user is None:
        raise Wrong("user_not_found", complain=False)
    return {"user": user.payload(call.workspace.bot.team, with_locale=call.flag("include_locale"))}


def users_list(call: Call) -> Json:
    users, cursor = call.page(list(call.workspace.users.values()))
    team, locale = call.workspace.bot.team, call.flag("include_locale")
    members = [user.payload(team, with_locale=locale) for user in users]
    return {"members": members, "response_metadata": {"next_cursor": cursor}}


def open_conversation(call: Call) -> Json:
    """A second time it is the same one, with `already_open`."""
    users = [user for user in call.text("users").split(",") if user]
    if not users and call.text("channel"):
        conversation = call.workspace.place(call.text("channel"))
    elif len(users) == 1:
        conversation = call.workspace.open_im(users[0])
    else:
        raise Wrong("users_list_not_supplied" if not users else "method_not_supported_for_channel_type")
    said: Json = {"channel": {"id": conversation.id}}
    if call.flag("return_im"):
        said["channel"] = conversation.payload(call.workspace.bot.user)
    return said | {"no_op": True, "already_open": True}


def info(call: Call) -> Json:
    return {"channel": call.workspace.place(call.text("channel")).payload(call.workspace.bot.user)}


def members(call: Call) -> Json:
    """Of a public channel anybody may ask, of a private one only those who are in it."""
    page, cursor = call.page(sorted(call.workspace.place(call.text("channel")).members))
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def list_conversations(call: Call) -> Json:
    """Public channels unless `types` says otherwise; private ones only where the app is a member."""
    shown = [one for one in call.workspace.conversations.values() if _listed(call, one)]
    page, cursor = call.page(shown)
    bot = call.workspace.bot.user
    return {"channels": [one.payload(bot) for one in page], "response_metadata": {"next_cursor": cursor}}


def users_conversations(call: Call) -> Json:
    """Those of the caller, or of `user`."""
    who = call.text("user") or call.workspace.bot.user
    mine = [one for one in call.workspace.conversations.values() if _listed(call, one) and who in one.members]
    page, cursor = call.page(mine)
    bot = call.workspace.bot.user
    return {"channels": [one.payload(bot) for one in page], "response_metadata": {"next_cursor": cursor}}


def _listed(call: Call, one: Conversation) -> bool:
    types = (call.text("types") or "public_channel").split(",")
    kind = "im" if one.is_im else "private_channel" if one.is_private else "public_channel"
    if call.flag("exclude_archived") and one.is_archived:
        return False
    return kind in types and (kind == "public_channel" or call.workspace.bot.user in one.members)


def join(call: Call) -> Json:
    conversation = call.workspace.place(call.text("channel"))
    if conversation.is_im or conversation.is_private:
        raise Wrong("method_not_supported_for_channel_type")
    conversation.members.add(call.workspace.bot.user)
    return {"channel": conversation.payload(call.workspace.bot.user)}


def history(call: Call) -> Json:
    """The channel's own messages, newest first; no answers in threads, and nothing ephemeral."""
    conversation = _readable(call)
    found = [one for one in conversation.messages if not one.only and one.thread_ts in ("", one.ts)]
    return _paged(call, list(reversed(_between(call, found))))


def replies(call: Call) -> Json:
    """The head and its answers, oldest first."""
    conversation = _readable(call)
    thread = call.workspace.thread(conversation, call.text("ts"))
    if not thread:
        raise Wrong("thread_not_found", complain=False)
    return _paged(call, [thread[0], *_between(call, thread[1:])])


def _readable(call: Call) -> Conversation:
    conversation = call.workspace.place(call.text("channel"))
    if call.workspace.bot.user not in conversation.members:
        raise Wrong("not_in_channel", complain=False)
    return conversation


def _between(call: Call, messages: list[Message]) -> list[Message]:
    """After `oldest` and before `latest`; with `inclusive` those instants too."""
    oldest, latest = float(call.text("oldest") or 0), float(call.text("latest") or "inf")
    if call.flag("inclusive"):
        return [one for one in messages if oldest <= float(one.ts) <= latest]
    return [one for one in messages if oldest < float(one.ts) < latest]


def _paged(call: Call, messages: list[Message]) -> Json:
    """`metadata` is there only when it is asked for with include_all_metadata."""
    if call.number("limit", HISTORY_DEFAULT) > HISTORY_MOST:
        raise Wrong("invalid_limit")
    page, cursor = call.page(messages, HISTORY_DEFAULT)
    bot, with_metadata = call.workspace.bot, call.flag("include_all_metadata")
    said: Json = {
        "messages": [one.payload(bot, with_metadata=with_metadata) for one in page],
        "has_more": bool(cursor),
        "pin_count": 0,
    }
    return said | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


METHODS = {
    "auth.test": auth_test,
    "team.info": team_info,
    "users.info": users_info,
    "users.list": users_list,
    "users.conversations": users_conversations,
    "conversations.open": open_conversation,
    "conversations.info": info,
    "conversations.list": list_conversations,
    "conversations.join": join,
    "conversations.members": members,
    "conversations.history": history,
    "conversations.replies": replies,
}

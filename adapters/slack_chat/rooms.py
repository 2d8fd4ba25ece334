"""Who is in a channel of Slack's, and who they are."""

from __future__ import annotations

from collections.abc import Mapping

from adapters.slack_chat.api import Api, Failed
from adapters.slack_chat.people import PLATFORM, People
from adapters.words import clean
from bot.ports import ChatUncertain, Members
from bot.requests import Profile

PAGE = 200  # docs.slack.dev/apis/web-api/pagination recommends no more


class SlackRooms:
    """Public channels, and private ones that Baton was invited to."""

    def __init__(self, api: Api, people: People) -> None:
        self._api = api
        self._people = people

    async def members(self, workspace: str, channel: str) -> Members:
        """conversations.info and conversations.members, page by page.

        Of a channel that Baton is not in no event tells who comes, so it counts as one that cannot be seen.
        """
        said = (await self._api.call(workspace, "conversations.info", channel=channel)).get("channel")
        about: Mapping[str, object] = said if isinstance(said, Mapping) else {}
        if about.get("is_archived"):
            raise Failed("conversations.info", "is_archived")
        if not about.get("is_member"):
            raise Failed("conversations.info", "not_in_channel")
        found, cursor = list[str](), ""
        while True:
            page = {"channel": channel, "limit": PAGE} | ({"cursor": cursor} if cursor else {})
            answer = await self._api.call(workspace, "conversations.members", **page)
            members, more = answer.get("members"), answer.get("response_metadata")
            if not isinstance(members, list):
                raise ChatUncertain("conversations.members: no members")
            found += [f"{PLATFORM}{user}" for user in members if isinstance(user, str)]
            cursor = str(more.get("next_cursor") or "") if isinstance(more, Mapping) else ""
            if not cursor:
                return Members(name=clean(str(about.get("name") or "")), accounts=tuple(dict.fromkeys(found)))

    async def profile_of(self, workspace: str, account: str) -> Profile | None:
        return await self._people.profile_of(workspace, account)

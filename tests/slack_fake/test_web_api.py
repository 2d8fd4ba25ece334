"""The fake's Web API, seen through slack_sdk's own client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack_fake.conftest import Watch
from tests.slack_fake.faults import Fault
from tests.slack_fake.server import SlackFake
from tests.slack_fake.workspace import Workspace

Client = Callable[[str], AsyncWebClient]
BUTTON = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "Go"}, "value": "go"}
MODAL: dict[str, Any] = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "A form"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [],
}


async def word(call: Any) -> str:
    """Slack's word for why not."""
    with pytest.raises(SlackApiError) as raised:
        await call
    return str(raised.value.response["error"])


async def test_a_token_says_who_the_app_is_and_a_wrong_or_dead_one_why_not(
    studio: Workspace, client: Client, fake: SlackFake
) -> None:
    assert (await client(studio.bot.token).auth_test())["user_id"] == studio.bot.user
    assert await word(client("xoxb-other").auth_test()) == "invalid_auth"
    studio.dead = "token_revoked"
    assert await word(client(studio.bot.token).auth_test()) == "token_revoked"
    assert not fake.complaints


async def test_a_message_is_posted_edited_found_with_its_metadata_and_deleted(
    studio: Workspace, client: Client, fake: SlackFake
) -> None:
    slack = client(studio.bot.token)
    metadata = {"event_type": "card", "event_payload": {"key": "k"}}
    posted = await slack.chat_postMessage(channel="C0GENERAL", text="one", metadata=metadata)
    await slack.chat_update(channel="C0GENERAL", ts=posted["ts"], text="two")
    bare = await slack.conversations_history(channel="C0GENERAL")
    full = await slack.conversations_history(channel="C0GENERAL", include_all_metadata=True)
    assert [message["text"] for message in bare["messages"]] == ["two"]
    assert "metadata" not in bare["messages"][0]
    assert full["messages"][0]["metadata"] == metadata
    await slack.chat_delete(channel="C0GENERAL", ts=posted["ts"])
    assert await word(slack.chat_update(channel="C0GENERAL", ts=posted["ts"], text="x")) == "message_not_found"
    assert not fake.complaints


async def test_a_users_id_stands_for_the_private_chat_which_may_be_closed(studio: Workspace, client: Client) -> None:
    slack = client(studio.bot.token)
    assert (await slack.chat_postMessage(channel="U0ANA", text="hi"))["channel"] == "D0ANA"
    assert (await slack.conversations_open(users="U0ANA"))["channel"]["id"] == "D0ANA"
    studio.users["U0ANA"].closed = "user_not_visible"
    assert await word(slack.chat_postMessage(channel="U0ANA", text="hi")) == "user_not_visible"


async def test_history_is_paged_newest_first_and_a_thread_oldest_first(studio: Workspace, client: Client) -> None:
    slack = client(studio.bot.token)
    tss = []
    for number in range(3):
        tss.append((await slack.chat_postMessage(channel="C0GENERAL", text=str(number)))["ts"])
    await slack.chat_postMessage(channel="D0ANA" if studio.im("U0ANA") else "", text="elsewhere")
    first = await slack.conversations_history(channel="C0GENERAL", limit=2)
    rest = await slack.conversations_history(
        channel="C0GENERAL", limit=2, cursor=first["response_metadata"]["next_cursor"]
    )
    assert [m["text"] for m in [*first["messages"], *rest["messages"]]] == ["2", "1", "0"]
    since = await slack.conversations_history(channel="C0GENERAL", oldest=tss[1], inclusive=True)
    assert [m["text"] for m in since["messages"]] == ["2", "1"]


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ([{"type": "divider"}] * 51, "no more than 50"),
        ([{"type": "divider", "block_id": "b"}] * 2, "duplicate block_id"),
        ([{"type": "actions", "elements": [BUTTON, BUTTON]}], "already exists"),
        ([{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}], "of 1 to 3000"),
        ([{"type": "actions", "elements": [BUTTON | {"text": {"type": "plain_text", "text": "x" * 76}}]}], "1 to 75"),
        ([{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text"}]}]}], "text"),
        ([{"type": "input", "label": {"type": "plain_text", "text": "L"}, "element": BUTTON}], "one input element"),
    ],
)
async def test_blocks_over_a_limit_are_refused_and_complained_of(
    studio: Workspace, client: Client, fake: SlackFake, blocks: list[Any], said: str
) -> None:
    call = client(studio.bot.token).chat_postMessage(channel="C0GENERAL", text="x", blocks=blocks)
    assert await word(call) == "invalid_blocks"
    assert said in fake.complaints[0]


async def test_a_message_may_be_long_but_not_longer_than_all_slack_takes(studio: Workspace, client: Client) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}] * 5
    call = client(studio.bot.token).chat_postMessage(channel="C0GENERAL", text="x", blocks=blocks)
    assert await word(call) == "msg_blocks_too_long"


async def test_a_trigger_is_good_once_and_for_three_seconds(
    studio: Workspace, client: Client, fake: SlackFake, watch: Watch
) -> None:
    slack = client(studio.bot.token)
    trigger = fake.triggers.trigger("T0STUDIO", "U0ANA")
    await slack.views_open(trigger_id=trigger, view=MODAL)
    assert await word(slack.views_open(trigger_id=trigger, view=MODAL)) == "exchanged_trigger_id"
    late = fake.triggers.trigger("T0STUDIO", "U0ANA")
    watch.seconds += 3.1
    assert await word(slack.views_open(trigger_id=late, view=MODAL)) == "expired_trigger_id"


async def test_more_than_one_message_a_second_in_a_channel_is_too_many(
    studio: Workspace, client: Client, fake: SlackFake, watch: Watch
) -> None:
    slack = client(studio.bot.token)
    for _ in range(3):
        await slack.chat_postMessage(channel="C0GENERAL", text="x")
    with pytest.raises(SlackApiError) as raised:
        await slack.chat_postMessage(channel="C0GENERAL", text="x")
    assert raised.value.response.status_code == 429
    assert raised.value.response.headers["Retry-After"] == "1"
    await slack.chat_postMessage(channel="U0ANA", text="x")
    watch.seconds += 1
    await slack.chat_postMessage(channel="C0GENERAL", text="x")
    assert fake.api.throttled == [("chat.postMessage", "C0GENERAL")]


async def test_a_lost_reply_leaves_the_message_there_and_an_unheard_call_does_not(
    studio: Workspace, client: Client, fake: SlackFake
) -> None:
    fake.faults.plan("chat.postMessage", Fault("lost"), Fault("unheard"), Fault("page", status=502))
    for text in ("lost", "unheard"):
        with pytest.raises(aiohttp.ClientError):
            await client(studio.bot.token).chat_postMessage(channel="C0GENERAL", text=text)
    with pytest.raises(SlackApiError, match="status: 502"):
        await client(studio.bot.token).chat_postMessage(channel="C0GENERAL", text="page")
    assert [message.text for _, message in studio.posted()] == ["lost"]


async def test_a_picture_is_uploaded_in_three_steps(studio: Workspace, client: Client, fake: SlackFake) -> None:
    done = await client(studio.bot.token).files_upload_v2(
        channel="C0GENERAL", filename="chart.png", content=b"PNG", title="Chart"
    )
    assert done["files"][0]["title"] == "Chart"
    assert [message.files[0]["name"] for _, message in studio.posted()] == ["chart.png"]
    assert not fake.complaints


async def test_a_refresh_token_is_good_once_and_the_new_token_ends_after_twelve_hours(
    studio: Workspace, client: Client, fake: SlackFake, watch: Watch
) -> None:
    fake.oauth.rotates = True
    # As arguments: slack_sdk's own method asks aiohttp for a BasicAuth that is deprecated.
    app = {"client_id": fake.oauth.client_id, "client_secret": fake.oauth.client_secret}
    slack = client("")

    async def access(**arguments: str) -> Any:
        return await slack.api_call("oauth.v2.access", data=app | arguments)

    first = await access(code=fake.oauth.consent("T0STUDIO", "U0OLIVIA"))
    second = await access(grant_type="refresh_token", refresh_token=first["refresh_token"])
    again = access(grant_type="refresh_token", refresh_token=first["refresh_token"])
    assert await word(again) == "invalid_refresh_token"
    assert (await client(second["access_token"]).auth_test())["team_id"] == "T0STUDIO"
    watch.seconds += 43_201
    assert await word(client(second["access_token"]).auth_test()) == "token_expired"

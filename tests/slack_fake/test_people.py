"""The fake's people, with Bolt on the other side: over a socket and over signed HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Literal

import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack_fake import views
from tests.slack_fake.nouns import Json
from tests.slack_fake.people import People
from tests.slack_fake.posting import Posting
from tests.slack_fake.server import SlackFake
from tests.slack_fake.test_web_api import BUTTON, MODAL
from tests.slack_fake.workspace import Workspace

INPUTS: list[Json] = [
    {
        "type": "input",
        "block_id": "outcome",
        "label": {"type": "plain_text", "text": "Outcome"},
        "element": {"type": "plain_text_input", "action_id": "value", "initial_value": "Sort"},
    },
    {
        "type": "input",
        "block_id": "who",
        "optional": True,
        "label": {"type": "plain_text", "text": "Who"},
        "element": {
            "type": "static_select",
            "action_id": "value",
            "options": [{"text": {"type": "plain_text", "text": "Ana"}, "value": "ana"}],
        },
    },
]


@pytest.fixture(params=["socket", "http"])
async def people(request: pytest.FixtureRequest, fake: SlackFake, studio: Workspace) -> AsyncIterator[People]:
    mode: Literal["socket", "http"] = request.param
    people = People(studio, Posting(fake, mode))
    client = AsyncWebClient(token=studio.bot.token, base_url=fake.api_url)
    app = AsyncApp(
        client=client,
        signing_secret=fake.mail.secret,
        request_verification_enabled=False,  # Bolt would look at the machine's clock
        process_before_response=True,
    )
    listen(app)
    runner = await (serve(app, fake) if mode == "http" else connect(app, fake))
    yield people
    await (runner.cleanup() if isinstance(runner, web.AppRunner) else runner.close_async())  # type: ignore[no-untyped-call] # Bolt's


def listen(app: AsyncApp) -> None:
    @app.command("/delegate")
    async def delegate(ack: Any, body: Any, client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL | {"callback_id": "f", "blocks": INPUTS})

    @app.command("/hello")
    async def hello(ack: Any, command: Any) -> None:
        await ack(text=command["text"], blocks=[{"type": "actions", "elements": [BUTTON]}])

    @app.view("f")
    async def form(ack: Any, view: Any) -> None:
        outcome = view["state"]["values"]["outcome"]["value"]["value"]
        if outcome == "Sort":
            await ack(response_action="errors", errors={"outcome": "Say more"})
        else:
            await ack()

    @app.action("a")
    async def press(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="pressed", replace_original=True)

    @app.event("message")
    async def message(event: Any, say: Any) -> None:
        await say(f"heard {event['text']}")


async def serve(app: AsyncApp, fake: SlackFake) -> web.AppRunner:
    async def events(request: web.Request) -> web.StreamResponse:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    site = web.Application()
    site.router.add_post("/slack/events", events)
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    fake.mail.url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    return runner


async def connect(app: AsyncApp, fake: SlackFake) -> AsyncSocketModeHandler:
    handler = AsyncSocketModeHandler(app, fake.api.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt's
    await fake.sockets.connected()
    return handler


async def test_a_command_opens_a_form_that_is_refused_at_its_field_and_then_taken(
    people: People, fake: SlackFake
) -> None:
    await people.type_slash("U0OLIVIA", "C0GENERAL", "/delegate @ana Sort")
    await fake.still()
    view = people.workspace.modals["U0OLIVIA"][-1]
    assert views.shown(view) == {("outcome", "value"): "Sort", ("who", "value"): ""}
    await people.submit("U0OLIVIA")
    assert view.errors == {"outcome": "Say more"}
    people.fill("U0OLIVIA", "outcome", "Sort the invoices")
    people.fill("U0OLIVIA", "who", "ana")
    assert views.state(view)["values"]["who"]["value"]["selected_option"]["value"] == "ana"
    await people.submit("U0OLIVIA")
    assert not people.workspace.modals["U0OLIVIA"]
    assert not fake.complaints


async def test_an_answer_to_a_command_is_private_and_mentions_come_escaped_with_the_name(
    people: People, fake: SlackFake
) -> None:
    await people.type_slash("U0OLIVIA", "C0GENERAL", "/hello @ana & @nobody")
    said = people.workspace.conversations["C0GENERAL"].messages[-1]
    assert (said.only, said.text) == ("U0OLIVIA", "<@U0ANA|ana> &amp; @nobody")
    await people.press("U0OLIVIA", "C0GENERAL", said.ts, "Go")
    await fake.still()
    assert [one.text for one in people.workspace.conversations["C0GENERAL"].messages] == ["pressed"]
    assert not fake.complaints


async def test_words_in_the_private_chat_are_heard_and_answered(people: People, fake: SlackFake) -> None:
    place = people.workspace.im("U0ANA")
    await people.say("U0ANA", place.id, "hello")
    await fake.still()
    assert [one.text for one in place.messages] == ["hello", "heard hello"]
    assert not fake.complaints


async def test_a_required_field_that_is_empty_keeps_the_form_and_sends_nothing(people: People, fake: SlackFake) -> None:
    await people.type_slash("U0OLIVIA", "C0GENERAL", "/delegate")
    await fake.still()
    people.fill("U0OLIVIA", "outcome", "")
    sent = len(people.posting.sent)
    assert await people.submit("U0OLIVIA") is None
    assert "outcome" in people.workspace.modals["U0OLIVIA"][-1].errors
    assert len(people.posting.sent) == sent

"""What nobody at a Slack client would send: refused quietly, with the right status, and Baton keeps running."""

from __future__ import annotations

import asyncio
import json
import random
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.slack_chat.http import Letters
from adapters.slack_chat.setup import SlackSetup
from adapters.storage.attachments import MemoryAttachments
from adapters.storage.memory_store import MemoryStore
from tests.logged import Line, in_full, troubles
from tests.slack_fake import payloads
from tests.slack_fake.mail import Letter
from tests.slack_fake.nouns import Json
from tests.slack_fake.workspace import Workspace
from tests.slack_faults.house import House, Watch
from tests.slack_faults.test_deliveries import OFFER, offers

FORM = "application/x-www-form-urlencoded"
MALFORMED = 10_000


async def works(house: House) -> None:
    """Baton still does what it is asked to."""
    await house.people.type_slash("U0OLIVIA", "C0GENERAL", OFFER)
    await house.settled()
    await house.deliver_all()
    assert len(offers(house)) == 1


def command(house: House, **changed: str) -> Json:
    place = house.studio.conversations["C0GENERAL"]
    return payloads.slash(house.studio, house.studio.users["U0OLIVIA"], place, OFFER) | changed


async def test_a_wrong_or_missing_signature_is_refused(posted: House) -> None:
    letter = posted.fake.mail.form(command(posted, trigger_id="1.1"))
    forged = Letter(letter.body, letter.headers | {"X-Slack-Signature": "v0=" + "0" * 64})
    changed = Letter(letter.body.replace(b"article", b"arsicle"), letter.headers)
    bare = Letter(letter.body, {"Content-Type": FORM})
    odd = Letter(letter.body, letter.headers | {"X-Slack-Signature": "é", "X-Slack-Request-Timestamp": "soon"})
    for one in (forged, changed, bare, odd):
        status, _ = await posted.fake.mail.send(one)
        assert status == 401
    assert not posted.requests
    await works(posted)


@pytest.mark.parametrize("seconds", [-301, 301, 86_400])
async def test_a_timestamp_more_than_five_minutes_off_is_refused(posted: House, seconds: float) -> None:
    letter = posted.fake.mail.form(command(posted, trigger_id="1.1"))
    posted.watch.move(seconds=seconds)
    status, _ = await posted.fake.mail.send(letter)
    assert status == 401
    assert not posted.requests


async def test_json_of_any_depth_is_refused_quietly(posted: House) -> None:
    deep = "[" * 10_000 + "]" * 10_000
    nested = '{"a":' * 10_000 + "1" + "}" * 10_000
    mail = posted.fake.mail
    for letter in (
        mail.signed(deep.encode(), "application/json"),
        mail.signed(nested.encode(), "application/json"),
        mail.signed(urlencode({"payload": deep}).encode(), FORM),
        mail.signed(urlencode({"payload": nested}).encode(), FORM),
    ):
        status, _ = await mail.send(letter)
        assert 200 <= status < 500
    assert not posted.requests
    await works(posted)


async def test_ten_thousand_malformed_signed_bodies_are_refused_quietly(posted: House, logged: list[Line]) -> None:
    chance, mail = random.Random(3), posted.fake.mail
    samples = whole(posted.studio)
    statuses = set()
    for _ in range(MALFORMED):
        kind, payload = chance.choice(samples)
        body = mangled(json.dumps(payload), chance)
        if kind == "events":
            letter = mail.signed(body, "application/json")
        elif kind == "payload":
            letter = mail.signed(urlencode({"payload": body}).encode(), FORM)
        else:
            letter = mail.signed(mangled(urlencode(payload), chance), FORM)
        status, _ = await mail.send(letter)
        statuses.add(status)
        mail.sent.clear()
    assert all(200 <= status < 500 for status in statuses), statuses
    await posted.settled()
    assert "a letter that is not Slack's was refused" in troubles(logged)
    assert {line["log_level"] for line in logged} == {"warning"}
    assert "Traceback" not in in_full(logged)
    posted.fake.api.complaints.clear()  # of users, channels and triggers that were mangled


async def test_a_defect_of_ours_is_no_payload_that_cannot_be_read(logged: list[Line]) -> None:
    """It is one line with where it happened, and Baton goes on."""

    def broken() -> str:
        raise ZeroDivisionError

    house = House("http")
    await house.open(new_id=broken)
    place, mail = house.studio.conversations["C0GENERAL"], house.fake.mail
    # Without the trigger that is the id of a command otherwise, so that one has to be made.
    body = payloads.slash(house.studio, house.studio.users["U0OLIVIA"], place, OFFER) | {"trigger_id": ""}
    status, _ = await mail.send(mail.signed(urlencode(body).encode(), FORM))
    await house.settled()
    await house.close()
    assert status == 200
    assert troubles(logged) == ["something for Slack failed"]
    assert "ZeroDivisionError" in in_full(logged)


def whole(studio: Workspace) -> list[tuple[str, Json]]:
    """One well-formed payload of each kind."""
    user, place = studio.users["U0OLIVIA"], studio.conversations["C0GENERAL"]
    button = {"type": "button", "action_id": "press-0", "block_id": "card:x", "value": "handoff.accept?task=1"}
    container = {"type": "message", "message_ts": "1.1", "channel_id": place.id}
    base = payloads.shortcut(studio, user, "delegate", "1.1") | {"trigger_id": "1.1"}
    view = {"id": "V1", "private_metadata": "{}", "callback_id": "baton_form", "state": {"values": {"a": {"b": {}}}}}
    said = {"type": "message", "channel_type": "im", "channel": "D0OLIVIA", "user": "U0OLIVIA", "text": "tasks"}
    return [
        ("command", payloads.slash(studio, user, place, OFFER) | {"trigger_id": "1.1", "response_url": "http://x"}),
        ("payload", base | {"type": "block_actions", "actions": [button], "container": container}),
        ("payload", base | {"type": "view_submission", "view": view}),
        ("payload", base | {"type": "message_action", "message": {"text": "x", "ts": "1.1"}}),
        ("payload", base),
        ("events", payloads.event(studio, "Ev1", 1, said)),
        ("events", payloads.event(studio, "Ev2", 1, {"type": "app_home_opened", "user": "U0ANA", "tab": "home"})),
        ("events", payloads.event(studio, "Ev3", 1, {"type": "user_change", "user": {"id": "U0ANA"}})),
    ]


def mangled(text: str, chance: random.Random) -> bytes:
    """Cut, doubled, overwritten, or with values of another type."""
    raw = bytearray(text.encode())
    match chance.randrange(5):
        case 0:
            del raw[chance.randrange(len(raw)) :]
        case 1:
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        case 2:
            at = chance.randrange(len(raw))
            raw[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 9)))
        case 3:
            start = chance.randrange(len(raw))
            del raw[start : start + chance.randrange(1, 40)]
        case _:
            other = chance.choice(["null", "[]", "{}", "1e999", "-0", '"\\ud800"', "true", "[[]]", '{"":{}}'])
            parts = text.split(":")
            parts[chance.randrange(len(parts))] = other
            raw = bytearray(":".join(parts).encode())
    return bytes(raw)


async def test_a_body_of_more_than_a_mebibyte_is_refused(posted: House) -> None:
    letter = posted.fake.mail.form(command(posted, trigger_id="1.1", text="x" * 1_100_000))
    status, _ = await posted.fake.mail.send(letter)
    assert status == 413
    await works(posted)


async def test_a_workspace_nobody_knows_is_told_so_and_nothing_is_done(house: House) -> None:
    stranger = house.fake.workspace("T0OTHER", "Other")
    stranger.add(house.studio.users["U0ANA"])
    form = command(house, team_id="T0OTHER", user_id="U0ANA", trigger_id="1.T0OTHER.x")
    await house.people.posting.deliver("slash_commands", form)
    await house.settled()
    await house.deliver_all()
    assert not offers(house)
    await works(house)


@pytest.mark.parametrize(
    "value",
    ["handoff.accept?task=999", "handoff.approve?task=1", "nothing.such", "", "=?&", "standups.close", "x" * 2_000],
)
async def test_a_forged_button_does_nothing_that_its_presser_may_not(house: House, value: str) -> None:
    await house.people.type_slash("U0OLIVIA", "C0GENERAL", OFFER)
    await house.settled()
    await house.deliver_all()
    card = next(one for one in house.messages("D0ANA") if "offers you" in one.text)
    place = house.studio.im("U0BEN")
    action: Json = {"type": "button", "action_id": "press-0", "block_id": "card:x", "value": value, "action_ts": "1.1"}
    before = (offers(house), card.text)
    delivered = await house.people.press_element("U0BEN", place, card, action)
    await house.settled()
    await house.deliver_all()
    assert delivered.fine
    assert (offers(house), card.text) == before


async def test_a_form_for_a_task_of_another_team_is_refused(house: House) -> None:
    """Its hidden words name a task that this team does not have."""
    await house.people.type_slash("U0OLIVIA", "C0GENERAL", OFFER)
    await house.people.type_slash("U0OLIVIA", "C0GENERAL", "/delegate")
    await house.settled()
    view = house.studio.modals["U0OLIVIA"][-1]
    carried = json.loads(view.given["private_metadata"])
    carried |= {"action": "handoff.decline", "arguments": {"task": "77"}}
    view.given["private_metadata"] = json.dumps(carried)
    for block in view.given["blocks"]:
        block["optional"] = True
    await house.people.submit("U0OLIVIA")
    await house.settled()
    await house.deliver_all()
    assert len(offers(house)) == 1
    assert not house.people.posting.failed


async def test_an_unknown_command_is_answered_with_what_there_is(house: House) -> None:
    await house.people.type_slash("U0OLIVIA", "C0GENERAL", "/frobnicate now")
    await house.settled()
    said = [one.text for one in house.messages("C0GENERAL") if one.only == "U0OLIVIA"]
    assert len(said) == 1


async def test_no_secret_is_ever_logged(posted: House, logged: list[Line]) -> None:
    letter = posted.fake.mail.form(command(posted, trigger_id="1.1"))
    await posted.fake.mail.send(Letter(letter.body, letter.headers | {"X-Slack-Signature": "v0=bad"}))
    posted.studio.dead = "token_revoked"
    await posted.people.type_slash("U0OLIVIA", "C0GENERAL", OFFER)
    await posted.settled()
    await posted.deliver_all()
    shut = "a platform does not let Baton in: messages wait, baton doctor says how to mend it"
    assert {"a letter that is not Slack's was refused", shut} <= set(troubles(logged))
    for secret in (posted.studio.bot.token, posted.fake.mail.secret, "/respond/"):
        assert secret not in in_full(logged)


@pytest.mark.parametrize("packing", ["gzip", "deflate", "br"])
async def test_a_packed_letter_is_refused_before_it_is_unpacked(posted: House, packing: str) -> None:
    letter = posted.fake.mail.signed(b"hello", "application/json")
    status, _ = await posted.fake.mail.send(Letter(letter.body, letter.headers | {"Content-Encoding": packing}))
    assert status == 400
    await works(posted)


async def test_a_letter_that_does_not_come_to_its_end_is_not_waited_for() -> None:
    app = web.Application()
    setup = SlackSetup(
        dispatch=_nothing,
        store=MemoryStore(),
        now=Watch().now,
        new_id=str,
        files=MemoryAttachments(),
        signing_secret="s",
    )
    Letters(setup, _nothing, body_seconds=0.1).add_to(app)
    async with TestServer(app) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nab")
        async with asyncio.timeout(5):
            assert b" 408 " in await reader.readline()
        writer.close()


async def _nothing(_: Any) -> Any:
    return ""

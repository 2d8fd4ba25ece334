"""What people do that is late, double, old or not theirs; and a restart in the middle of it."""

from __future__ import annotations

import pytest
import simcord

from adapters.discord_chat.open_forms import OpenForm
from bot.handoff.records import Task
from tests.dialogs.discord_peer import CHANNEL, Discord, Window
from tests.dialogs.talk import Talk
from tests.logged import Line, troubles

ARTICLE = "/delegate @ana Write the article by Fri 5pm ~2h done when: 3 sources"


async def newest(peer: Discord, person: str, label: str) -> simcord.ResponseMessage:
    seen = [one for one in await peer.screen(person) if label in one.buttons][-1]
    return simcord.ResponseMessage(peer.env, peer._message(seen.key))


async def test_old_buttons_and_an_open_modal_outlive_a_restart(peer: Discord, talk: Talk) -> None:
    await talk.says("olivia", ARTICLE)
    await talk.presses("ana", "Decline")
    assert peer.chat.client._connection._view_store._modals == {}
    assert peer.chat.client._connection._view_store._views == {}
    peer.restarted()
    await peer.env.restart_bot(peer.chat.client)
    peer.honest.stand()
    await talk.fills("ana", why="No time this week")
    await talk.hears("olivia", "No time this week")


async def test_a_double_click_is_answered_kindly(peer: Discord, talk: Talk) -> None:
    await talk.says("olivia", ARTICLE)
    card = await newest(peer, "ana", "Accept")
    press = next(part for row in card.components for part in row["components"] if part["label"] == "Accept")
    await talk.presses("ana", "Accept")
    data = {"custom_id": press["custom_id"], "component_type": 2}
    await peer.forged("ana", 3, data, message=card)
    task = await peer.world.store.get(Task, "studio", "1")
    assert task is not None
    assert task.state == "accepted"
    assert not peer.env.errors


async def test_an_interaction_that_the_gateway_tells_twice_is_acted_on_once(peer: Discord, talk: Talk) -> None:
    await talk.says("olivia", ARTICLE)
    told = [payload for kind, name, payload in peer.env.backend.transcript if name == "INTERACTION_CREATE"][-1]
    peer.env.backend.emit("INTERACTION_CREATE", told)
    await peer.env.settle()
    assert await peer.world.store.get(Task, "studio", "2") is None


@pytest.mark.parametrize(("status", "code"), [(404, 10062), (400, 40060)])
async def test_an_answer_that_comes_too_late_is_only_noted(
    peer: Discord, talk: Talk, status: int, code: int, logged: list[Line]
) -> None:
    peer.env.inject_error("POST", "/interactions/*/callback", status=status, code=code, times=None)
    await talk.says("olivia", ARTICLE)
    peer.env.backend.faults.clear()
    assert await peer.world.store.get(Task, "studio", "1") is not None
    assert troubles(logged) == []


@pytest.mark.parametrize(
    "custom_id",
    [
        "handoff.remind?task=1",
        "no.such?x=1",
        "#",
        "handoff.accept?task=999",
        "open:nobody:0",
        "open:x:9",
        "%%%",
        "form:a:b",
    ],
)
async def test_forged_buttons_are_answered_and_do_nothing(
    peer: Discord, talk: Talk, custom_id: str, logged: list[Line]
) -> None:
    await talk.says("olivia", ARTICLE)
    card = await newest(peer, "ana", "Accept")
    await talk.attends("ana")
    await peer.forged("ana", 3, {"custom_id": custom_id, "component_type": 2}, message=card)
    assert await talk.news("ana")
    task = await peer.world.store.get(Task, "studio", "1")
    assert task is not None
    assert task.state == "offered"
    assert troubles(logged) == []


async def test_the_form_of_another_account_stays_shut(peer: Discord, talk: Talk) -> None:
    await talk.says("olivia", ARTICLE)
    await talk.presses("ana", "Decline")
    key = peer._windows["ana"].key
    typed = [{"type": 18, "component": {"type": 4, "custom_id": "why", "value": "mine"}}]
    await talk.attends("ben")
    await peer.forged("ben", 5, {"custom_id": f"form:{key}:0", "components": typed})
    await talk.hears("ben", "This form was sent already")
    kept = await peer.world.store.get(OpenForm, "", key)
    assert kept is not None
    assert kept.values == {}


async def test_somebody_of_another_server_cannot_press_for_this_team(peer: Discord, talk: Talk) -> None:
    await talk.says("olivia", ARTICLE)
    other = peer.env.create_guild("Elsewhere")
    channel = other.create_text_channel("general")
    other.add_member(peer.users["ana"])
    await peer.forged("ana", 3, {"custom_id": "handoff.accept?task=1", "component_type": 2}, where=(other, channel))
    task = await peer.world.store.get(Task, "studio", "1")
    assert task is not None
    assert task.state == "offered"


async def test_people_and_tasks_are_completed_for_those_of_the_team(peer: Discord, talk: Talk) -> None:
    await talk.says("olivia", ARTICLE)
    people = await peer.members["olivia"].autocomplete(peer.channel, "handoff task", "newcomer", "b", task="1")
    assert [one["value"] for one in people] == ["@ben"]
    tasks = await peer.users["ana"].autocomplete("handoff task", "task", "art")
    assert [one["value"] for one in tasks] == ["1"]
    stranger = peer.env.create_user("zed")
    assert await stranger.autocomplete("handoff task", "task", "") == []


async def test_a_brief_is_typed_in_parts_whose_person_is_completed(peer: Discord, talk: Talk) -> None:
    people = await peer.members["olivia"].autocomplete(peer.channel, "delegate", "person", "an")
    assert [one["value"] for one in people] == ["@ana"]
    parts = {
        "person": "@ana",
        "outcome": "Write it by hand",
        "due": "fri 5pm",
        "done_when": "3 sources",
        "effort": "2h",
    }
    await peer.slash("olivia", "delegate", **parts, priority="high")
    await talk.hears("ana", "#1 Write it by hand")
    task = await peer.world.store.get(Task, "studio", "1")
    assert task is not None
    assert (task.done_when, task.effort_minutes, task.priority) == ("3 sources", 120, "high")


async def test_parts_and_a_line_fill_one_form_when_something_is_missing(peer: Discord) -> None:
    line = "@ben Product photos by Fri 5pm ~1h"
    result = await peer.members["olivia"].slash(peer.channel, "delegate", line=line, person="@ana", due="soonish")
    window = Window.of(result)
    assert window is not None
    kept = await peer.world.store.get(OpenForm, "", window.key)
    assert kept is not None
    typed = {field.name: getattr(field, "value", "") for field in kept.form.fields}
    assert (typed["person"], typed["outcome"], typed["due"]) == ("ana", "Product photos", "soonish")
    assert set(kept.form.errors) == {"due", "done_when"}


async def test_views_and_tasks_are_completed_where_either_may_be_meant(peer: Discord, talk: Talk) -> None:
    await talk.says("ben", "/delegate @ana Overhaul the shop by Fri 5pm done when: it sells")
    found = await peer.members["olivia"].autocomplete(peer.channel, "tasks", "view", "over")
    assert [one["value"] for one in found] == ["overdue", "1"]


async def test_a_promise_is_typed_in_parts(peer: Discord, talk: Talk) -> None:
    await peer.slash("olivia", "promise make", text="Publish it", to="@pat", due="thu")
    await talk.hears("pat", "Publish it")


async def test_h9_delegate_this_leads_back_to_the_message(peer: Discord) -> None:
    message = await peer.members["ana"].send(peer.channel, "Somebody should call Rosa")
    result = await peer.members["olivia"].context_menu(peer.channel, "Delegate this", message)
    window = Window.of(result)
    assert window is not None
    kept = await peer.world.store.get(OpenForm, "", window.key)
    assert kept is not None
    assert f"/{CHANNEL}/{message.id}" in str(kept.form)
    assert "call Rosa" in str(kept.form)


async def test_words_in_private_and_after_a_mention_are_commands(peer: Discord, talk: Talk) -> None:
    await talk.says("olivia", "tasks")
    await talk.hears("olivia", "My desk")
    baton = peer.env.backend.bot_user.id
    await talk.says("ana", f"<@{baton}> tsks", where="general")
    await talk.hears("ana", "Did you mean /tasks")
    await talk.says("ben", "good morning all", where="general")
    await talk.hears_nothing("ben")


async def test_a_store_that_takes_nothing_is_told_to_who_presses_and_to_who_fills_a_form_in(
    peer: Discord, talk: Talk, logged: list[Line]
) -> None:
    await talk.says("olivia", ARTICLE)
    await talk.presses("ana", "Decline")
    await peer.world.store.close()
    await talk.fills("ana", why="No time this week")
    await talk.hears("ana", "Nothing was saved")
    await talk.says("olivia", "/tasks")
    await talk.hears("olivia", "Nothing was saved")
    assert troubles(logged) == []

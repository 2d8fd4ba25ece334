"""The private page: promises both ways, what is pressed there, and that nothing else can be had from it."""

from __future__ import annotations

import pytest

from bot.actions import ACTIONS
from bot.handoff.records import Task
from bot.people import Person, Team
from tests.dialogs.talk import Talk
from tests.partner_page.conftest import ORIGIN, Browser, kept, link

SECRETS = ("Write the pricing page", "Copyscape", "$", "Ben", "Ana")


@pytest.fixture
async def there(talk: Talk, browser: Browser) -> Browser:
    """Rosa's browser, with her page open."""
    await browser.goes(await link(talk.peer.world))
    return browser


async def anew(browser: Browser) -> None:
    await browser.get(f"/partner/{(await kept(browser.world)).id}")


async def test_c3_she_reads_what_was_promised_and_cheers_asks_and_wants_proof(talk: Talk, there: Browser) -> None:
    await talk.says("olivia", "/promise @rosa Publish the landing page by Thursday")
    await anew(there)
    assert "What Olivia promised you" in there.text
    assert "Publish the landing page" in there.text
    await there.presses("Cheer", on="landing page")
    await talk.hears("olivia", "Rosa cheers", "Publish the landing page")
    await there.presses("Ask for proof", on="landing page")
    assert "sent to Olivia" in there.text.replace("Sent", "sent")
    await talk.hears("olivia", "Rosa asks for proof", "Publish the landing page")
    await there.presses("Ask", on="landing page")
    assert "landing page" in there.text
    await there.fills(question="What is left to do?")
    await talk.hears("olivia", "What is left to do?")


async def test_c3_how_it_went_stands_there_with_the_reason_and_the_proof(talk: Talk, there: Browser) -> None:
    await talk.says("olivia", "/promise @rosa Publish the landing page by Thursday")
    await talk.says("olivia", "/promise @rosa Call Tom by Wednesday")
    await talk.presses("olivia", "Missed", on="Call Tom")
    await talk.fills("olivia", why="He was ill")
    await talk.presses("olivia", "Kept", on="landing page")
    await anew(there)
    assert "How 2 earlier ones went" in there.text
    assert "He was ill" in there.text
    assert "1 kept" in there.text, "the week says so as well"


async def test_c3_she_promises_and_says_how_it_went(talk: Talk, there: Browser) -> None:
    await there.presses("Promise something")
    await there.fills(text="Review the offer", due="gibberish")
    assert there.status == 422
    assert "gibberish" in there.text
    values = {one.attributes["name"]: one.attributes.get("value", "") for one in there.node.tagged("input")}
    assert values["text"] == "Review the offer", "what was typed stays"
    await there.fills(due="thu 5pm")
    await talk.hears("olivia", "Rosa promised you: Review the offer")
    await anew(there)
    await there.presses("Kept", on="Review the offer")
    await talk.hears("olivia", "Review the offer", "kept")


async def test_c3_she_answers_a_question(talk: Talk, there: Browser) -> None:
    await there.presses("Promise something")
    await there.fills(text="Review the offer", due="thu 5pm")
    await talk.presses("olivia", "Ask", on="Review the offer")
    await talk.fills("olivia", question="Which part first?")
    await anew(there)
    assert "Questions for you" in there.text
    await there.presses("Answer", on="Which part first?")
    await there.fills(answer="The price")
    await talk.hears("olivia", "The price")
    await anew(there)
    assert "Questions for you" not in there.text


async def test_c3_cheers_and_answers_to_her_stand_under_lately(talk: Talk, there: Browser) -> None:
    await there.presses("Promise something")
    await there.fills(text="Review the offer", due="thu 5pm")
    await talk.presses("olivia", "Cheer", on="Review the offer")
    await anew(there)
    assert "Lately" in there.text
    assert "Olivia cheers" in there.text


async def test_c3_earlier_digests_stand_there(talk: Talk, there: Browser) -> None:
    from bot.digests.timing import first_wakes
    from bot.people import Roster
    from bot.ports import Commit
    from bot.requests import Outcome

    world = talk.peer.world
    roster = Roster(tuple(await world.store.all(Person, "studio")))
    wakes = Outcome(wakes=first_wakes(roster, world.now))
    await (await world.store.commit(Commit(request_id="wakes", team="studio", at=world.now, outcome=wakes)))
    await talk.says("olivia", "/promise @rosa Publish the landing page by Thursday")
    await talk.presses("olivia", "Kept", on="landing page")
    await talk.time_is("2026-12-05 09:00", "America/New_York")
    await anew(there)
    assert "2 earlier weeks" in there.text


async def test_c4_a_smaller_rhythm_is_offered_on_the_page_and_taken_there(talk: Talk, there: Browser) -> None:
    from bot.checkins.rhythms import first_wakes
    from bot.people import Roster
    from bot.ports import Commit
    from bot.requests import Outcome

    world = talk.peer.world
    roster = Roster(tuple(await world.store.all(Person, "studio")))
    [team] = [one for one in [await world.store.get(Team, "", "studio")] if one]
    wakes = Outcome(wakes=first_wakes(team, roster, (), world.now))
    await (await world.store.commit(Commit(request_id="wakes", team="studio", at=world.now, outcome=wakes)))
    await talk.time_is("2026-12-12 09:00", "America/New_York")
    await anew(there)
    assert "Lately" in there.text
    await there.presses("Every 2 weeks")
    await talk.hears("olivia", "every 2 weeks")
    offer = [one for one in world.letters if "rhythm" in one.text]
    assert len(offer) == 1


async def work(talk: Talk) -> None:
    """What she must never learn of."""
    await talk.says(
        "olivia", "/delegate @ana Write the pricing page by Fri 5pm ~2h done when: passes Copyscape, 3 sources"
    )
    assert await talk.peer.world.store.all(Task, "studio")


def says_nothing(text: str) -> None:
    assert not [secret for secret in SECRETS if secret in text], text


@pytest.mark.parametrize("name", sorted(ACTIONS))
async def test_c3_no_action_of_any_name_shows_tasks_clients_or_money(talk: Talk, there: Browser, name: str) -> None:
    await work(talk)
    world, here = talk.peer.world, f"/partner/{(await kept(talk.peer.world)).id}"
    before = [str(one) for one in await world.store.all(Task, "studio")]
    await anew(there)
    token = there.token
    forged = "task=1&person=olivia&who=olivia&of=olivia&to=ana&promise=1&view=team&about=&file=1&on=1"
    for press in (f"{name}?{forged}", f"{name}?task=1", name):
        await there.post(f"{here}/press", {"_token": token, "_id": world.new_id(), "press": press})
        says_nothing(there.text)
    fields = {"_token": token, "_key": world.new_id(), "_action": name, "_fields": "", "form": "1", "task": "1"}
    await there.post(f"{here}/form", {**fields, "person": "@olivia", "role": "assistant", "who": "@olivia"})
    says_nothing(there.text)
    assert [str(one) for one in await world.store.all(Task, "studio")] == before
    people = {one.name: one.role for one in await world.store.all(Person, "studio")}
    assert people["Rosa"] == "partner"


async def test_c3_another_partners_promises_are_not_hers_to_see_or_touch(talk: Talk, there: Browser) -> None:
    await talk.says("olivia", "/promise @pat Leave the agency by Thursday")
    await talk.says("pat", "/promise Call the bank by Thursday")
    await anew(there)
    here, token = f"/partner/{(await kept(talk.peer.world)).id}", there.token
    assert "agency" not in there.text
    for name in ("kept", "cheer", "ask", "ask_proof", "prove", "moved", "missed", "undo", "partly"):
        for number in ("1", "2"):
            fields = {"_token": token, "_id": talk.peer.world.new_id(), "press": f"checkins.{name}?promise={number}"}
            await there.post(f"{here}/press", fields)
            assert "agency" not in there.text
            assert "bank" not in there.text


@pytest.mark.parametrize("who", ["@ana", "@an", "@bem", "@ana:1", "@mail:1", "@nobody", "@web:ana"])
async def test_c3_nobody_of_the_team_is_named_to_who_guesses(there: Browser, who: str) -> None:
    here, token = f"/partner/{(await kept(there.world)).id}", there.token
    for to, text in ((who, "Pay the rent"), ("", f"{who} Pay the rent"), (who.removeprefix("@"), "Pay the rent")):
        fields = {"_token": token, "_key": there.world.new_id(), "_action": "checkins.promise", "to": to, "text": text}
        await there.post(f"{here}/form", {**fields, "due": "thu 5pm"})
        says_nothing(there.text.replace(who.removeprefix("@"), ""))


async def test_c3_whoever_a_body_names_it_is_the_page_that_speaks(talk: Talk, there: Browser) -> None:
    here, token = f"/partner/{(await kept(talk.peer.world)).id}", there.token
    form = {"_token": token, "_key": "k", "_action": "checkins.make", "_fields": "text due", "form": "1"}
    await there.post(
        f"{here}/form",
        {**form, "text": "Pay the rent", "due": "thu 5pm", "account": "web:olivia", "person": "olivia", "by": "olivia"},
    )
    await talk.peer.world.deliver()
    await talk.hears("olivia", "Rosa promised you: Pay the rent")


async def test_c3_what_she_writes_is_words_and_what_a_form_brought_is_too(talk: Talk, there: Browser) -> None:
    await there.presses("Promise something")
    await there.fills(text="<script>alert(1)</script> <b>bold</b>", due="thu 5pm")
    await anew(there)
    assert not list(there.node.tagged("script"))
    assert "<b>bold</b>" in there.text
    here = f"/partner/{(await kept(talk.peer.world)).id}"
    fields = {"_token": there.token, "_key": "k2", "_action": "checkins.make", "text": "", "due": ""}
    for packed in ("{", "[]", '{"type":"Form"}', "x" * 5_000, '{"key":"<script>"}'):
        await there.post(f"{here}/form", {**fields, "_form": packed})
        assert there.status == 422
        assert not list(there.node.tagged("script"))


async def test_c3_mails_are_switched_on_the_page_and_the_zone_set(talk: Talk, there: Browser) -> None:
    await there.presses("Stop the mails")
    assert "No mails go to rosa@example.com" in there.text
    await there.presses("Send me mails")
    assert "Stop the mails" in there.text
    await there.presses("Change zone")
    await there.fills(zone="Lisbon")
    await anew(there)
    assert "Times are those of Europe/Lisbon" in there.text


@pytest.mark.parametrize(
    "path",
    ["/as/olivia/baton", "/as/rosa/baton", "/partner", "/partner/", "/", "/static/../bot", "/partner/static/../app.py"],
)
async def test_c3_a_session_opens_nothing_else(there: Browser, path: str) -> None:
    response = await there.get(path)
    assert response.status in (403, 404)


async def test_c3_a_page_of_another_partner_stays_shut(talk: Talk, there: Browser) -> None:
    await talk.says("olivia", "/team partner tom@example.com Tom")
    from bot.partners.records import Page

    pages = await talk.peer.world.store.all(Page, "")
    [toms] = [one for one in pages if one.address.startswith("tom")]
    [cookie] = [one.value for one in there.client.session.cookie_jar if one.key == "baton_partner"]
    assert (await there.get(f"/partner/{toms.id}", Cookie=f"baton_partner={cookie}")).status == 403
    assert (await there.post(f"/partner/{toms.id}/press", {}, Cookie=f"baton_partner={cookie}")).status == 403
    assert ORIGIN

"""Dialogs of proof: asked for, given as a link, in words or as a picture, kept with who and when, and who sees it."""

from __future__ import annotations

from bot.checkins.records import Promise
from bot.errors import Refused
from bot.people import Role
from bot.requests import Direct, Reply, Request
from bot.ui import as_text
from tests.dialogs.peer import Core
from tests.dialogs.talk import Talk
from tests.dialogs.world import PEOPLE, World, person

PICTURE = b"\x89PNG\r\n\x1a\n" + b"pixels" * 100
NEW_YORK = "America/New_York"


async def asked_for(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish the landing page by Thursday")
    await talk.presses("pat", "Ask for proof")
    await talk.attends("olivia", "pat")


async def test_c1_proof_may_be_a_picture_which_the_other_gets_once_and_both_see_with_who_and_when(talk: Talk) -> None:
    await asked_for(talk)
    await talk.presses("olivia", "Give proof", on="Pat asks for proof")
    await talk.attaches("olivia", "landing page.png", PICTURE)
    await talk.fills("olivia")
    await talk.hears("pat", "Olivia shows proof of: Publish the landing page", "landing page.png")
    assert await talk.takes("pat", "landing page.png") == PICTURE
    await talk.hears("pat", "Proof landing page.png, Olivia on Mon 23 Nov", buttons=["Cheer", "Ask", "Show proof"])
    await talk.presses("olivia", "Kept", on="You promised Pat")
    await talk.hears("olivia", "Noted: Publish the landing page — kept.")
    await talk.presses("olivia", "Show proof", on="You promised Pat")
    await talk.hears("olivia", "Proof of: Publish the landing page", "landing page.png", "Olivia on Mon 23 Nov")
    assert await talk.takes("olivia", "landing page.png") == PICTURE
    assert sum("shows proof of" in seen.text for seen in await talk.peer.screen("pat")) == 1


async def test_c1_proof_needs_a_link_words_or_a_picture(talk: Talk) -> None:
    await asked_for(talk)
    await talk.presses("olivia", "Give proof", on="Pat asks for proof")
    await talk.fills("olivia")
    await talk.refused_at("olivia", proof="Paste a link, add a picture, or say")
    await talk.fills("olivia", proof="https://example.com/landing")
    await talk.hears("pat", "Olivia shows proof of: Publish the landing page", "Open the proof")


async def test_c1_kept_asks_for_the_proof_that_was_asked_for(talk: Talk) -> None:
    await asked_for(talk)
    await talk.presses("olivia", "Kept")
    form = await talk.form("olivia", "Kept")
    assert "Pat asked for proof" in form.intro
    await talk.attaches("olivia", "page.png", PICTURE)
    await talk.fills("olivia", proof="It is live")
    await talk.hears("olivia", "Noted: Publish the landing page — kept.")
    await talk.hears("pat", "Olivia shows proof of: Publish the landing page", "It is live", "page.png")
    await talk.hears("pat", "Olivia promised you: Publish the landing page", "State kept")


async def test_c1_kept_without_the_proof_is_kept_and_proof_can_follow(talk: Talk) -> None:
    await asked_for(talk)
    await talk.presses("olivia", "Kept")
    await talk.fills("olivia")
    await talk.hears("olivia", "kept.", "Pat asked for proof", buttons=["Give proof"])
    await talk.hears("pat", "State kept")
    await talk.presses("olivia", "Give proof", on="Noted")
    await talk.fills("olivia", proof="See the shop window")
    await talk.hears("pat", "Olivia shows proof of", "See the shop window")


async def test_c1_a_promise_may_come_with_proof_from_the_start(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish the landing page by Thursday with proof")
    await talk.hears("olivia", "You promised Pat: Publish the landing page", "Proof goes with Kept")
    await talk.hears(
        "pat", "Olivia promised you: Publish the landing page", "Proof comes with it", buttons=["Cheer", "Ask"]
    )
    await talk.presses("olivia", "Kept")
    await talk.form("olivia", "Kept")
    await talk.fills("olivia", proof="https://example.com/landing")
    await talk.hears("pat", "Olivia shows proof of: Publish the landing page", "Open the proof")


async def test_c1_the_form_of_a_promise_has_a_choice_for_proof(talk: Talk) -> None:
    await talk.says("pat", "/promise Call three clients")
    await talk.form("pat", "Promise")
    await talk.fills("pat", due="Wednesday", proof="yes")
    await talk.hears("olivia", "Pat promised you: Call three clients", "Proof comes with it")


async def test_c1_proof_may_be_given_unasked_and_more_than_once_and_nothing_is_lost(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish the landing page by Thursday")
    await talk.presses("olivia", "Kept")
    for name, picture in (("first.png", PICTURE), ("second.png", PICTURE + b"!")):
        await talk.presses("olivia", "Give proof" if name == "first.png" else "Add proof", on="You promised Pat")
        await talk.attaches("olivia", name, picture)
        await talk.fills("olivia")
        await talk.hears("pat", "Olivia shows proof of", name)
    await talk.presses("pat", "Show proof")
    for name in ("first.png", "second.png"):
        await talk.hears("pat", "Proof of: Publish the landing page", name)


async def test_c1_a_picture_shown_by_mistake_is_taken_away_again(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish the landing page by Thursday")
    await talk.presses("olivia", "Kept")
    for label, name in (("Give proof", "page.png"), ("Add proof", "private.png")):
        await talk.presses("olivia", label, on="You promised Pat")
        await talk.attaches("olivia", name, PICTURE)
        await talk.fills("olivia")
    await talk.presses("olivia", "Show proof")
    await talk.presses("olivia", "Remove a proof")
    form = await talk.form("olivia", "Remove a proof")
    assert "stays in the chat" in form.intro
    await talk.fills("olivia", proof="1")
    await talk.hears("olivia", "Removed from the proof of: Publish the landing page")
    card = await talk.hears("pat", "Olivia promised you: Publish the landing page", "Proof page.png")
    assert "private.png" not in card.text
    [promise] = await talk.peer.world.store.all(Promise, "studio")
    assert [file.name for file in promise.files] == ["page.png"]


async def test_c1_kept_without_the_proof_that_was_promised_says_so_to_both(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish the landing page by Thursday with proof")
    await talk.presses("olivia", "Kept")
    await talk.fills("olivia", proof="")
    seen = await talk.hears("olivia", "kept.", "You said you would show Pat proof.", buttons=["Give proof"])
    assert "asked" not in seen.text
    await talk.says("pat", "/digest")
    await talk.hears("pat", "Kept: Publish the landing page, proof still to come")
    await talk.presses("olivia", "Give proof", on="Noted")
    await talk.fills("olivia", proof="https://example.org")
    await talk.says("pat", "/digest")
    assert "still to come" not in (await talk.hears("pat", "Kept: Publish the landing page")).text


async def test_c1_the_check_in_form_says_which_proof_is_still_asked_for(talk: Talk) -> None:
    await asked_for(talk)
    await talk.says("olivia", "/checkin")
    await talk.fills("olivia", said_1="kept")
    await talk.hears("olivia", "Checked in: 1 kept.", "Pat asked for proof: Publish", buttons=["Give proof"])


async def test_c1_neither_another_partner_nor_whoever_stands_in_sees_the_proof() -> None:
    world = World(people=(*PEOPLE, person("max", Role.PARTNER, "Europe/London")))
    await world.seed()
    talk = Talk(Core(world))
    await talk.says("olivia", "/promise @pat Publish it by Friday with proof")
    await talk.presses("olivia", "Kept")
    await talk.attaches("olivia", "page.png", PICTURE)
    await talk.fills("olivia")
    await talk.says("olivia", "/baton away until Dec 5 stand-in @ben")
    [promise] = await world.store.all(Promise, "studio")
    [file] = promise.files
    for who in ("max", "ben", "ana", "gil"):
        assert "page.png" not in await talk.screen(who)
        for action, about in (("handoff.file", {"file": file.id}), ("checkins.proofs", {"promise": promise.id})):
            heard = await heard_by(talk, who, action, about)
            assert "page.png" not in heard
            assert "Publish it" not in heard
    for who in ("olivia", "pat"):
        assert "Publish it" in await heard_by(talk, who, "handoff.file", {"file": file.id})
    await talk.says("olivia", "/team role @pat guest")
    assert "Publish it" not in await heard_by(talk, "pat", "handoff.file", {"file": file.id})


async def heard_by(talk: Talk, who: str, action: str, arguments: dict[str, str]) -> str:
    """What the door answers to a request that no honest card of theirs would send."""
    world = talk.peer.world
    asked = Request(
        id=world.new_id(), team="studio", account=f"web:{who}", action=action, arguments=arguments,
        place=Direct(who), at=world.now,
    )  # fmt: skip
    try:
        reply = await world.dispatcher.dispatch(asked)
    except Refused as refused:
        return as_text(refused.text)
    return as_text(reply.card.title) if isinstance(reply, Reply) else ""

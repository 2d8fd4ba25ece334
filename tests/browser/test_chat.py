"""The chat page in a real browser: typing, forms, live news, and what happens when something fails."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, Visits
from tests.browser.house import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

ARTICLE = "/delegate @ana Write an article by Fri 5pm ~2h done when: 3 sources"

SIXTY_LINES = """async () => {
  const _token = document.querySelector("#composer [name=_token]").value;
  for (let number = 0; number < 60; number++) {
    const body = new URLSearchParams({ _token, words: `line ${number}` });
    const answer = await fetch(`${location.pathname}/say`, { method: "POST", body, headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(answer.status);
  }
}"""


async def say(page: Page, line: str) -> None:
    await page.fill("#words", line)
    await page.press("#words", "Enter")
    await expect(page.locator("#words")).to_have_value("")


async def test_a_command_is_completed_and_sent_with_the_keyboard_alone(visits: Visits) -> None:
    page = await visits("olivia")
    words = page.locator("#words")
    await expect(words).to_be_focused()
    await page.keyboard.type("/del")
    await expect(page.get_by_role("option")).to_have_count(1)
    await expect(words).to_have_attribute("aria-expanded", "true")
    await page.keyboard.press("Tab")
    await expect(words).to_have_value("/delegate ")
    await page.keyboard.type("@")
    await expect(page.get_by_role("option", name="@ana")).to_be_visible()
    await expect(page.locator("#offer-hint")).to_contain_text("for example")
    await page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    await expect(words).to_have_attribute("aria-activedescendant", await chosen.get_attribute("id") or "none")
    taken = await chosen.get_attribute("data-line") or ""
    await page.keyboard.press("Enter")
    await expect(words).to_have_value(taken)
    await page.keyboard.press("Escape")
    await words.fill(ARTICLE)
    await page.keyboard.press("Enter")
    await expect(page.locator("article.card", has_text="Write an article").first).to_be_visible()
    await expect(words).to_have_value("")
    await expect(words).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await expect(words).to_have_value(ARTICLE)


async def test_escape_puts_the_suggestions_away_and_tab_then_moves_on(visits: Visits) -> None:
    page = await visits("olivia")
    await page.keyboard.type("/")
    await expect(page.locator("#suggestions")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("#suggestions")).to_be_hidden()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Send")).to_be_focused()
    await expect(page.locator("#words")).to_have_value("/")


async def test_a_suggestion_is_taken_with_the_pointer(visits: Visits) -> None:
    page = await visits("olivia", "general")
    await page.keyboard.type("/ta")
    await page.get_by_role("option", name="/tasks").click()
    await expect(page.locator("#words")).to_have_value("/tasks ")
    await expect(page.locator("#words")).to_be_focused()


async def test_a_form_says_what_is_wrong_at_its_field_and_keeps_what_was_typed(visits: Visits) -> None:
    page = await visits("olivia")
    await say(page, "/delegate @ana Photos for the shop")
    dialog = page.get_by_role("dialog", name="Hand over a task")
    await expect(dialog).to_be_visible()
    wrong = dialog.locator("[aria-invalid=true]").first
    await expect(wrong).to_be_focused()
    done, due = dialog.locator("[name=done_when]"), dialog.locator("[name=due]")
    await done.fill("ten photos\n<b>sharp</b>")
    await due.fill("some day")
    await dialog.locator("button[type=submit]").first.click()
    error = dialog.locator(".field-error[data-field=due]")
    await expect(error).to_contain_text(re.compile("some day|date"))
    await expect(due).to_have_attribute("aria-invalid", "true")
    await expect(due).to_be_focused()
    assert "f-due-error" in (await due.get_attribute("aria-describedby") or "").split()
    await expect(done).to_have_value("ten photos\n<b>sharp</b>")
    await expect(done).not_to_have_attribute("aria-invalid", "true")
    await due.fill("fri 5pm")
    await dialog.locator("button[type=submit]").first.click()
    await expect(dialog).to_be_hidden()
    await expect(page.locator("article.card", has_text="<b>sharp</b>").first).to_be_visible()
    await expect(page.locator("#words")).to_be_focused()


async def test_a_form_closed_by_accident_can_be_taken_up_again(visits: Visits) -> None:
    page = await visits("olivia")
    await say(page, "/delegate @ana Photos for the shop")
    done = page.get_by_role("dialog").locator("[name=done_when]")
    await done.fill("ten photos")
    await expect(page.locator("dialog:modal")).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await say(page, "/tasks")
    await page.get_by_role("button", name="Continue “Hand over a task”").click()
    await expect(done).to_have_value("ten photos")
    await page.get_by_role("button", name="Close").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_after_a_press_by_key_the_next_button_of_the_same_card_is_one_tab_away(visits: Visits) -> None:
    olivia = await visits("olivia")
    await say(olivia, ARTICLE)
    page = await visits("ana")
    await page.get_by_role("button", name="Accept").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Accept")).to_have_count(0)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Hand in")).to_be_focused()


async def test_what_one_does_appears_on_the_page_of_the_other(visits: Visits) -> None:
    olivia, ana = await visits("olivia"), await visits("ana")
    await say(olivia, ARTICLE)
    offer = ana.locator("article.card[data-key^='task']", has_text="Write an article")
    await offer.get_by_role("button", name="Accept").click()
    await expect(offer.get_by_role("button", name="Accept")).to_have_count(0)
    card = olivia.locator("article.card[data-key^='task']", has_text="Write an article")
    await expect(card).to_have_count(1)
    await expect(card).to_contain_text("Ana")
    await expect(offer).to_have_count(1)


async def test_a_room_with_something_new_is_marked_until_it_is_opened(visits: Visits) -> None:
    olivia, ana = await visits("olivia", "general"), await visits("ana", "baton")
    await ana.get_by_role("link", name="general").click()
    await ana.get_by_role("link", name="Baton", exact=True).click()
    await expect(ana.locator("#news-general")).to_be_empty()
    await say(olivia, "Good morning")
    await expect(ana.locator("#news-general")).to_have_text("new")
    await ana.get_by_role("link", name="general").click()
    await expect(ana.get_by_text("Good morning")).to_be_visible()
    await expect(ana.locator("#news-general")).to_be_empty()


async def test_hostile_words_are_shown_as_they_were_typed(visits: Visits) -> None:
    page, other = await visits("olivia", "general"), await visits("ana", "general")
    hostile = "<img src=x onerror=alert(1)> </script><script>alert(2)</script> @everyone [x](javascript:alert(3))"
    await say(page, hostile)
    for shown in (page, other):
        await expect(shown.locator("article.words").last).to_have_text(hostile)
        await expect(shown.locator("article.words *")).to_have_count(0)


async def test_when_nothing_can_be_saved_the_line_stays_and_is_sent_once_it_can(visits: Visits, house: House) -> None:
    page = await visits("olivia")
    house.full = True
    await page.fill("#words", ARTICLE)
    await page.press("#words", "Enter")
    await expect(page.locator("#alert")).to_contain_text("Nothing was saved: the disk is full.")
    await expect(page.locator("#words")).to_have_value(ARTICLE)
    house.full = False
    await page.press("#words", "Enter")
    await expect(page.locator("#words")).to_have_value("")
    await expect(page.locator("#alert")).to_be_empty()
    await expect(page.locator("article.card[data-key^='task']", has_text="Write an article")).to_have_count(1)
    await expect(page.locator("article.words", has_text="Write an article")).to_have_count(1)


async def test_a_line_half_typed_is_still_there_after_looking_elsewhere(visits: Visits) -> None:
    page = await visits("olivia")
    await page.keyboard.type("half a thought")
    await page.get_by_role("link", name="general").click()
    await expect(page.locator("#words")).to_have_value("")
    await page.get_by_role("link", name="Baton", exact=True).click()
    await expect(page.locator("#words")).to_have_value("half a thought")


async def test_a_reply_stands_under_its_message_on_every_page(visits: Visits) -> None:
    olivia, ana = await visits("olivia", "general"), await visits("ana", "general")
    await say(olivia, "What is the plan?")
    entry = ana.locator(".entry", has_text="What is the plan?")
    await entry.hover()
    await entry.get_by_role("link", name="Reply to Olivia").click()
    await expect(ana.get_by_text("Replying in the thread")).to_be_visible()
    await say(ana, "Photos first")
    for page in (ana, olivia):
        under = page.locator(".entry", has_text="What is the plan?").locator(".replies .entry")
        await expect(under).to_contain_text("Photos first")


async def test_h9_a_message_is_delegated_with_the_keyboard_and_leads_to_its_task_and_back(visits: Visits) -> None:
    ben, page = await visits("ben", "general"), await visits("olivia", "general")
    await say(ben, "Somebody should call Rosa")
    entry = page.locator(".entry", has_text="Somebody should call Rosa")
    control = entry.get_by_role("button", name="Delegate this message of Ben")
    await control.focus()
    await expect(entry.locator(".offers")).to_have_css("opacity", "1")
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Hand over a task")
    await expect(dialog.locator("[name=outcome]")).to_have_value("Somebody should call Rosa")
    await expect(page.locator("dialog:modal")).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(control).to_be_focused()
    await page.keyboard.press("Enter")
    await dialog.locator("[name=person]").select_option("ana")
    await dialog.locator("[name=done_when]").fill("a date is set")
    await dialog.locator("[name=due]").fill("fri 5pm")
    await dialog.locator("button[type=submit]").first.click()
    await expect(dialog).to_have_count(0)
    await expect(entry.get_by_text("Has become")).to_be_visible()
    await expect(ben.locator(".entry", has_text="Somebody should call Rosa")).not_to_contain_text("Has become")
    await entry.get_by_role("button", name="#1, show the task").click()
    card = page.locator("article.card.notice", has_text="a date is set")
    await expect(card).to_be_visible()
    await ben.evaluate(SIXTY_LINES)
    ana = await visits("ana")
    await ana.get_by_role("link", name="this message").click()
    found = ana.locator(".entry", has_text="Somebody should call Rosa")
    await expect(found).to_be_in_viewport()
    await expect(found).to_be_focused()


async def test_h9_on_a_phone_a_message_is_delegated_without_a_pointer_over_it(visits: Visits) -> None:
    page = await visits("ben", "general", PHONE)
    await say(page, "Somebody should call Rosa")
    control = page.get_by_role("button", name="Delegate this message of Ben")
    await expect(control).to_be_in_viewport(ratio=1)
    await expect(page.locator(".offers").last).to_have_css("opacity", "1")

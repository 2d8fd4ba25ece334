"""By the keyboard alone in a real browser: the focus is seen and kept, and what is typed next is not lost."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Visits
from tests.browser.test_chat import say
from tests.browser.test_presses import DRAWN_ANEW, button

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def tab_to(page: Page, label: str) -> None:
    """The button of that label, forwards."""
    for _ in range(60):
        await page.keyboard.press("Tab")
        focused = page.locator("button:focus")
        if await focused.count() and (await focused.inner_text()).strip() == label:
            return
    raise AssertionError(f"{label} is out of reach")


@pytest.mark.parametrize("how", ["sent", "closed", "closed with something typed"])
async def test_after_a_form_the_next_line_is_typed_at_once(visits: Visits, how: str) -> None:
    olivia = await visits("olivia")
    await say(olivia, "/standup setup")
    await expect(olivia.locator("dialog:modal")).to_be_visible()
    if how == "closed with something typed":
        await olivia.keyboard.type("My ")
    if how == "sent":
        await tab_to(olivia, "Save")
        await olivia.keyboard.press("Enter")
    else:
        await olivia.keyboard.press("Escape")
    await expect(olivia.locator("dialog[open]")).to_have_count(0)
    await expect(olivia.locator("#words")).to_be_focused()
    await olivia.keyboard.type("/tasks")
    await expect(olivia.locator("#words")).to_have_value("/tasks")
    await olivia.keyboard.press("Enter")
    await expect(olivia.locator("article.card", has_text="My desk")).to_be_visible()


async def test_the_clock_is_moved_again_and_again_by_the_same_key(visits: Visits) -> None:
    olivia = await visits("olivia")
    moved = olivia.locator("#clock")
    await olivia.locator("button", has_text="To the next reminder").focus()
    for _ in range(2):
        before = await moved.inner_text()
        await olivia.keyboard.press("Enter")
        await expect(moved).not_to_have_text(before)
        await expect(olivia.locator("button:focus")).to_have_text("To the next reminder")


async def test_a_form_leads_back_to_its_card_though_that_was_drawn_anew_meanwhile(visits: Visits) -> None:
    olivia = await visits("olivia")
    await say(olivia, "/delegate @ana Take photos by Fri 5pm ~1h done when: ten photos")
    await olivia.locator(button("Take photos", "Change")).focus()
    await olivia.keyboard.press("Enter")
    await expect(olivia.locator("dialog:modal")).to_be_visible()
    await olivia.fill("#f-outcome", "Take more photos")
    await olivia.evaluate(DRAWN_ANEW)
    await tab_to(olivia, "Save")
    await olivia.keyboard.press("Enter")
    await expect(olivia.locator("dialog[open]")).to_have_count(0)
    await expect(olivia.locator(button("Take more photos", "Change"))).to_be_focused()

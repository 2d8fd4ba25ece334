"""Presses in a real browser: each counts, and once, however quickly they follow and whatever is drawn anew."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.conftest import Visits
from tests.browser.test_chat import say

pytestmark = pytest.mark.asyncio(loop_scope="session")

TASKS = ("Write an article", "Take photos", "Answer the post")
# As news do: what a card shows is replaced, its buttons with it.
DRAWN_ANEW = "document.querySelectorAll('#messages .body').forEach((body) => { body.innerHTML = body.innerHTML; })"


async def offered(olivia: Page) -> None:
    for outcome in TASKS:
        await say(olivia, f"/delegate @ana {outcome} by Fri 5pm ~1h done when: it is there")


@asynccontextmanager
async def sent_late(page: Page) -> AsyncIterator[list[str]]:
    """What is pressed, as it leaves the browser; the first leaves only at the end."""
    pressed: list[str] = []
    go, gone = asyncio.Event(), asyncio.Event()

    async def late(route: Route) -> None:
        pressed.extend(parse_qs(route.request.post_data or "").get("press", ["nothing"]))
        gone.set()
        await go.wait()
        await route.continue_()

    await page.route("**/press", late)
    yield pressed
    await gone.wait()
    go.set()


def button(outcome: str, label: str) -> str:
    return f"article.card[data-key^='task']:has-text('{outcome}') button:text-is('{label}')"


async def test_presses_by_key_one_upon_the_other_all_count_though_the_cards_are_drawn_anew(visits: Visits) -> None:
    olivia, page = await visits("olivia"), await visits("ana")
    await offered(olivia)
    async with sent_late(page) as pressed:
        for outcome in TASKS:
            await page.focus(button(outcome, "Accept"))
            await page.keyboard.press("Enter")
            await page.keyboard.press("Enter")
        await page.evaluate(DRAWN_ANEW)
    for outcome in TASKS:
        await expect(page.locator(button(outcome, "Hand in"))).to_be_visible()
    assert [press.partition("#")[0] for press in pressed] == [f"handoff.accept?task={n}" for n in (1, 2, 3)]


async def test_a_button_counts_from_the_moment_it_is_drawn(visits: Visits) -> None:
    olivia, page = await visits("olivia"), await visits("ana")
    await offered(olivia)
    await page.evaluate(
        """() => new MutationObserver((_, watch) => {
          const next = [...document.querySelectorAll("#messages button")].find((b) => b.textContent === "Hand in");
          if (next) { watch.disconnect(); next.focus(); next.click(); }
        }).observe(document.getElementById("messages"), { childList: true, subtree: true })"""
    )
    await page.focus(button(TASKS[0], "Accept"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="Hand in")).to_be_visible()
    await page.keyboard.press("Escape")


@pytest.mark.parametrize("by", ["pointer", "space"])
async def test_a_card_drawn_anew_between_press_and_release_takes_the_press_all_the_same(
    visits: Visits, by: str
) -> None:
    olivia, page = await visits("olivia"), await visits("ana")
    await offered(olivia)
    accept = page.locator(button(TASKS[0], "Accept"))
    await (accept.hover() if by == "pointer" else accept.focus())
    await (page.mouse.down() if by == "pointer" else page.keyboard.down(" "))
    await page.evaluate(DRAWN_ANEW)
    await accept.focus()
    await (page.mouse.up() if by == "pointer" else page.keyboard.up(" "))
    await expect(page.locator(button(TASKS[0], "Hand in"))).to_be_visible()
    await expect(page.locator("article.card.notice")).to_have_count(0)


async def test_whoever_works_by_keys_stays_at_a_card_that_moves_to_the_end(visits: Visits) -> None:
    olivia, page = await visits("olivia"), await visits("ana")
    await offered(olivia)
    await page.focus(button(TASKS[0], "Accept"))
    await page.keyboard.press("Enter")
    await expect(page.locator(button(TASKS[0], "Hand in"))).to_be_visible()
    await page.keyboard.press("Tab")
    await expect(page.locator(button(TASKS[0], "Hand in"))).to_be_focused()
    await olivia.click(button(TASKS[0], "Cancel"))
    await olivia.click("#dialog button[type=submit]")
    await expect(page.locator("#messages > li:last-child")).to_contain_text(TASKS[0])
    held = "document.activeElement.closest('.body')?.textContent ?? ''"
    assert TASKS[0] in await page.evaluate(held)

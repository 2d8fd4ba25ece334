"""The page itself: acting as somebody, the clock, the phone, light and dark."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from bot.ports import Address, Outgoing
from bot.requests import Direct
from bot.ui import Bar, Card, Picture
from tests.browser.conftest import LAPTOP, PHONE, Visits
from tests.browser.house import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

SCREENS = [
    pytest.param(LAPTOP, False, id="laptop, light"),
    pytest.param(LAPTOP, True, id="laptop, dark"),
    pytest.param(PHONE, False, id="phone, light"),
    pytest.param(PHONE, True, id="phone, dark"),
]
CONTRAST = """selector => {
  const element = document.querySelector(selector);
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parts = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const light = (colour) => {
    const [r, g, b] = [...parts(colour)].map((v) => v / 255)
      .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let ground = element;
  while (parts(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
  const [a, b] = [light(getComputedStyle(element).color), light(getComputedStyle(ground).backgroundColor)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}"""


async def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its screen."""
    wide: int = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide


@pytest.mark.parametrize(("size", "dark"), SCREENS)
async def test_everything_needed_is_on_the_screen(visits: Visits, size: dict[str, int], dark: bool) -> None:
    page = await visits("ana", size=size, dark=dark)
    assert await overflow(page) == 0
    for name in ("Send", "To the next reminder", "Tomorrow 9:00", "Friday 17:00"):
        await expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    for name in ("Baton", "general"):
        await expect(page.get_by_role("link", name=name)).to_be_in_viewport(ratio=1)
    await expect(page.locator("#words")).to_be_in_viewport(ratio=1)
    button = page.locator("article.card button").last
    box = await button.bounding_box()
    assert box is not None
    assert box["height"] >= 40
    for selector in ("body", ".by time", "article.card h3", "article.card button", ".line button", "#clock"):
        assert await page.evaluate(CONTRAST, selector) >= 4.5, selector


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
async def test_act_as_changes_who_one_is(visits: Visits, size: dict[str, int]) -> None:
    page = await visits("olivia", size=size)
    await expect(page.locator("#clock")).to_have_text("Mon 23 Nov 09:00")
    await page.locator("#act-as").click()
    await page.get_by_role("link", name="Ana").click()
    await expect(page.locator("#act-as")).to_contain_text("Ana")
    await expect(page.locator("#clock")).to_have_text("Mon 23 Nov 22:00")
    await expect(page.locator("article.card").first).to_contain_text("Welcome, Ana")


async def test_act_as_works_with_the_keyboard(visits: Visits) -> None:
    page = await visits("olivia")
    await page.locator("#act-as").focus()
    await page.keyboard.press("Enter")
    for _ in range(2):
        await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Ana")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#act-as")).to_contain_text("Ana")


async def test_the_partner_sees_no_channel_of_the_team(visits: Visits) -> None:
    page = await visits("pat")
    await expect(page.get_by_role("navigation").get_by_role("link")).to_have_text(["@ Baton"])


async def test_the_clock_is_moved_and_what_falls_due_arrives(visits: Visits) -> None:
    page, ana = await visits("olivia"), await visits("ana")
    await page.fill("#words", "/delegate @ana Write an article by Fri 5pm ~2h done when: 3 sources")
    await page.press("#words", "Enter")
    offer = ana.locator("article.card[data-key^='task']")
    await expect(offer).to_be_visible()
    await page.get_by_role("button", name="Tomorrow 9:00").click()
    await expect(page.locator("#clock")).to_have_text("Tue 24 Nov 09:00")
    await expect(ana.locator("#clock")).to_have_text("Tue 24 Nov 22:00")
    await expect(page.locator(".entry", has_text="Tue 24 Nov").first).to_be_visible()


async def test_dark_or_light_is_chosen_and_remembered(visits: Visits) -> None:
    page = await visits("olivia")

    async def ground() -> str:
        colour: str = await page.evaluate("getComputedStyle(document.body).backgroundColor")
        return colour

    light = await ground()
    await page.get_by_role("button", name="Dark").click()
    dark = await ground()
    assert dark != light
    await page.reload()
    assert await ground() == dark
    await page.get_by_role("button", name="Light").click()
    assert await ground() == light


async def test_long_words_and_long_names_break_instead_of_widening_the_page(visits: Visits) -> None:
    page = await visits("olivia", "general", PHONE)
    await page.fill("#words", "x" * 400 + " " + "https://example.org/" + "y" * 200)
    await page.press("#words", "Enter")
    await expect(page.locator("article.words")).to_be_visible()
    assert await overflow(page) == 0
    assert (
        await page.evaluate(
            "document.getElementById('scroll').scrollWidth - document.getElementById('scroll').clientWidth"
        )
        == 0
    )


async def test_the_page_stays_at_the_end_unless_one_reads_above(visits: Visits) -> None:
    page, other = await visits("olivia", "general"), await visits("ana", "general")
    for number in range(12):
        await other.fill("#words", f"line {number}\n\n\nend")
        await other.press("#words", "Enter")
        await expect(other.locator("#words")).to_have_value("")
    await expect(page.get_by_text("line 11")).to_be_in_viewport()
    await page.locator("#scroll").evaluate("element => { element.scrollTop = 0; }")
    await other.fill("#words", "the newest")
    await other.press("#words", "Enter")
    below = page.get_by_role("button", name="New messages below")
    await expect(below).to_be_visible()
    await expect(page.get_by_text("the newest")).not_to_be_in_viewport()
    await below.click()
    await expect(page.get_by_text("the newest")).to_be_in_viewport()


@pytest.mark.parametrize("dark", [False, True])
async def test_a_chart_has_the_shade_of_the_page_also_when_it_is_chosen_there(
    house: House, visits: Visits, dark: bool
) -> None:
    bars = tuple(Bar(f"{7 * week + 1} Nov", 3.0 + week, 1.0) for week in range(4))
    chart = Picture("Done per week", bars, "tasks", "3, 4, 5, 6", ("on time", "late"))
    card = Card(title=("Your week",), blocks=(chart,))
    row = Outgoing(team="studio", key="week", to=Direct("olivia"), card=card)
    await house.web.chat.show(Address(team="studio", account="web:olivia"), row)
    page = await visits("olivia", size=PHONE, dark=dark)
    shown = page.get_by_role("img", name="3, 4, 5, 6")
    await expect(shown).to_have_count(1)
    for shade in (True, False) if dark else (False, True):
        await expect(shown).to_have_attribute("src", re.compile(r"-dark\.png$" if shade else r"\d\.png$"))
        await expect(shown).to_have_js_property("naturalWidth", 960)
        await page.get_by_role("button", name="Light" if shade else "Dark").click()
    assert await overflow(page) == 0

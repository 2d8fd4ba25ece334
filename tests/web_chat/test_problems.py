"""What goes wrong behind the page is told kindly, kept typed, and logged so that it can be found."""

from __future__ import annotations

from structlog.contextvars import get_contextvars

from bot.errors import StoreClosed
from bot.requests import Reply, Request
from tests.logged import Line
from tests.web_chat.conftest import Opens, Serve
from tests.web_chat.fakes import House, titled


async def test_a_store_that_takes_nothing_says_so_and_why(serve: Serve, opens: Opens) -> None:
    house = House()
    ana = await opens(await serve(house))
    await house.store.close()
    said = await ana.send("say", words="/tasks", _id="n1")
    assert said.status == 503
    assert "HX-Trigger" not in said.headers
    assert 'id="alert" role="alert" hx-swap-oob="innerHTML"><p>Nothing was saved: ' in await said.text()


def closed(_: Request) -> Reply:
    raise StoreClosed("The disk is full.")


async def test_a_form_that_cannot_be_saved_says_so_in_the_form(serve: Serve, opens: Opens) -> None:
    house = House()
    house.answer = closed
    ana = await opens(await serve(house))
    wrong = await ana.send("form", _key="k1", _action="handoff.ask", _fields="question", question="?")
    assert (wrong.status, wrong.headers["HX-Reswap"]) == (503, "none")
    assert (await wrong.text()).startswith(
        '<p class="form-error" id="form-error" role="alert" hx-swap-oob="true">Nothing was saved: The disk is full.'
    )


def broken(_: Request) -> Reply:
    raise ZeroDivisionError("secret detail")


async def test_a_defect_of_ours_is_one_log_line_and_one_apology_with_the_same_number(
    serve: Serve, opens: Opens, logged: list[Line]
) -> None:
    house = House()
    house.answer = broken
    ana = await opens(await serve(house))
    said = await ana.send("say", words="/tasks", _id="n1")
    assert said.status == 500
    (line,) = logged
    assert line["event"] == "a request failed"
    assert isinstance(line["exc_info"], ZeroDivisionError)
    text = await said.text()
    assert f"this number: {line['request']}." in text
    for detail in ("secret", "ZeroDivisionError", "Traceback"):
        assert detail not in text
    assert ">/tasks</article>" in await ana.open()
    house.answer = lambda _: Reply(card=titled("Now it is done."))
    await ana.send("say", words="/tasks", _id="n1")
    page = await ana.open()
    assert "Now it is done." in page
    assert page.count(">/tasks</article>") == 1


async def test_the_number_of_an_apology_is_on_every_line_logged_on_the_way(
    serve: Serve, opens: Opens, logged: list[Line]
) -> None:
    house = House()
    bound: list[object] = []

    def noted(request: Request) -> Reply:
        bound.append(get_contextvars()["page"])
        return broken(request)

    house.answer = noted
    ana = await opens(await serve(house))
    for click in ("c1", "c2"):
        await ana.send("press", press="handoff.accept?task=42", _id=click)
    assert [line["request"] for line in logged] == bound
    assert len(set(bound)) == 2

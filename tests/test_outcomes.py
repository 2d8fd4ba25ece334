"""Outcomes of several steps in one commit: the newest of each, and nothing of any left out."""

from __future__ import annotations

from bot.outcomes import merged
from bot.requests import Direct, Outcome, Post, Reply, Wake
from bot.ui import Card
from tests.dialogs.world import PEOPLE, TEAM

OLIVIA, ANA, BEN, *_ = PEOPLE


def post(key: str, title: str, *, fresh: bool = False) -> Post:
    return Post(key=key, to=Direct("ana"), card=Card(title=(title,)), fresh=fresh)


def test_of_each_record_post_and_job_the_last_is_kept_and_all_that_is_removed() -> None:
    first = Outcome(
        reply=Reply(card=Card(title=("Done",))),
        records=(OLIVIA, TEAM),
        posts=(post("a", "one"), post("b", "two", fresh=True)),
        wakes=(Wake(key="w", at=None),),
        removed=(ANA,),
        dropped="one",
    )
    later = Wake(key="w", at=None, action="x")
    second = Outcome(
        reply=Reply(card=Card(title=("Never said",))),
        records=(TEAM, ANA),
        posts=(post("a", "three"), post("b", "four"), post("c", "five")),
        wakes=(later,),
        removed=(BEN,),
    )
    assert merged(first, second) == Outcome(
        reply=first.reply,
        records=(OLIVIA, TEAM, ANA),
        posts=(post("a", "three"), post("b", "four", fresh=True), post("c", "five")),
        wakes=(later,),
        removed=(ANA, BEN),
        dropped="one",
    )
    assert merged(first) == first

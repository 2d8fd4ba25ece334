"""A pasted list of steps: numbers and dashes taken off, and what each comes after."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.projects.lines import StepLine, read_lines


@pytest.mark.parametrize(
    ("line", "brief", "after"),
    [
        ("@ana Write the texts", "@ana Write the texts", ""),
        ("1. @ana Write", "@ana Write", ""),
        ("2) @ana Write", "@ana Write", ""),
        ("- @ana Write", "@ana Write", ""),
        ("• Write", "Write", ""),
        ("2026 plan", "2026 plan", ""),
        ("@ana Build after 1", "@ana Build", "1"),
        ("@ana Build after 1, 2 by Fri done when: live", "@ana Build by Fri done when: live", "1 2"),
        ("@ana Build after: 2, 3", "@ana Build", "2 3"),
        ("@ana Build by Fri done when: live, after: 2 and 3", "@ana Build by Fri done when: live", "2 3"),
        ("@ana Build (after #12)", "@ana Build", "#12"),
        ("@ana Build after step 2", "@ana Build", "2"),
        ("@ana Build after steps 2 & 3", "@ana Build", "2 3"),
        ("@ana Build after 2, after 2", "@ana Build", "2"),
        ("@ana Build AFTER 2 ~2h", "@ana Build ~2h", "2"),
        ("Call them after 3 days", "Call them after 3 days", ""),
        ("Call them 2 days after 3 calls", "Call them 2 days after 3 calls", ""),
        ("Look after the shop", "Look after the shop", ""),
    ],
)
def test_a_line_says_what_it_comes_after_only_where_that_is_certain(line: str, brief: str, after: str) -> None:
    assert read_lines(line) == [StepLine(brief, tuple(after.split()))]


def test_every_line_that_is_not_empty_is_a_step() -> None:
    assert [line.brief for line in read_lines("a\n\n  \r\nb\n")] == ["a", "b"]


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    for line in read_lines(text):
        assert all(one.removeprefix("#").isdecimal() for one in line.after)

"""The table of steps as a picture's source: a state is a box, a step an arrow, and it says who may take it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.handoff.records import CLOSED, State
from bot.handoff.rules import ANYBODY, STEPS, Step

NEARLY_EVERYWHERE = 6
"""A step that changes no state and may be taken in so many is told once, below, and not in each box."""

_HEAD = """digraph task {{
  rankdir=TB; nodesep=0.5; ranksep=0.55;
  graph [bgcolor=white fontname="Arimo" fontsize=12 labeljust=l label="{below}"];
  node [shape=box style="rounded,filled" fillcolor="#ffffff" color="#335577" fontname="Arimo" fontsize=14];
  edge [fontname="Arimo" fontsize=11 arrowsize=0.7 color="#335577"];
  made [shape=circle label="" width=0.18 fillcolor="#335577"];"""


def dot() -> str:
    """Graphviz's DOT language, the same text for the same table."""
    everywhere = [f"{_said(name)}: {len(step.states)} states" for name, step in STEPS.items() if _everywhere(step)]
    below = f"In nearly every state: {'; '.join(everywhere)}.\\lA double line is an end; it can be reopened.\\l"
    head = _HEAD.format(below=below)
    return "\n".join([head, *(f"  {line}" for line in (*_boxes(), *_arrows())), "}", ""])


def _boxes() -> Iterator[str]:
    for state in State:
        here = [name for name, step in STEPS.items() if state in step.states and step.to is None]
        words = "".join(f"{_said(name)}<br align='left'/>" for name in here if not _everywhere(STEPS[name]))
        name = f"<b>{state.value.replace('_', ' ')}</b>"
        label = f"{name}<br/><font point-size='10'>{words}</font>" if words else name
        yield f"{state.value} [label=<{label}>{' peripheries=2' if state in CLOSED else ''}];"


def _arrows() -> Iterator[str]:
    """One arrow from a state to another, with all the steps that lead there."""
    for name in ("draft", "offer", "put_up"):
        end = STEPS[name].to if name in STEPS else State.DRAFT
        yield f"made -> {end.value if end else ''} [label={name}];"
    for start in State:
        for end in State:
            names = [name for name, step in STEPS.items() if start in step.states and step.to is end]
            if names:
                label = "\\n".join(_said(name) for name in names)
                yield f'{start.value} -> {end.value} [label="{label}"];'


def _everywhere(step: Step) -> bool:
    return step.to is None and len(step.states) >= NEARLY_EVERYWHERE


def _said(name: str) -> str:
    by = STEPS[name].by
    return f"{name} ({'whoever sees it' if by == ANYBODY else ', '.join(sorted(side.value for side in by))})"

"""Which buttons the live card of a promise has, for whom and when."""

from __future__ import annotations

from collections.abc import Iterable

from bot.checkins.records import VERDICTS, Promise, State
from bot.texts import Words
from bot.ui import Button


def mine(promise: Promise) -> tuple[str, ...]:
    """For who promised. Five are the most: what was just promised can be taken back, until proof is wanted or there."""
    shown = ("proofs",) if promise.files else ()
    match promise.state:
        case State.OPEN if promise.owes_proof and not promise.with_proof:
            return (*VERDICTS, "prove")
        case State.OPEN:
            return (*VERDICTS, *(shown or (() if promise.history or promise.proofs else ("undo",))))
        case State.MISSED if promise.history[-1].silent:
            return ("kept", "partly", "moved")
        case State.KEPT | State.PARTLY:
            return ("prove_more" if promise.all_proofs else "prove", *shown)
        case _:
            return shown


def theirs(promise: Promise) -> tuple[str, ...]:
    """For whom it was promised to."""
    shown = ("proofs",) if promise.files else ()
    match promise.state:
        case State.TAKEN_BACK:
            return ()
        case State.MISSED:
            return ("ask", "cheer", *shown)
        case _ if promise.all_proofs or promise.owes_proof:
            return ("cheer", "ask", *shown)
        case _:
            return ("cheer", "ask", "ask_proof")


def buttons_of(promise: Promise, words: Words, names: Iterable[str]) -> tuple[Button, ...]:
    return tuple(
        Button(
            label=words.plain(f"checkins.button_{name}"),
            action=f"checkins.{ACTION_OF.get(name, name)}",
            arguments={"promise": promise.id},
            style="primary" if name in LEADS and at == 0 else "plain",
        )
        for at, name in enumerate(names)
    )


ACTION_OF = {"prove_more": "prove"}
LEADS = ("kept", "cheer", "ask")  # the first button on a card, where it is one of these

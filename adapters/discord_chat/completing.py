"""What may be meant by what is being typed into an option: people of the team, open tasks."""

from __future__ import annotations

from adapters.discord_chat.inbound import Completing
from bot.handoff.listing import open_tasks
from bot.people import Person
from bot.ports import Store

MOST = 25  # docs.discord.com/developers/interactions/application-commands#autocomplete
NAME = 100


async def completions(store: Store, team: str, account: str, asked: Completing) -> list[tuple[str, str]]:
    """Label and value of each, the likeliest first; none for somebody who is not on the team."""
    speaker = await store.find(Person, team, f"account:{account}") if team else []
    if not speaker or not speaker[0].active:
        return []
    word = asked.typed.strip().removeprefix("@").removeprefix("#").casefold()
    if asked.kind == "person":
        return _people(await store.all(Person, team), word)
    tasks = await open_tasks(store, speaker[0])
    labels = [(choice.label, choice.value) for choice in asked.choices]
    labels += [(f"#{task.id} {task.outcome}", task.id) for task in tasks]
    return [(label[:NAME], value) for label, value in labels if word in f"{label} {value}".casefold()][:MOST]


def _people(people: list[Person], word: str) -> list[tuple[str, str]]:
    active = [person for person in people if person.active]
    begins = [one for one in active if one.handle.casefold().startswith(word) or one.name.casefold().startswith(word)]
    within = [one for one in active if one not in begins and word in one.name.casefold()]
    return [(f"{one.name} (@{one.handle})"[:NAME], f"@{one.handle}") for one in (*begins, *within)][:MOST]

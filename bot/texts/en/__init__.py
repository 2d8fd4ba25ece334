"""English, the first catalogue and the fallback; one module per room."""

from __future__ import annotations

from collections.abc import Mapping

from bot.texts.en import (
    blockers,
    checkins,
    common,
    digests,
    focus,
    handoff,
    handoff_bulk,
    handoff_choices,
    handoff_forms,
    handoff_lists,
    joining,
    partners,
    projects,
    reminders,
    sample,
    standups,
    succession,
    systems,
    team,
    trends,
)

MESSAGES: dict[str, str | Mapping[str, str]] = {
    f"{room}.{key}": text
    for room, messages in (
        ("common", common.MESSAGES),
        ("blockers", blockers.MESSAGES),
        ("focus", focus.MESSAGES),
        ("handoff", handoff.MESSAGES),
        ("handoff", handoff_bulk.MESSAGES),
        ("handoff", handoff_choices.MESSAGES),
        ("handoff", handoff_forms.MESSAGES),
        ("handoff", handoff_lists.MESSAGES),
        ("reminders", reminders.MESSAGES),
        ("standups", standups.MESSAGES),
        ("checkins", checkins.MESSAGES),
        ("succession", succession.MESSAGES),
        ("digests", digests.MESSAGES),
        ("trends", trends.MESSAGES),
        ("systems", systems.MESSAGES),
        ("projects", projects.MESSAGES),
        ("team", team.MESSAGES),
        ("joining", joining.MESSAGES),
        ("partners", partners.MESSAGES),
        ("sample", sample.MESSAGES),
    )
    for key, text in messages.items()
}

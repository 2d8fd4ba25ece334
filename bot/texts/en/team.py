"""What Baton says in English: team."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: dict[str, str | Mapping[str, str]] = {
    "title": "**{team}**",
    "who": "**{name}** @{handle}",
    "role_owner": "owner",
    "role_assistant": "assistant",
    "role_partner": "partner",
    "role_guest": "guest",
    "role_of_kind": "{role} ({kind})",
    "time_there": "{time} in {zone}",
    "working": "working now",
    "not_working": "not working now",
    "yours": "**Your hours**",
    "theirs": "**{who}**",
    "fact_zone": "Zone",
    "fact_time": "There it is now",
    "fact_hours": "Working hours",
    "fact_away": "Away",
    "fact_standups": "Standups ask you",
    "asked_in_private": "in a private message",
    "asked_in_thread": "in the day's thread",
    "away_days": "{first} to {last}",
    "how_to_change": "/baton timezone Manila · /baton hours 9-17 · /baton away until Dec 5 · /baton back",
    "own_only": "You can set your own hours and leave; those of others are theirs or the owner’s to set.",
    "role_unknown": "“{role}” is no role. Choose assistant, partner or guest.",
    "role_set_assistant": "**{who} is an assistant now:** tasks, standups and the roster, and work may be handed on. I have told them.",
    "role_set_guest": "**{who} is a guest now:** what they are given, and nothing else of the team. I have told them.",
    "role_set_partner": "**{who} is a partner now:** promises and how they went, never tasks, clients or money. I have told them.",
    "role_is": "{who} has that role already. Nothing was changed.",
    "owner_stays": "{who} owns the team and stays its owner.",
    "holds_tasks": {
        "one": "{who} still holds {n} open task, and a partner has none. Hand it on first: /tasks team",
        "other": "{who} still holds {n} open tasks, and a partner has none. Hand them on first: /tasks team",
    },
    "away_backwards": "The last day comes before the first. Try: /baton away Dec 1 until Dec 5",
    "away_too_long": "That is more than a year. Set a shorter time, and again when it ends.",
    "zone_unknown": "I do not know the zone “{typed}”. Try a city such as Manila, or Europe/Bucharest.",
    "hours_unreadable": "I cannot read “{typed}” as hours. Try: /baton hours 9-17",
    "day_unreadable": "I cannot read “{typed}” as a day from today on. Try: /baton away until Dec 5",
    "not_for_you": "The roster is for the owner and assistants. /baton help lists what is yours.",
    "lacks": "“{typed}” lacks one thing: {what}.",
}

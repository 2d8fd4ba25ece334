"""What Baton says in English: what stands in somebody's way."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: dict[str, str | Mapping[str, str]] = {
    "title": "**{who} is held up** ({name}). {owner} clears it.",
    "title_yours": "**{who} is held up** ({name}), and you can clear it.",
    "title_mine": "**You are held up** ({name}). {owner} clears it.",
    "cleared": "**Cleared:** {name}, which held {who} up.",
    "fact_since": "Since",
    "fact_state": "Seen",
    "fact_cleared": "Cleared",
    "seen_by": "by {who}, {at}",
    "resolved_by": "by {who}, {at}",
    "button_acknowledge": "I see to it",
    "button_hand_on": "Hand to somebody",
    "button_resolve": "Cleared",
    "button_delegate": "Make it a task",
    "form_hand_on": "Who clears it?",
    "field_who": "Who",
    "submit_hand_on": "Hand over",
    "news_acknowledged": "**{who} sees to it.**",
    "news_handed_on": "**{who} gave it to {owner} to clear.**",
    "news_resolved": "**{who} says it is cleared.**",
    "news_left": "**{who} was to clear this and takes on no work here any more.**",
    "still_there": {"one": "**Still there after {n} day.**", "other": "**Still there after {n} days.**"},
    "did_acknowledged": "{name}: whoever is held up hears that you see to it.",
    "did_handed_on": "{name} is handed on.",
    "did_resolved": "{name} is cleared.",
    "list": {"one": "**{n} thing is in somebody’s way**", "other": "**{n} things are in somebody’s way**"},
    "list_none": "Nothing is in anybody’s way that you clear or wait for.",
    "line": {"one": "{who}: {text} · {n} day, with {owner}", "other": "{who}: {text} · {n} days, with {owner}"},
    "line_today": "{who}: {text} · since today, with {owner}",
    "none_such": "There is nothing called B{id} in anybody’s way. /standup blockers lists what is.",
    "not_yours": "That is between whoever is held up and whoever clears it. /standup blockers shows yours.",
    "not_yours_to_clear": "Somebody else clears this. When it is no longer in your way, press Cleared.",
    "cleared_already": "{name} is cleared already. Nothing was changed.",
    "acknowledged_already": "{name} is seen to already. Press Cleared when it is out of the way.",
    "has_it_already": "{who} clears it already.",
    "nobody_else": "Nobody else works here who could clear it. Press I see to it, or make it a task for later.",
    "is_held_up": "{who} is the one held up. Choose somebody who can clear it, or press Cleared.",
}

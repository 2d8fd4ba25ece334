"""What Baton says in English: set-up, first contact, joined accounts."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: dict[str, str | Mapping[str, str]] = {
    "welcome": "**Welcome to {team}, {name}.** I am Baton: I carry work from one hand to the next.",
    "assistant_sees": "{owner} sees the tasks you hold and hand in, your standups and your hours; not what you type "
    "elsewhere, and nothing of your screen.",
    "guest_sees": "You see what you are given, and nothing else of the team. {owner} sees what becomes of it.",
    "your_hours": "Your time zone is {zone}. I write to you in your working hours.",
    "button_settings": "My hours and zone",
    "how_to_change": "/baton timezone Manila · /baton hours 9-17 · /baton help",
}

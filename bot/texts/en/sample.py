"""What Baton says in English: the welcome to each person of the sample team."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: dict[str, str | Mapping[str, str]] = {
    "welcome_owner": "Welcome, Olivia. I am Baton: I carry work from one hand to the next without dropping it.",
    "owner_who": "This is a sample team. Ana in Manila and Ben in Bucharest are your assistants; Pat in London is your accountability partner. Switch between them with “Act as”.",
    "owner_first": "First, hand something to Ana. Type the line below, or press the button for a form.",
    "owner_line": "/delegate @ana Write a 600-word article on leveraged buyouts by Fri 5pm ~2h done when: 3 sources, passes Copyscape",
    "owner_then": "Then act as Ana and accept it. The clock control moves the sample team ahead, to the next reminder or to Friday.",
    "delegate": "Delegate a task",
    "welcome_assistant": "Welcome, {name}. I am Baton. {owner} hands you work through me.",
    "assistant_sees": "{owner} sees what you accept, ask and hand in, and your standups; never your screen or your keystrokes.",
    "assistant_clock": "A task is yours only once you accept it. You can ask, suggest another date or decline, and the time you wait for an answer does not count against you.",
    "assistant_first": "Next: when an offer arrives here, press Accept. /tasks shows what you owe and what you wait for.",
    "tasks": "Show my tasks",
    "welcome_partner": "Welcome, {name}. I am Baton. {owner} has chosen you as accountability partner.",
    "partner_sees": "You see promises, kept and missed, and a digest on Friday; never tasks, clients or money.",
    "partner_first": "Next: type the line below to promise something yourself, or wait for {owner}’s first promise.",
    "partner_line": "/promise Send you my chapter by Thursday",
    "welcome_channel": "This is where the team’s standups appear. Set one up with /standup; private things stay in each person’s chat with me.",
}

"""What is shown to those who are new, and to those whose private messages are closed."""

from __future__ import annotations

from bot.people import Person, Role, Roster, Team
from bot.ui import Button, Card, Paragraph


def welcome(person: Person, team: Team, roster: Roster) -> Card:
    """The first message to somebody: who Baton is, what the owner sees, and how hours and zone are set."""
    words = person.words()
    owner = roster.get(team.owner)
    named = {"team": team.name, "name": person.name, "owner": owner.name if owner else team.name}
    sees = words("joining.guest_sees" if person.role is Role.GUEST else "joining.assistant_sees", **named)
    return Card(
        title=words("joining.welcome", **named),
        blocks=(Paragraph(sees), Paragraph(words("joining.your_hours", zone=person.zone))),
        buttons=(Button(label=words.plain("joining.button_settings"), action="team.settings"),),
        footer=words("joining.how_to_change"),
    )

"""How a workspace becomes a team, and how people come to it: set-up, first contact, joined accounts, closed doors."""

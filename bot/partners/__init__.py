"""Partners outside the workspace: who they are, their private page, its one-time link, and what they are mailed."""

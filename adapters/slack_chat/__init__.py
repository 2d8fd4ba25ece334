"""Slack: slash commands, buttons, modals, App Home; over Socket Mode or signed HTTP."""

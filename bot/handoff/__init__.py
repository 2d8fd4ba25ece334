"""Handoff: a task travels from giver to holder and back."""

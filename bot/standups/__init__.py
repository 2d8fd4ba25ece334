"""Standups: prompts, answer sheets, the day's thread, the summary."""

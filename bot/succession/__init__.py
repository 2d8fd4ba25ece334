"""Succession: another partner in the place of one, and what becomes of what was promised between the two."""

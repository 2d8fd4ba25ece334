"""The team itself: who is on it, hours, zones, away, help."""

"""Blockers: what stands in somebody's way, said in a standup and tracked until it is cleared."""

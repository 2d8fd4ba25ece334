"""Digests: the owner's and the partner's week."""

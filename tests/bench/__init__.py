"""Benchmarks: figures beside their goals, measured in one run on one machine."""

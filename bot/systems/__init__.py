"""Systems: work that comes back by a rule, each time as one ordinary task."""

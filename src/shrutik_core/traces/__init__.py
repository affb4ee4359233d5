"""Traces and faults: what others' programs may be told of what this one does, and how long it took."""

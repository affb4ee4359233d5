"""The withdrawal feed of a series, for whoever holds a copy of any version: chained rows, and a signed head."""

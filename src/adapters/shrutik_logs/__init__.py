"""Logs as JSON in files that processes share, and as lines for a person at a terminal."""

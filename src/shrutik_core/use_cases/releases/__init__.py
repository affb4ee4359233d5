"""Use cases about releases."""

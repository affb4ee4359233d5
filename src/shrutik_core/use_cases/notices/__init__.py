"""Use cases about notices."""

"""Consents: their documents, and those that are given; the caller's own listed."""

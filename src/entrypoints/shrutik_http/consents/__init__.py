"""Consents: given, and the caller's own listed."""

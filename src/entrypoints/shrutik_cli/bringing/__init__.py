"""Bring a corpus from a folder of this machine: looked at, or brought, as often as it takes."""

"""Releases: numbered datasets."""

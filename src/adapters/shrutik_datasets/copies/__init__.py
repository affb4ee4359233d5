"""Copies of releases on this machine: verified, cleaned of what was withdrawn, and brought to a later version."""

"""Signatures of releases in minisign's format, and how one key hands over to the next."""

"""Recordings: sent, listed, shown, heard."""

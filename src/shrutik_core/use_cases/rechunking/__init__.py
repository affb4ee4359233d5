"""Recordings that are cut anew, many at a time, on one machine or many."""

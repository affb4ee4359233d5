"""Copies of the whole database, out and in, by COPY."""

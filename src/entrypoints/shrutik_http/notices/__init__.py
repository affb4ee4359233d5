"""Notices: what the caller is told about their account and their voice."""

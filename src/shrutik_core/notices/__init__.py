"""Notices: what a person is told about their account and their voice, in their language."""

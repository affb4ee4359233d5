"""Logs: every event that programs tell their operator, and what each may say."""

"""Serving an installation: a small parent, API processes, and a process for the jobs, beside PostgreSQL."""

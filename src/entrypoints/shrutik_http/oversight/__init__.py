"""Oversight: how the work goes on, as an admin sees it."""

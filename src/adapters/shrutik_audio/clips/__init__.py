"""Cutting a recording, and writing its clips."""

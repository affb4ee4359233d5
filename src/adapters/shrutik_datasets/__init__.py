"""Datasets as files: archives, tables, sorting beyond memory."""

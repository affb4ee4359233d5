"""Blobs that are encrypted before a store gets them."""

"""Blobs and working files in folders of this machine."""

"""Uploads in parts: created, gone on with, shown, ended; by tus 1.0."""

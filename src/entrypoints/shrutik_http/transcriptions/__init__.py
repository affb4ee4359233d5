"""Transcriptions: what people typed."""

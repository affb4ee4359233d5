"""Chunks: the clips of recordings, and what their transcriptions agree on."""

"""Use cases about tasks and transcriptions."""

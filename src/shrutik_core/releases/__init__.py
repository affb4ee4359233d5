"""Versioned datasets: who may go out, splits, manifest, formats, datasheet."""

"""What holds of a copy of a release, wherever it lies: what it is verified by, and how clips are taken out of it."""

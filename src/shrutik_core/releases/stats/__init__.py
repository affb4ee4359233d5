"""Statistics of a release, made from the lines of its manifest and nothing else."""

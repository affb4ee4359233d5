"""Health: whether the process lives and can be of use."""

"""What Shrutik can be asked to do, one intention per file."""

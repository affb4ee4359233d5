"""What the domain asks of the world, one Protocol per file, with the promises an adapter keeps."""

"""What a release says of itself to hubs, catalogues and registries."""

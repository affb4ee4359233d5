"""Blobs in object storage that speaks S3."""

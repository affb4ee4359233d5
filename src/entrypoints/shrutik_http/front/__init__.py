"""The front: what stands between a connection and the application, so that no caller can keep the others out."""

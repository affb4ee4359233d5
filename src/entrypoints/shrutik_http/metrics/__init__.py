"""Figures of the installation, for Prometheus and programs like it."""

"""Metrics that all processes of a machine count into together, as Prometheus reads them."""

"""Meters that all processes of a machine turn together, as Prometheus reads them."""

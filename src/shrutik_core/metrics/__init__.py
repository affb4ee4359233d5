"""Metrics: what programs count and measure about themselves, by names that dashboards and alerts build on."""

"""Adapters of dask.distributed: work that is spread over machines."""

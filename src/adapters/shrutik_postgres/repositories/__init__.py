"""The repositories on PostgreSQL, one module per port; rows are translated by hand, nothing is mapped."""

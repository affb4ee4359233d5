"""Every port that needs a database, on PostgreSQL 15 or newer; and a PostgreSQL of our own for one machine."""

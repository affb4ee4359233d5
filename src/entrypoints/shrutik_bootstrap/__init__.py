"""Which adapter is plugged in where: one module for each program."""

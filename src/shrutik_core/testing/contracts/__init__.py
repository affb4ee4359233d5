"""Promises of the ports, as tests: subclass one for each adapter."""

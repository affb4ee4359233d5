"""Schemathesis over the document that a real server gives of itself, without log-in and as each role."""

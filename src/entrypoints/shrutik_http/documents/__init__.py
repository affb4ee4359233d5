"""Documents: what the API and the installation say of themselves."""

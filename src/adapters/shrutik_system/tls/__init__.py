"""TLS of one machine's own: a certificate authority in the data folder, and the certificate that it signs."""

"""Mail by SMTP, with the standard library alone."""

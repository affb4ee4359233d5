"""Trust: how phones and browsers come to trust the certificate that an installation made for itself."""

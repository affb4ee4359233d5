"""Log-in elsewhere: by OpenID Connect at an institution."""

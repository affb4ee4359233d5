"""Log-in by OpenID Connect; needs the extra ``openid``."""

"""The caller's own profile: account, traits, and what of them goes out."""

"""What makes two written words the same: foldings for all languages and for some, in one table."""

"""What every room of the core needs: ids, errors, events, spans, texts, pages, lives."""

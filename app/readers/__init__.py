"""Paper in: bytes of a file → plain values. No models, no request, no database."""

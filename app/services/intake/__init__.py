"""Verbs on import batches: read files, correct what was read, confirm, discard, undo."""

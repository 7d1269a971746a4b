"""Papers: what is decided about templates."""

"""Words of what is looked up: search and similar cases."""

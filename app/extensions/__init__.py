"""What the program is built on: the database, its schema, the one place that commits."""

"""What is said about items and shares, one module per theme."""

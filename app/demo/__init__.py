"""The demonstration city: invented content and the command that loads it."""

"""The words and people of 示範市政府, as plain frozen rows without database."""

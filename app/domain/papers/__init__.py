"""Papers: which there are, who reads them, whom they name, and what is decided about templates."""

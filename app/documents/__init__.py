"""Paper out: plain values become the bytes of a DOCX, ODT or PDF."""

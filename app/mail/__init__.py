"""Mail out: plain values to a message, a message to the mail server. No records, no decisions."""

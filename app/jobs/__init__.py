"""What happens by itself: lines become mails, mails leave. Each piece may be repeated and may run in several processes."""

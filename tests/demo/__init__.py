"""Tests of the demonstration city and its command."""

"""Reads of meetings: the list, one meeting, one case, candidates, history."""

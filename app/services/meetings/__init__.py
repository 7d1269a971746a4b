"""Verbs on meetings: planning, agenda, holding, resolving, and meetings of the past."""

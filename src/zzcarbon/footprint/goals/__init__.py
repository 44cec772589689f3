"""Targets of organisations, event neutrality, citizen behaviour."""

__all__: list[str] = []

"""Footprints of organisations: boundary, instruments, statement."""

__all__: list[str] = []

"""Closed lists of names: substances, fuels, regions, categories."""

from __future__ import annotations

__all__: list[str] = []

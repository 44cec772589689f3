"""The kernel: resolve figures on the distinct keys of the activity, apply them to the rows."""

from __future__ import annotations

__all__: list[str] = []

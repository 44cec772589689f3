"""Transport: road vehicles, machinery, rail, ships and aircraft."""

from __future__ import annotations

from zzcarbon.transport.estimate import estimate, methods

__all__ = ["estimate", "methods"]

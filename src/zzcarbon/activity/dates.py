"""Days and months as spreadsheets and Chinese tables write them, as text of ISO 8601."""

from __future__ import annotations

from zzcarbon.tables.dates import period_text

__all__ = ["period_text"]

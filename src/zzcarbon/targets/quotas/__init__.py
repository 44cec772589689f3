"""The arithmetic of quotas: shares, falls, budgets, totals, offsets, scores. Numbers and frames only."""

__all__: list[str] = []

"""Accounts of Chinese enterprises: streams of a works, the sector's methods, the total, allowances."""

__all__: list[str] = []

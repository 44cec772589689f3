"""The ledger of reduction projects: read, checked, summed."""

__all__: list[str] = []

"""From plan, ledger, observations and statements to a verdict."""

__all__: list[str] = []

"""Carbon border adjustment of the European Union (CBAM), definitive period from 2026."""

__all__: list[str] = []

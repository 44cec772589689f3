"""Footprints of products: stages, process graphs with co-products and loops, allocation."""

__all__: list[str] = []

"""The methods of the transport module, gathered from the files that declare them."""

from __future__ import annotations

from zzcarbon.estimation.method import Method
from zzcarbon.transport.road_methods import ROAD_METHODS
from zzcarbon.vocabulary.names import folded

__all__ = ["METHODS", "choose_method"]

METHODS: tuple[Method, ...] = (*ROAD_METHODS,)
"""The methods of the module."""

_BY_NAME = {folded(name): method for method in METHODS for name in (method.key, method.title, method.title_local)}


def choose_method(subject: str, name: str) -> Method | None:
    """Return the method that a row names by key or title; None if there is no such method.

    A vehicle alone does not say whether its exhaust, its tyres or its fuel is meant, so there is no default.

    Examples
    --------
    >>> choose_method("passenger car", "") is None
    True
    """
    return _BY_NAME.get(folded(name))

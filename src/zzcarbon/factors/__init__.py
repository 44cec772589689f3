"""The factor database: emission factors and parameters with source, page and grade.

``zc.factors(grade="B")`` is the public call, and this package is called ``factors`` as well: so the
package itself is callable, and hands the call to `zzcarbon.factors.table.factors`.
"""

from __future__ import annotations

import sys
from types import ModuleType

from zzcarbon.door import open_door
from zzcarbon.factors.model import EmissionFactor
from zzcarbon.factors.table import FactorTable
from zzcarbon.factors.table import factors as _factors

__all__ = ["EmissionFactor", "FactorTable"]


class _Callable(ModuleType):
    """A module that can be called."""

    def __call__(self, grade: str = "B", *, edition: str | None = None) -> FactorTable:
        return _factors(grade, edition=edition)


_Callable.__call__.__doc__ = _factors.__doc__
sys.modules[__name__].__class__ = _Callable

open_door(__name__)

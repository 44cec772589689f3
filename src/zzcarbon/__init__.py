"""Carbon and pollutant accounting: factors with source and page, inventories that explain themselves, quotas.

>>> import zzcarbon as zc
>>> print(zc.quantity("12 万吨").to("t"))
120000.0 t

Public names load when they are first used: importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zzcarbon import (
        agriculture,
        analysis,
        buildings,
        cobenefit,
        document,
        emergency,
        energy,
        footprint,
        general,
        industry,
        offsets,
        planner,
        projects,
        standards,
        targets,
        transport,
        uncertainty,
        waste,
        water,
    )
    from zzcarbon import charts as plot
    from zzcarbon.activity import read_activity, split_rows
    from zzcarbon.balance import Balance, read_balance
    from zzcarbon.document.local_frame import in_language
    from zzcarbon.document.spoken import options
    from zzcarbon.errors import (
        DataError,
        FactorAmbiguous,
        FactorError,
        FactorNotFound,
        TargetError,
        UnitError,
        UnknownNameError,
        ZzcarbonError,
    )
    from zzcarbon.factors import EmissionFactor, FactorTable
    from zzcarbon.factors.table import factors
    from zzcarbon.gwp import co2e
    from zzcarbon.installed_packs import pack, packs
    from zzcarbon.inventory import Inventory, NotEstimatedWarning, ScopeWarning, combine, read_inventory
    from zzcarbon.modules import estimate, methods
    from zzcarbon.ozone import odp
    from zzcarbon.quantities import Quantity, convert, quantity
    from zzcarbon.reporting import report, template
    from zzcarbon.tables.headers import headers
    from zzcarbon.tables.limits import ReadLimits
    from zzcarbon.targets import Ledger, Plan, Scorecard, plan, plans, read_ledger, read_plan
    from zzcarbon.vocabulary.substances import substance

__all__ = [
    "Balance",
    "DataError",
    "EmissionFactor",
    "FactorAmbiguous",
    "FactorError",
    "FactorNotFound",
    "FactorTable",
    "Inventory",
    "Ledger",
    "NotEstimatedWarning",
    "Plan",
    "Quantity",
    "ReadLimits",
    "ScopeWarning",
    "Scorecard",
    "TargetError",
    "UnitError",
    "UnknownNameError",
    "ZzcarbonError",
    "agriculture",
    "analysis",
    "buildings",
    "co2e",
    "cobenefit",
    "combine",
    "convert",
    "document",
    "emergency",
    "energy",
    "estimate",
    "factors",
    "footprint",
    "general",
    "headers",
    "in_language",
    "industry",
    "methods",
    "odp",
    "offsets",
    "options",
    "pack",
    "packs",
    "plan",
    "planner",
    "plans",
    "plot",
    "projects",
    "quantity",
    "read_activity",
    "read_balance",
    "read_inventory",
    "read_ledger",
    "read_plan",
    "report",
    "split_rows",
    "standards",
    "substance",
    "targets",
    "template",
    "transport",
    "uncertainty",
    "waste",
    "water",
]

__version__ = "0.1.0"

_HOMES = {
    "zzcarbon.activity": ("read_activity", "split_rows"),
    "zzcarbon.balance": ("Balance", "read_balance"),
    "zzcarbon.document.local_frame": ("in_language",),
    "zzcarbon.document.spoken": ("options",),
    "zzcarbon.errors": (
        "DataError",
        "FactorAmbiguous",
        "FactorError",
        "FactorNotFound",
        "TargetError",
        "UnitError",
        "UnknownNameError",
        "ZzcarbonError",
    ),
    "zzcarbon.factors": ("EmissionFactor", "FactorTable"),
    "zzcarbon.gwp": ("co2e",),
    "zzcarbon.ozone": ("odp",),
    "zzcarbon.inventory": ("Inventory", "NotEstimatedWarning", "ScopeWarning", "combine", "read_inventory"),
    "zzcarbon.modules": ("estimate", "methods"),
    "zzcarbon.reporting": ("report", "template"),
    "zzcarbon.targets": ("Ledger", "Plan", "Scorecard", "plan", "plans", "read_ledger", "read_plan"),
    "zzcarbon.installed_packs": ("pack", "packs"),
    "zzcarbon.quantities": ("Quantity", "convert", "quantity"),
    "zzcarbon.tables.headers": ("headers",),
    "zzcarbon.tables.limits": ("ReadLimits",),
    "zzcarbon.vocabulary.substances": ("substance",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
_SECTORS = ("agriculture", "buildings", "energy", "general", "industry", "transport", "waste", "water")
_PACKAGES = (
    *_SECTORS,
    "analysis",
    "cobenefit",
    "document",
    "emergency",
    "factors",
    "footprint",
    "offsets",
    "planner",
    "plot",
    "projects",
    "standards",
    "targets",
    "uncertainty",
)
_INNER = ("activity", "balance", "charts", "estimation", "inventory", "reporting", "tables", "vocabulary")
"""Packages that public ones stand on: reached by their name as well."""
_ELSEWHERE = {"plot": "charts"}
"""Packages whose public name is another one."""


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name in _PACKAGES or name in _INNER:
        return import_module(f"zzcarbon.{_ELSEWHERE.get(name, name)}")
    if name not in _HOME_OF:
        message = f"module 'zzcarbon' has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

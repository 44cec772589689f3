"""Buildings: operation, photovoltaics, refrigerants, embodied carbon, retrofit."""

from __future__ import annotations

from zzcarbon.buildings.degree_days import degree_days, weather_normalised
from zzcarbon.buildings.estimate import estimate, methods
from zzcarbon.buildings.photovoltaics import photovoltaic_rows, photovoltaic_yield
from zzcarbon.buildings.refrigerants import refrigerant_bank
from zzcarbon.buildings.retrofit import installations, retrofit_comparison
from zzcarbon.buildings.templates import template, templates
from zzcarbon.buildings.tenants import tenant_share

__all__ = [
    "degree_days",
    "estimate",
    "installations",
    "methods",
    "photovoltaic_rows",
    "photovoltaic_yield",
    "refrigerant_bank",
    "retrofit_comparison",
    "template",
    "templates",
    "tenant_share",
    "weather_normalised",
]

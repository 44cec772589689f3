"""Buildings: operation, photovoltaics, refrigerants, embodied carbon, retrofit."""

from __future__ import annotations

from zzcarbon.buildings.front import estimate, methods
from zzcarbon.buildings.photovoltaics import photovoltaic_rows, photovoltaic_yield
from zzcarbon.buildings.refrigerants import refrigerant_bank
from zzcarbon.buildings.retrofit import installations, retrofit_comparison
from zzcarbon.buildings.row_templates import template, templates
from zzcarbon.buildings.tenants import tenant_share
from zzcarbon.buildings.weather import degree_days, weather_normalised
from zzcarbon.door import open_door

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

open_door(__name__)

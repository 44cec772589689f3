"""The methods of the agriculture module, gathered."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.agriculture.crop_methods import CROP_METHODS
from zzcarbon.agriculture.livestock_air import AIR_METHODS
from zzcarbon.agriculture.livestock_gases import GAS_METHODS
from zzcarbon.agriculture.livestock_water import WATER_METHODS
from zzcarbon.agriculture.sinks import SINK_METHODS
from zzcarbon.estimation.method import Chooser, Method

__all__ = ["METHODS", "choose_method"]

METHODS: tuple[Method, ...] = tuple(
    replace(method, methane="biogenic")
    for method in (*GAS_METHODS, *AIR_METHODS, *WATER_METHODS, *CROP_METHODS, *SINK_METHODS)
)
"""The methods of the module; the methane of animals, manure, fields and straw is biogenic."""

choose_method = Chooser(METHODS)
"""The method that a row names, by key or title; a herd has many emissions, so there is no default."""

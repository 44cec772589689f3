"""Columns and figures that methods of livestock read, each declared once."""

from __future__ import annotations

from zzcarbon.estimation.input import Input

__all__ = [
    "ANIMAL",
    "ANIMAL_MASS",
    "DAYS_OF_ROW",
    "EXCRETION_COLUMN",
    "EXCRETION_RATE_COLUMN",
    "HEADS",
    "HERD",
    "MASS_COLUMN",
    "NITROGEN_EXCRETION",
    "NITROGEN_EXCRETION_RATE",
    "PRODUCTIVITY",
]

ANIMAL = Input("animal", required=True)
HEADS = Input(
    "amount", "annual average population [head]: see average_population for animals sold in the year", required=True
)
MASS_COLUMN = Input("animal_mass")
PRODUCTIVITY = Input("productivity")
HERD = Input("herd")
EXCRETION_RATE_COLUMN = Input("nitrogen_excretion_rate")
EXCRETION_COLUMN = Input("nitrogen_excretion")
DAYS_OF_ROW = Input("days", of="-")
ANIMAL_MASS = Input("animal_mass", of="animal", any_set=True)
NITROGEN_EXCRETION = Input("nitrogen_excretion", of="animal", any_set=True)
NITROGEN_EXCRETION_RATE = Input("nitrogen_excretion_rate", of="animal", any_set=True)

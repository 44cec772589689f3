"""Columns and figures that methods of livestock read, each declared once."""

from __future__ import annotations

from zzcarbon.estimation.method import Column, Parameter

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

ANIMAL = Column("animal", "animal, in English or Chinese", required=True)
HEADS = Column(
    "amount", "annual average population [head]: see average_population for animals sold in the year", required=True
)
MASS_COLUMN = Column("animal_mass", "live mass of the animal [kg/head]: statistics of the breed")
PRODUCTIVITY = Column("productivity", "high or low: large farms or smallholders")
HERD = Column("herd", "part of the herd, where factors depend on it: mature females, growing ...")
EXCRETION_RATE_COLUMN = Column(
    "nitrogen_excretion_rate", "nitrogen excreted per live mass [kg/(t d)]: IPCC Table 10.19"
)
EXCRETION_COLUMN = Column("nitrogen_excretion", "nitrogen excreted [kg/(head a)]: feed balance or national table")
DAYS_OF_ROW = Parameter("days", "days", "T", of="-", unit="d")
ANIMAL_MASS = Parameter("animal_mass", "animal_mass", "TAM", of="animal", any_set=True, unit="kg/head")
NITROGEN_EXCRETION = Parameter(
    "nitrogen_excretion", "nitrogen_excretion", "Nex", of="animal", any_set=True, unit="kg/(head a)"
)
NITROGEN_EXCRETION_RATE = Parameter(
    "nitrogen_excretion_rate", "nitrogen_excretion_rate", "N_rate", of="animal", any_set=True, unit="kg/(t d)"
)

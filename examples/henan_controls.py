"""Coal burnt in Henan's boilers, before and behind the devices, by the urban inventory guideline (T/CSES 144-2024).

The guideline needs what a balance does not say: the kind of boiler, sulphur and ash of the coal, and which devices run
for how much of the coal. All of that is ASSUMED here to show the way; a city has it from its boiler register.
"""

from __future__ import annotations

import pandas as pd
from henan_balance import DATA, fuel_rows

import zzcarbon as zc

SUBSTANCES = ["SO2", "NOx", "PM2.5"]
SULPHUR, ASH = 0.008, 0.22  # ASSUMED, share of the coal as burnt [1]
DESULPHURISED, DENITRIFIED = "limestone or lime gypsum desulphurisation", "low-NOx combustion and SCR"
BOILERS = {  # sector: (boiler, device and the share of the coal behind it); ASSUMED throughout
    "thermal power": (
        "pulverised coal boiler, power generation, 300 MW and more",
        {DESULPHURISED: 0.95, DENITRIFIED: 0.3, "electrostatic precipitator": 1.0},
    ),
    "heating supply": (
        "automatic grate boiler, heat production and supply",
        {DESULPHURISED: 0.6, "wet dust removal": 1.0},
    ),
    "industry": (
        "automatic grate boiler, mining and manufacturing",
        {"double alkali desulphurisation": 0.3, "wet dust removal": 0.9},
    ),
}


def boiler_rows(year: int, *, devices: bool) -> pd.DataFrame:
    """Return rows of raw coal in boilers [Mt]: industry as if all of it burnt under boilers.

    Parameters
    ----------
    year : int
        2010, 2011 or 2012 [a].
    devices : bool
        Whether the assumed devices run.
    """
    per_tonne = pd.read_csv(DATA / "henan_tce_factors.csv").set_index("material").loc["Coal Raw", "tce_per_unit"]
    rows = fuel_rows(year, recovered_gas=False)
    rows = rows[(rows["fuel"] == "Coal Raw") & rows["sector"].isin(BOILERS)]
    removal = pd.DataFrame(
        {
            sector: zc.standards.removal_of_devices(chain).set_index("substance")["removal"]
            for sector, (_, chain) in BOILERS.items()
        }
    ).T.fillna(0.0)
    coal = pd.DataFrame(
        {
            "id": rows["id"],
            "method": "boiler, urban inventory",
            "fuel": "raw coal",
            "technology": [BOILERS[sector][0] for sector in rows["sector"]],
            "amount": rows["amount"] / per_tonne,
            "unit": "Mt",
            "sulphur_content": SULPHUR,
            "ash_content": ASH,
            "region": "CN-HA",
            "year": year,
            "sector": rows["sector"],
        }
    )
    if devices:
        for substance in SUBSTANCES:
            coal[f"removal_efficiency_{substance}"] = removal.loc[rows["sector"], substance].to_numpy()
    return coal


def before_and_behind(year: int) -> pd.DataFrame:
    """Return SO2, NOx and PM2.5 of coal in boilers before and behind the devices [kt]."""
    found = {
        name: zc.energy.estimate(boiler_rows(year, devices=devices), substances=SUBSTANCES).by("sector", unit="kt")
        for name, devices in (("before devices", False), ("behind devices", True))
    }
    table = pd.concat(
        {name: part.set_index(["substance", "sector"])["emission"] for name, part in found.items()}, axis=1
    )
    return table.sort_index()

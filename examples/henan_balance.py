"""Henan's energy balance as activity data: the boundary that counts each carbon atom once.

Energy burnt = final consumption + |thermal power| + |heating supply|. Coal washing, coking, gas works,
refineries, losses and the statistical difference are left out: their products are counted where they
burn. Electricity and heat are no fuels here.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

DATA = Path(__file__).parent / "data"
SECTORS = {  # process: (sector, NFR category)
    "Agriculture": ("agriculture", "1.A.4.c.i"),
    "Construction": ("construction", "1.A.2"),
    "Industry": ("industry", "1.A.2"),
    "Other": ("other services", "1.A.4.a.i"),
    "Non-Material Sectors": ("other services", "1.A.4.a.i"),
    "Residential consumption": ("households", "1.A.4.b.i"),
    "Transportation, Telecommunications, Postal": ("transport, storage, post", ""),
    "Wholesale, Retail Trade, and Catering Service": ("trade and catering", "1.A.4.a.i"),
    "Thermal Power": ("thermal power", "1.A.1.a"),
    "Heating Supply": ("heating supply", "1.A.1.a"),
}
POWER = ("Thermal Power", "Heating Supply")
RECOVERED = ("Blast Furnace Gas", "Converter Gas")


def read_balance(year: int) -> pd.DataFrame:
    """Return the balance of one year [Mtce]."""
    balance = pd.read_csv(DATA / "henan_energy_balance.csv")
    return balance[balance["year"] == year]


def fuel_rows(year: int, *, recovered_gas: bool) -> pd.DataFrame:
    """Return activity rows: fuel, amount [Mtce], sector, category.

    Parameters
    ----------
    year : int
        2010, 2011 or 2012 [a].
    recovered_gas : bool
        Whether blast furnace and converter gas count: their carbon is in the coke already.
    """
    balance = read_balance(year)
    materials = pd.read_csv(DATA / "henan_material_map.csv", keep_default_na=False)
    materials = materials[recovered_gas | ~materials["material"].isin(RECOVERED)]
    counted = materials.set_index("material")["final_use_counted"]
    rows = balance[balance["material"].isin(counted.index) & balance["process"].isin(SECTORS)]
    final_only = rows["material"].map(counted).ne("no") | rows["process"].isin(POWER)
    rows = rows[final_only | rows["material"].eq("LNG")]
    non_energy = balance[balance["process"] == "Industry - NonEnergy Use"].set_index("material")["value_mtce"]
    industry = rows["process"] == "Industry"
    amount = rows["value_mtce"].abs() - rows["material"].map(non_energy).fillna(0.0).where(industry, 0.0)
    return pd.DataFrame(
        {
            "id": [f"{process} / {fuel}" for process, fuel in zip(rows["process"], rows["material"], strict=True)],
            "fuel": rows["material"].to_numpy(),
            "amount": amount.to_numpy(),
            "unit": "Mtce",
            "region": "CN-HA",
            "year": year,
            "sector": [SECTORS[name][0] for name in rows["process"]],
            "category_nfr": [SECTORS[name][1] for name in rows["process"]],
            "notation": ["NE" if fuel == "LNG" else "" for fuel in rows["material"]],
        }
    )


def other_energy(year: int) -> pd.DataFrame:
    """Return the rows of "Other Energy": it has no carbon content and is listed as not estimated."""
    rows = read_balance(year)
    rows = rows[(rows["material"] == "Other Energy") & rows["process"].isin(SECTORS)]
    return pd.DataFrame(
        {
            "id": [f"{process} / Other Energy" for process in rows["process"]],
            "fuel": "other energy",
            "amount": rows["value_mtce"].abs().to_numpy(),
            "unit": "Mtce",
            "region": "CN-HA",
            "year": year,
            "sector": [SECTORS[name][0] for name in rows["process"]],
            "category_nfr": [SECTORS[name][1] for name in rows["process"]],
            "notation": "",
        }
    )

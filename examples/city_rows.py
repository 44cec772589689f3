"""Rows of the city example: reading its files, districts, and what a total rests on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

import zzcarbon as zc

__all__ = ["DATA", "HALF", "across", "by_district", "estimate", "illustrative_shares", "read_rows", "total_table"]

DATA = Path(__file__).parent / "data" / "zhengzhou"
YEAR = 2025
EVIDENCE = ["activity_evidence", "values_evidence", "activity_year"]
AIR = ["CO2", "CH4", "N2O", "NOx", "SO2", "SOx", "NMVOC", "CO", "PM2.5", "NH3"]
WATER = ["COD", "NH3-N", "TN", "TP"]
TEN, HALF = 10, 0.5
"""A total that rests on illustrative numbers by more than this share is not printed."""
WITH_PRODUCT = "counted with the product of the kiln"
OF_AIR = ["sulphur_content", "ash_content"]
"""What the guideline asks of the coal in boilers; removal efficiencies belong to it as well."""


def read_rows() -> pd.DataFrame:
    """Return the activity rows of all files, CSV and Excel, English and Chinese headers."""
    files = sorted(DATA.glob("*.csv")) + sorted(DATA.glob("*.xlsx"))
    tables = [zc.read_activity(file) for file in files]
    rows = pd.concat([table for table in tables if "module" in table], ignore_index=True)
    unsourced = rows[rows["activity_evidence"].eq("published") & rows["activity_source"].isna()]
    if len(unsourced):
        message = f"published, but without source: {', '.join(unsourced['id'])}"
        raise ValueError(message)
    return _with_waste(_with_european_standards(rows))


def _with_european_standards(rows: pd.DataFrame) -> pd.DataFrame:
    """Take China I to VI of the road vehicles as European standards: an assumption, kept in column ``bridge``."""
    on_road = rows["kind"].eq("road")
    road = zc.transport.bridge_to_euro(rows[on_road], light="Euro 6 d-temp", heavy="Euro VI A/B/C")
    return pd.concat([rows[~on_road], road], ignore_index=True)


def _with_waste(rows: pd.DataFrame) -> pd.DataFrame:
    """Split the municipal waste that is burnt into its components, and add the landfill that closed in 2021."""
    by_component = rows["waste"].eq("municipal waste") & rows["control"].isna()
    burnt = zc.waste.split_waste(rows[by_component])
    deposits = zc.waste.split_waste(pd.read_csv(DATA / "landfill_houzhai.csv"))
    landfill = zc.waste.landfill_ch4(deposits, edition=2019, until=YEAR, region="CN-410100").rows(YEAR)
    landfill = landfill.assign(module="waste", district="二七区", branch="waste", activity_evidence="illustrative")
    return pd.concat([rows[~by_component], burnt, landfill.assign(values_evidence="none")], ignore_index=True)


def estimate(rows: pd.DataFrame) -> zc.Inventory:
    """Estimate all rows; air pollutants of coal in boilers and kilns by the urban inventory guideline.

    A row of coal that names its boiler in ``air_pollutants`` gives greenhouse gases by the carbon of the coal, and
    pollutants by boiler, sulphur, ash and devices. Those of a kiln are counted with its product.
    """
    guided = rows["air_pollutants"].notna()
    of_air = [name for name in rows if name in OF_AIR or name.startswith("removal_efficiency_")]
    carbon = rows[guided].drop(columns=of_air)
    boilers = rows[guided & rows["air_pollutants"].ne(WITH_PRODUCT)]
    boilers = boilers.assign(
        id=boilers["id"] + " air", method="boiler, urban inventory", technology=boilers["air_pollutants"]
    )
    return zc.combine(
        zc.estimate(pd.concat([rows[~guided], boilers], ignore_index=True)),
        zc.estimate(carbon, substances=["CO2", "CH4", "N2O"]),
    )


def by_district(rows: pd.DataFrame) -> pd.DataFrame:
    """Split rows that stand for the whole city by the key they name; a row of one district stays whole.

    A split row keeps its source. Keys: ``population`` (2019, published) and illustrative ones. Column
    ``share`` takes the share of a class out of a published figure of all classes.
    """
    table = pd.read_csv(DATA / "population_2019.csv")
    shares = table.set_index("district")["population"] / table["population"].sum()
    outside = ["金水区", "二七区", "中原区", "管城回族区", "惠济区", "郑东新区"]
    keys = {"population": shares, "industry": shares.drop(outside) / shares.drop(outside).sum()}
    keys["centre"] = shares[outside] / shares[outside].sum()
    keys["kilns"] = pd.Series({"登封市": 0.34, "新密市": 0.26, "荥阳市": 0.21, "巩义市": 0.19})
    keys["cars"] = pd.Series({"郑州经济技术开发区": 0.5, "郑州航空港经济综合实验区": 0.4, "中牟县": 0.1})
    rows = rows.assign(amount=rows["amount"] * rows["share"].fillna(1.0))
    together = zc.split_rows(rows, keys)
    return together.assign(region="CN-410100")  # no factor is of a district: one region, few distinct keys


def illustrative_shares(inventory: zc.Inventory, *labels: str) -> pd.DataFrame:
    """Return emission [t] by labels, direct or scope 2, and substance, with the shares that rest on illustrations.

    ``amount`` is the share whose activity figure is illustrative, ``any`` the share where any number of the
    row is: an annual distance, a removal efficiency, a concentration. ``older`` is the share whose activity
    figure is published, but for another year.
    """
    table = inventory.by("scope", *labels, *EVIDENCE)
    table["indirect"] = table["scope"].eq("2")
    amount = table["activity_evidence"].eq("illustrative")
    rests = {
        "amount": amount,
        "any": amount | table["values_evidence"].eq("illustrative"),
        "older": table["activity_evidence"].eq("published") & table["activity_year"].ne(YEAR),
    }
    return zc.analysis.resting_on(table, rests, by=[*labels, "indirect", "substance"])


def total_table(shares: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """Return the total by substance [t], or that there is none, and the shares that are illustrative."""
    lines = [
        (
            f"{line.substance} ({texts['scope 2']})" if line.indirect else line.substance,
            texts["no total"]
            if line.any > HALF
            else f"{line.emission:,.0f}"
            if abs(line.emission) >= TEN
            else f"{line.emission:.3g}",
            *(f"{share:.0%}" for share in (line.amount, line.any, line.older)),
        )
        for line in shares.itertuples()
    ]
    heads = [texts[key] for key in ("substance", "total", "amount illustrative", "any illustrative", "older")]
    return pd.DataFrame(lines, columns=heads).set_index(heads[0])


def across(shares: pd.DataFrame, label: str, bought: str) -> pd.DataFrame:
    """Return sums by a label and substance as they are printed; a tilde where more than half is illustrative."""
    names = shares["substance"].where(~shares["indirect"], f"CO2 {bought}")
    order = ["CO2", f"CO2 {bought}", *AIR[1:], *WATER]
    shown = names.isin(order)
    units = dict.fromkeys(order[:2], "kt")
    sums = shares.assign(substance=names)[shown]
    return zc.document.substances_across(sums, label, units=units, order=order, doubtful=sums["any"].gt(HALF))

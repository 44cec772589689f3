"""Numbers of the city example for its checks: counted once, and beside published totals."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

import zzcarbon as zc

__all__ = ["building_materials", "coal_2012", "coke", "memo", "nh3", "power", "sewage", "vehicle_fuel", "vehicles"]

ROADS = "transport: road vehicles"
PLANTS = "water: sewage plants"
TEN_KILOGRAMS = 100
"""万立方米 x mg/L is 10 kg: a hundred of them are a tonne."""


def power(frame: pd.DataFrame) -> dict[str, float]:
    """Return the CO2 of power and heat plants and of electricity bought [Mt]."""
    carbon = frame[frame["substance"].eq("CO2") & frame["flow"].eq("emission") & frame["origin"].ne("biogenic")]
    bought = carbon["scope"].eq("2")
    plants = ~bought & carbon["branch"].eq("power and heat plants")
    return {"plants": carbon.loc[plants, "emission"].sum() / 1e6, "bought": carbon.loc[bought, "emission"].sum() / 1e6}


def coke(city: pd.DataFrame) -> dict[str, float]:
    """Return the coke in carbon balances and the coke counted as fuel [Mt]."""
    is_fuel = city["fuel"].eq("coke") & city["notation"].isna()
    in_balance = city["material"].isin(["coke", "焦炭"])
    return {"balance": city.loc[in_balance, "amount"].sum() / 100, "burnt": city.loc[is_fuel, "amount"].sum() / 100}


def memo(inventory: zc.Inventory) -> dict[str, float]:
    """Return what stands beside the totals: biogenic CO2 and CO2 taken up [kt]."""
    table = inventory.by("origin", "flow", unit="kt", scope="1")
    carbon = table[table["substance"].eq("CO2")]
    biogenic = carbon.loc[carbon["origin"].eq("biogenic") & carbon["flow"].eq("emission"), "emission"].sum()
    return {"biogenic": biogenic, "uptake": carbon.loc[carbon["flow"].eq("removal"), "emission"].abs().sum()}


def vehicle_fuel(city: pd.DataFrame, frame: pd.DataFrame) -> dict[str, float]:
    """Return the CO2 of the fuel that the balance gives to roads, and of the road vehicles [Mt]."""
    fuel = city[city["counted_in"].eq(ROADS)].assign(notation=None, region="CN-410100")
    balance = float(zc.energy.estimate(fuel, substances=["CO2"]).total("CO2").to("Mt").magnitude)
    road = frame[frame["kind"].eq("road") & frame["substance"].eq("CO2")]["emission"].sum() / 1e6
    return {"balance": balance, "roads": road, "ratio": road / balance}


def sewage(city: pd.DataFrame) -> dict[str, float]:
    """Return capacity times limit of the sewage plants, and the COD that industry sends into their sewers [t]."""
    cod = city[city["substance"].eq("COD")]
    load = (cod["amount"] * cod["concentration"]) / TEN_KILOGRAMS
    plants, behind = cod["branch"].eq("sewage plants"), cod["counted_in"].eq(PLANTS)
    return {"upper": load[plants].sum(), "behind": load[behind].sum()}


def nh3(frame: pd.DataFrame, published: Mapping[str, float]) -> dict[str, float]:
    """Return NH3 published [t], the shares of agriculture here and there [1], and the ratio of these parts."""
    rows = frame[frame["substance"].eq("NH3")]
    ours, farm = rows["emission"].sum(), rows.loc[rows["branch"].eq("agriculture"), "emission"].sum()
    share = published["nh3_agriculture"] / 100
    ratio = farm / (published["nh3"] * share)
    return {"farm": farm / ours, "total": published["nh3"], "share": share, "ratio": ratio}


def vehicles(rows: pd.DataFrame, frame: pd.DataFrame, published: Mapping[str, float]) -> dict[str, float]:
    """Return NOx of road vehicles [kt] and per distance [g/km], here and published for Henan in 2015."""
    on_road = rows[rows["kind"].eq("road")]
    distance = (on_road["amount"] * on_road["annual_distance"]).sum() * 1e4  # amounts in 万辆
    nox = frame.loc[frame["kind"].eq("road") & frame["substance"].eq("NOx"), "emission"].sum()
    per_distance = nox * 1e6 / distance if distance else float("nan")
    theirs = {"henan": published["vehicles_nox"], "km_henan": published["vehicles_nox_km"]}
    return {"nox": nox / 1e3, "km": per_distance, **theirs}


def building_materials(frame: pd.DataFrame, published: Mapping[str, float]) -> dict[str, float]:
    """Return NOx of kilns [t] here and published for Henan in 2020, and the share [1]."""
    kilns = frame.loc[frame["kind"].eq("building materials"), ["substance", "emission"]].assign(unit="t")
    return _beside(kilns, "NOx", published["building_nox"], "t", "share")


def coal_2012(coal: pd.DataFrame, published: Mapping[str, float]) -> dict[str, float]:
    """Return the CO2 of the coal that the city published for 2012, and of CEADs [Mt]."""
    sums = zc.energy.estimate(coal.assign(region="CN-410100"), substances=["CO2"]).by(scope="1")
    return _beside(sums, "CO2", published["ceads_2012"], "Mt", "ratio")


def _beside(sums: pd.DataFrame, substance: str, value: float, unit: str, share: str) -> dict[str, float]:
    """Return a sum beside a published total, in its unit, and how much of it that is [1]."""
    total = pd.DataFrame({"substance": [substance], "value": [value], "unit": [unit]})
    found = zc.analysis.beside_published(sums[sums["substance"].eq(substance)], total).iloc[0]
    return {"ours": found["emission"], "theirs": found["published"], share: found["ratio"]}

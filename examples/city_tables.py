"""Tables of the city example, in English or Chinese: totals, sectors, districts."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from zzcarbon.vocabulary.regions import region

__all__ = ["district_table", "sector_table", "total_table"]

AIR = ["CO2", "CH4", "N2O", "NOx", "SO2", "SOx", "NMVOC", "CO", "PM2.5", "NH3"]
WATER = ["COD", "NH3-N", "TN", "TP"]
TEN = 10
HALF = 0.5
"""A total that rests on illustrative numbers by more than this share is not printed."""


def total_table(shares: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """Return the total by substance [t], or that there is none, and the shares that are illustrative."""
    lines = []
    for line in shares.itertuples():
        share = line.any
        name = f"{line.substance} ({texts['scope 2']})" if line.indirect else line.substance
        total = _written(line.emission) if share <= HALF else texts["no total"]
        lines.append((name, total, f"{line.amount:.0%}", f"{share:.0%}", f"{line.older:.0%}"))
    names = ("substance", "total", "amount illustrative", "any illustrative", "older")
    columns = [texts[name] for name in names]
    return pd.DataFrame(lines, columns=columns).set_index(columns[0])


def sector_table(shares: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """Return the emission by sector and substance [t]; a tilde where it is more than half illustrative."""
    table = _cells(shares, "branch", texts)
    return table.rename(index=lambda name: texts.get(f"sector {name}", name)).rename_axis(texts["sector"])


def district_table(shares: pd.DataFrame, texts: Mapping[str, str], language: str) -> pd.DataFrame:
    """Return the emission by district and substance [t]; a tilde where it is more than half illustrative."""
    table = _cells(shares, "district", texts)
    table = table.loc[sorted(table.index, key=lambda name: region(name).key)]
    names = {name: region(name).zh if language == "zh" else region(name).en for name in table.index}
    return table.rename(index=names).rename_axis(texts["district"])


def _written(value: float) -> str:
    """Write a number without decimals, a small one with three figures."""
    return f"{value:,.0f}" if abs(value) >= TEN else f"{value:.3g}"


def _cells(shares: pd.DataFrame, label: str, texts: Mapping[str, str]) -> pd.DataFrame:
    """Spread substances over columns; CO2 in kt, the others in t."""
    frame = shares.copy()
    frame["name"] = frame["substance"].where(~frame["indirect"], "CO2 " + texts["scope 2"])
    thousand = frame["name"].str.startswith("CO2")
    number = frame["emission"].where(~thousand, frame["emission"] / 1000)
    text = number.map(_written)
    frame["cell"] = text.where(frame["any"] <= HALF, "~" + text)
    order = ["CO2", "CO2 " + texts["scope 2"], *AIR[1:], *WATER]
    wide = frame.set_index([label, "name"])["cell"].unstack(fill_value="")  # noqa: PD010 (text, one cell each)
    wide = wide[[name for name in order if name in wide]]
    units = {name: f"{name} [{'kt' if name.startswith('CO2') else 't'}]" for name in wide}
    return wide.rename(columns=units).rename_axis(None, axis=1)

"""Sums of an inventory for other packages, and back: xarray, PRIMAP2, pyam.

The sums are direct emissions; indirect ones (scope 2 and 3) belong to another area's inventory and are never mixed
into it. A notation (NE) has a column or variable of its own, never a string among numbers.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.document import message
from zzcarbon.document.messages import message as told
from zzcarbon.errors import DataError, Problem, warn

__all__ = [
    "exchange_frame",
    "from_primap2",
    "from_pyam",
    "from_xarray",
    "primap2_dataset",
    "pyam_frame",
    "xarray_dataset",
]

_INDIRECT = ("2", "3")
_MASSES = ("CO2", "CH4", "N2O", "SF6", "NF3", "CO", "NOx", "NH3", "NMVOC", "BC", "OC")
"""Gases that PRIMAP2 and pyam know as units of their own; others are a plain mass."""

_KYOTO = re.compile(r"CO2e \((\w+?)(?: GWP(\d+))?\)")
_UNSPECIFIED = "unspecified"


def exchange_frame(inventory: Any, category: str = "category_ipcc2006") -> pd.DataFrame:
    """Return direct emissions by region, year, category and substance.

    Parameters
    ----------
    inventory : Inventory
        The inventory; every row has a year and a region.
    category : str
        Column of the categories.

    Returns
    -------
    pandas.DataFrame
        ``region year category substance emission unit notation``; ``emission`` [t], NaN under a notation. In
        ``attrs["indirect"]`` the indirect emissions that are not in it.

    Raises
    ------
    DataError
        Rows without year or region.
    """
    known = {*inventory.table.keys.columns, *inventory.activity.columns}
    labels = ["region", "year", *([category] if category in known else []), "scope"]
    frame = inventory.by(*labels)
    if category not in known:
        frame = frame.assign(**{category: ""})
    missing = [name for name in ("region", "year") if frame[name].isna().any() or frame[name].astype(str).eq("").any()]
    if missing:
        problems = [
            Problem("", "", name, "", "rows without it", f"Give a column {name} in every row.") for name in missing
        ]
        raise DataError("the inventory cannot be exchanged", problems)
    indirect = frame["scope"].astype(str).isin(_INDIRECT)
    kept = frame[~indirect].rename(columns={category: "category"})
    words = kept["category"].astype(object)
    kept = kept.assign(category=words.where(words.notna() & words.astype(str).ne(""), _UNSPECIFIED).astype(str))
    keys = ["region", "year", "category", "substance"]
    table = kept.groupby(keys, sort=True).agg(
        emission=("emission", lambda column: column.sum(min_count=1)), notation=("notation", "max")
    )
    result: pd.DataFrame = table.reset_index().assign(unit="t", year=lambda rows: rows["year"].astype(int))
    result = result[[*keys, "emission", "unit", "notation"]]
    result.attrs["indirect"] = frame[indirect].reset_index(drop=True)
    return result


def xarray_dataset(inventory: Any, category: str = "category_ipcc2006") -> Any:
    """Return the sums as an `xarray.Dataset` with ``emission`` [t] and ``notation``.

    Raises
    ------
    ImportError
        xarray is not installed.
    DataError
        As `exchange_frame`.
    """
    try:
        import xarray as xr
    except ImportError as error:
        raise ImportError(told("to_xarray needs xarray: pip install 'zzcarbon[xarray]'")) from error
    frame = exchange_frame(inventory, category)
    index = frame.set_index(["region", "year", "category", "substance"])
    dataset = xr.Dataset.from_dataframe(index[["emission", "notation"]])
    dataset["notation"] = dataset["notation"].where(dataset["notation"].notnull(), "").astype(str)  # noqa: PD004
    dataset["emission"].attrs["units"] = "t"
    dataset.attrs = {"edition": inventory.edition, "record": "; ".join(inventory.record), "category": category}
    return dataset


def from_xarray(dataset: Any) -> pd.DataFrame:
    """Return the frame of `exchange_frame` from a dataset of `xarray_dataset`."""
    frame = dataset[["emission", "notation"]].to_dataframe().reset_index()
    kept = frame[frame["emission"].notna() | frame["notation"].ne("")]
    result: pd.DataFrame = kept.assign(unit="t")[
        ["region", "year", "category", "substance", "emission", "unit", "notation"]
    ]
    return result.sort_values(["region", "year", "category", "substance"]).reset_index(drop=True)


def primap2_dataset(inventory: object, category: str = "category_ipcc2006", source: str = "zzcarbon") -> Any:
    """Return the sums as a dataset of PRIMAP2: gases in ``Gg CO2 / yr``, CO2e as ``KYOTOGHG (AR6GWP100)``.

    Raises
    ------
    ImportError
        PRIMAP2 is not installed.
    DataError
        As `exchange_frame`.

    Notes
    -----
    Particles and water pollutants are a plain mass, ``Gg / yr``. A line without estimate is a gap there; its
    notation stands in ``attrs["notation"]`` of the variable.
    """
    try:
        from primap2 import pm2io
    except ImportError as error:
        text = "to_primap2 needs primap2, in an environment of its own: pip install primap2"
        raise ImportError(told(text)) from error
    frame = exchange_frame(inventory, category)
    table = pd.DataFrame(
        {
            "area": frame["region"],
            "category": frame["category"],
            "entity": [_entity(name) for name in frame["substance"]],
            "unit": [_unit(name, "Gg") for name in frame["substance"]],
            "source": source,
            "time": frame["year"].astype(str),
            "data": frame["emission"] / 1e3,
        }
    )
    names = {name: name for name in table}
    scheme = {"category_ipcc2006": "IPCC2006", "category_nfr": "NFR"}.get(category, category)
    wide = pm2io.convert_long_dataframe_if(
        table, coords_cols=names, coords_terminologies={"area": "zzcarbon", "category": scheme}, time_format="%Y"
    )
    dataset = pm2io.from_interchange_format(wide)
    for substance, rows in frame[frame["notation"].ne("")].groupby("substance"):
        places = [f"{row.region} {row.year} {row.category}: {row.notation}" for row in rows.itertuples()]
        dataset[_entity(str(substance))].attrs["notation"] = "; ".join(places)
    return dataset


def from_primap2(dataset: Any) -> pd.DataFrame:
    """Return ``region year category substance emission unit`` [t] from a dataset of PRIMAP2."""
    category = str(dataset.attrs["cat"])
    area = str(dataset.attrs["area"])
    parts = []
    for name in dataset.data_vars:
        values = dataset[name]
        if hasattr(values.data, "units"):
            values = values.pint.to(_unit(_substance(str(name)), "Gg")).pint.dequantify()
        frame = values.drop_attrs().to_dataframe(name="emission").reset_index().dropna(subset=["emission"])
        parts.append(
            pd.DataFrame(
                {
                    "region": frame[area],
                    "year": pd.to_datetime(frame["time"]).dt.year,
                    "category": frame[category],
                    "substance": _substance(str(name)),
                    "emission": frame["emission"] * 1e3,
                    "unit": "t",
                }
            )
        )
    result = pd.concat(parts, ignore_index=True)
    return result.sort_values(["region", "year", "category", "substance"]).reset_index(drop=True)


def pyam_frame(
    inventory: object, *, model: str = "zzcarbon", scenario: str = "inventory", category: str = "category_ipcc2006"
) -> Any:
    """Return the sums as a `pyam.IamDataFrame`: ``Emissions|CO2|1.A`` in ``kt CO2/yr``.

    Warns
    -----
    UserWarning
        Lines without estimate: pyam keeps no gaps.

    Raises
    ------
    ImportError
        pyam is not installed.
    DataError
        As `exchange_frame`.
    """
    try:
        import pyam
    except ImportError as error:
        text = "to_pyam needs pyam, in an environment of its own: pip install pyam-iamc 'SQLAlchemy<2.1'"
        raise ImportError(told(text)) from error
    frame = exchange_frame(inventory, category)
    gaps = frame[frame["emission"].isna()]
    if len(gaps):
        names = ", ".join(dict.fromkeys(gaps["substance"]))
        text = f"pyam keeps no gaps: {len(gaps)} lines without estimate are left out ({names})"
        warn(message(text))
    kept = frame[frame["emission"].notna()]
    variables = [
        f"Emissions|{_entity(substance)}|{code}"
        for substance, code in zip(kept["substance"], kept["category"], strict=True)
    ]
    table = pd.DataFrame(
        {
            "model": model,
            "scenario": scenario,
            "region": kept["region"],
            "variable": variables,
            "unit": [_unit(name, "kt").replace(" / ", "/") for name in kept["substance"]],
            "year": kept["year"],
            "value": kept["emission"] / 1e3,
        }
    )
    return pyam.IamDataFrame(table)


def from_pyam(frame: Any) -> pd.DataFrame:
    """Return ``region year category substance emission unit`` [t] from a frame of `pyam_frame`."""
    data = frame.data
    parts = data["variable"].str.split("|", n=2, expand=True)
    result = pd.DataFrame(
        {
            "region": data["region"],
            "year": data["year"].astype(int),
            "category": parts[2],
            "substance": [_substance(name) for name in parts[1]],
            "emission": data["value"].to_numpy(np.float64) * 1e3,
            "unit": "t",
        }
    )
    return result.sort_values(["region", "year", "category", "substance"]).reset_index(drop=True)


def _entity(substance: str) -> str:
    """Return the name that PRIMAP2 gives a substance.

    Examples
    --------
    >>> _entity("CO2e (AR6)"), _entity("NOx")
    ('KYOTOGHG (AR6GWP100)', 'NOx')
    """
    found = _KYOTO.fullmatch(substance)
    return f"KYOTOGHG ({found[1]}GWP{found[2] or '100'})" if found else substance


def _substance(entity: str) -> str:
    found = re.fullmatch(r"KYOTOGHG \((\w+?)GWP(\d+)\)", entity)
    if not found:
        return entity
    return f"CO2e ({found[1]})" if found[2] == "100" else f"CO2e ({found[1]} GWP{found[2]})"


def _unit(substance: str, mass: str) -> str:
    if _KYOTO.fullmatch(substance):
        return f"{mass} CO2 / yr"
    return f"{mass} {substance} / yr" if substance in _MASSES else f"{mass} / yr"

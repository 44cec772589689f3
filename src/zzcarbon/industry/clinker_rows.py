"""Activity rows of the oxide method of clinker, from one row a line."""

from __future__ import annotations

import pandas as pd

from zzcarbon.errors import DataError, Problem

__all__ = ["clinker_oxide_rows"]

_NEEDED = ("clinker", "unit", "cao", "mgo")
_DUSTS = ("kiln_dust", "bypass_dust")
_OTHERS = ("cao_without_carbonate", "mgo_without_carbonate", "raw_meal", "raw_meal_carbon")


def clinker_oxide_rows(lines: pd.DataFrame) -> pd.DataFrame:
    r"""Turn one row a kiln line into the activity rows of the oxide method.

    Parameters
    ----------
    lines : pandas.DataFrame, shape (n, ...)
        ``clinker`` with ``unit`` [t], ``cao`` and ``mgo`` in clinker [1]; optional ``kiln_dust`` and
        ``bypass_dust`` [unit of the clinker], ``cao_without_carbonate`` and ``mgo_without_carbonate`` [1],
        ``raw_meal`` [unit of the clinker] with ``raw_meal_carbon`` [1]. Other columns are labels.

    Returns
    -------
    pandas.DataFrame
        Rows of 'clinker calcium oxide', 'clinker magnesium oxide' and 'raw meal carbon', the labels kept.

    Raises
    ------
    DataError
        A column is missing; all problems at once.

    Notes
    -----
    .. math:: E = (Q + Q_{ckd} + Q_{bpd}) \left((FR_1 - FR_{10}) \frac{44}{56} + (FR_2 - FR_{20}) \frac{44}{40}\right)
        + Q_{raw} FR_0 \frac{44}{12}

    Dust counts as clinker of the same composition. Source: cn-gbt-32151.8-2015, process emissions 1 and 2.

    Examples
    --------
    >>> lines = pd.DataFrame({"clinker": [1000.0], "unit": ["t"], "cao": [0.65], "mgo": [0.02]})
    >>> clinker_oxide_rows(lines)[["method", "amount", "cao_share", "mgo_share"]].values.tolist()
    [['clinker calcium oxide', 1000.0, 0.65, nan], ['clinker magnesium oxide', 1000.0, nan, 0.02]]
    """
    missing = [name for name in _NEEDED if name not in lines.columns]
    if ("raw_meal" in lines.columns) != ("raw_meal_carbon" in lines.columns):
        missing.append("raw_meal_carbon" if "raw_meal" in lines.columns else "raw_meal")
    if missing:
        message = "the lines cannot be turned into rows:"
        raise DataError(
            message, [Problem(column=name, problem="the column is missing", remedy=f"add {name!r}") for name in missing]
        )
    labels = lines.drop(columns=[name for name in (*_NEEDED, *_DUSTS, *_OTHERS, "id") if name in lines.columns])
    labels["unit"] = lines["unit"]
    burnt = sum((lines[name].fillna(0.0) for name in _DUSTS if name in lines.columns), lines["clinker"])
    parts = [
        labels.assign(method="clinker calcium oxide", amount=burnt, cao_share=_from_carbonate(lines, "cao")),
        labels.assign(method="clinker magnesium oxide", amount=burnt, mgo_share=_from_carbonate(lines, "mgo")),
    ]
    if "raw_meal" in lines.columns:
        carbon = {"amount": lines["raw_meal"], "raw_meal_carbon": lines["raw_meal_carbon"]}
        parts.append(labels.assign(method="raw meal carbon", **carbon))
    return pd.concat(parts).sort_index(kind="stable", ignore_index=True)


def _from_carbonate(lines: pd.DataFrame, oxide: str) -> pd.Series:
    """Return the share of an oxide that came from carbonate."""
    other = f"{oxide}_without_carbonate"
    return lines[oxide] - lines[other].fillna(0.0) if other in lines.columns else lines[oxide]

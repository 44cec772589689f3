"""The classes of vehicles that the methods know, to choose the words of a table from."""

from __future__ import annotations

import pandas as pd

from zzcarbon.errors import UnknownNameError
from zzcarbon.factors.table import factors
from zzcarbon.transport.methods import METHODS, choose_method
from zzcarbon.transport.road_emep import BY_SPEED
from zzcarbon.transport.speed_curves import VEHICLES, speed_functions

__all__ = ["vehicle_classes"]


def vehicle_classes(method: str) -> pd.DataFrame:
    """Return the classes that a method of road vehicles knows.

    Parameters
    ----------
    method : str
        Key or title of the method, for example ``road exhaust, tier 2``.

    Returns
    -------
    pandas.DataFrame
        ``vehicle``, the columns that tell its classes apart (``powertrain size standard`` ...), and the ``substances``
        that have a factor, whatever its grade. An empty cell: the class needs no word there.

    Raises
    ------
    UnknownNameError
        The module has no such method, or the method has no classes of vehicles.

    Examples
    --------
    >>> known = vehicle_classes("road exhaust, tier 2")
    >>> known.loc[known["vehicle"] == "light commercial vehicle", "size"].unique().tolist()
    ['N1-I', 'N1-II', 'N1-III']
    """
    found = choose_method("", method)
    if found is None or found.subject != "vehicle":
        raise UnknownNameError("method of vehicles", method, [m.key for m in METHODS if m.subject == "vehicle"])
    if found is BY_SPEED:
        names = ["vehicle", "powertrain", "size", "standard", "technology"]
        table = pd.concat([speed_functions(vehicle) for vehicle in VEHICLES], ignore_index=True)
    else:
        names = ["vehicle", *found.dimensions]
        rows = factors(grade="C").frame
        rows = rows[(rows["activity"] == found.activity) & (rows["substance"] != "")]
        words = [dict(part.split("=", 1) for part in text.split("; ") if part) for text in rows["condition"]]
        table = pd.DataFrame(words, index=rows.index).reindex(columns=list(found.dimensions)).fillna("")
        table = table.assign(vehicle=rows["subject"], substance=rows["substance"])
    joined = table.groupby(names, sort=True)["substance"].agg(lambda column: " ".join(sorted(set(column))))
    return joined.rename("substances").reset_index()

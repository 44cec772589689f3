"""Templates of activity tables for kinds of buildings: columns and their meaning, no numbers."""

from __future__ import annotations

import pandas as pd

from zzcarbon.errors import UnknownNameError

__all__ = ["template", "templates"]

_BASE = {
    "entity": "name of the institution or building",
    "region": "district, city or province",
    "year": "year of the use [a]",
    "fuel": "electricity / 电力, heat / 热力, natural gas / 天然气, diesel / 柴油 ...",
    "amount": "use by bill or meter; or floor area with energy_intensity",
    "unit": "unit of the amount",
    "end_use": "heating, cooling, hot water, lighting, cooking, lifts, data centre ...; empty for the total",
    "category_nfr": "1.A.4.a.i for institutions and commerce, 1.A.4.b.i for households; for fuels",
}
_AREA = {
    "energy_intensity": "use per floor area and year, where there is no meter",
    "energy_intensity_unit": "kWh/(m2 a) or GJ/(m2 a)",
}
_REFRIGERANT = {
    "method": "refrigerant operation, refrigerant refill ...; empty for energy",
    "equipment": "chiller, air conditioning, heat pump ...",
    "substance": "refrigerant: HFC-134a, R-410A ...; empty for energy",
}
_TEMPLATES = {
    "public institution": {**_BASE, **_AREA, **_REFRIGERANT, "persons": "people who use energy there: a label"},
    "service industry": {**_BASE, **_REFRIGERANT, "industry_gbt4754": "code of the industry, GB/T 4754"},
    "household": {
        **_BASE,
        **_AREA,
        "technology": "stove / 炉灶, small boiler / 小型锅炉 ...; empty for the mean",
        "households": "households that the row stands for: a label",
    },
    "embodied carbon": {
        "entity": "name of the building",
        "region": "district, city or province",
        "method": "building materials, building material transport or building end of life",
        "material": "C30 concrete / C30混凝土 ...",
        "amount": "material with what is lost on site",
        "unit": "t, m3 or m2",
        "material_factor": "audited factor of the supplier",
        "material_factor_unit": "kg/t, kg/m3 or kg/m2",
        "distance": "mean distance of the transport [km]",
        "vehicle": "vehicle of the standard, for example heavy diesel truck, 30 t / 重型柴油货车（载重30t）",
        "transport_factor": "factor of another vehicle",
        "transport_factor_unit": "kg/(t km)",
        "stage": "production, transport, construction or end of life",
    },
}


_LOCAL = {
    "公共机构": "public institution",
    "服务业": "service industry",
    "居民": "household",
    "建筑隐含碳": "embodied carbon",
}


def templates() -> tuple[str, ...]:
    """Return the names of the templates.

    Examples
    --------
    >>> "household" in templates()
    True
    """
    return tuple(sorted(_TEMPLATES))


def template(name: str) -> pd.DataFrame:
    """Return an empty activity table for a kind of building; the meaning of each column is in ``.attrs["meaning"]``.

    Parameters
    ----------
    name : str
        One of `templates`, or 公共机构, 服务业, 居民, 建筑隐含碳.

    Raises
    ------
    UnknownNameError
        There is no such template.

    Examples
    --------
    >>> len(template("public institution")), template("household").attrs["meaning"]["year"]
    (0, 'year of the use [a]')
    """
    name = _LOCAL.get(name, name)
    if name not in _TEMPLATES:
        raise UnknownNameError("template", name, (*templates(), *_LOCAL))
    frame = pd.DataFrame(columns=list(_TEMPLATES[name]))
    frame.attrs["meaning"] = dict(_TEMPLATES[name])
    return frame

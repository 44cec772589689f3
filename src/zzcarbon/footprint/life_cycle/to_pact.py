"""A product footprint of our own written in the PACT data model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zzcarbon.errors import DataError, Problem
from zzcarbon.footprint.pact.document import PactFootprint
from zzcarbon.units import dimension

__all__ = ["pact_of"]

_UNITS = {"L": "liter", "kg": "kilogram", "m3": "cubic meter", "kWh": "kilowatt hour", "MJ": "megajoule",
          "t km": "ton kilometer", "m2": "square meter", "piece": "piece", "h": "hour"}  # fmt: skip
_TO_KG = {"t": 1000.0, "kg": 1.0, "g": 0.001}
_NEEDED = ("id", "created", "companyName", "companyIds", "productDescription", "productIds",
           "productMassPerDeclaredUnit", "referencePeriodStart", "referencePeriodEnd", "fossilCarbonContent",
           "exemptedEmissionsPercent", "crossSectoralStandards")  # fmt: skip
_ABOVE = {"id", "created", "companyName", "companyIds", "productDescription", "productIds", "productClassifications",
          "productNameCompany", "precedingPfIds", "status", "validityPeriodStart", "validityPeriodEnd",
          "comment"}  # fmt: skip
_NAMED = {"land use change": "landUseChangeGhgEmissions", "removal": "landManagementBiogenicCO2Removals",
          "biogenic": "biogenicNonCO2Emissions"}  # fmt: skip
_LAND = "landManagementBiogenicCO2Emissions"


def pact_of(
    name: str,
    functional_unit: str,
    gwp: str,
    kinds: Mapping[str, float],
    primary_data_share: float,
    declared: Mapping[str, Any],
) -> PactFootprint:
    """Return a PACT document of a product.

    Parameters
    ----------
    name, functional_unit, gwp : str
        The product, its declared unit, the GWP set.
    kinds : mapping
        kg CO2e per declared unit by kind: fossil, biogenic, land use change, removal.
    primary_data_share : float
        Share of primary data [1].
    declared : mapping
        Fields of the data model that the calculation does not know, by their names: decimals as text.

    Raises
    ------
    DataError
        Fields that must be declared are missing, all of them; the unit has no name in the data model.

    Notes
    -----
    excluding = fossil + land use change + removal + biogenic other than CO2 + landManagementBiogenicCO2Emissions, as
    the text of the field says; including = excluding + biogenicCO2Uptake, which is -biogenicCarbonContent x 44/12
    unless declared. Where biogenic CO2 belongs the data model leaves open: it is asked for. Source: pact-3.0.4,
    CarbonFootprint.
    """
    amount, _, unit = functional_unit.partition(" ")
    scale = _TO_KG.get(unit)
    measured = "kilogram" if scale else _UNITS.get(unit)
    needed = [field for field in _NEEDED if field not in declared]
    problems = [Problem("", "", field, "", "must be declared", f"Give {field}=...") for field in needed]
    if kinds["biogenic CO2"] and _LAND not in declared:
        problem = f"{_text(kinds['biogenic CO2'])} kg biogenic CO2 has no field of its own"
        problems.append(Problem("", "", _LAND, "", problem, f"Declare {_LAND}, the part that is of land management."))
    if measured is None:
        units = ", ".join(_UNITS)
        problem = f"no unit of the data model (dimension {dimension(unit)})"
        problems.append(Problem("", "", "functional_unit", functional_unit, problem, f"Units: {units}."))
    if problems:
        message = "the document is not complete"
        raise DataError(message, problems)
    content = declared.get("biogenicCarbonContent")
    uptake = declared.get("biogenicCO2Uptake")
    if uptake is None and content is not None:
        uptake = _text(-float(content) * 44 / 12)
    counted = {kind: value for kind, value in kinds.items() if kind != "biogenic CO2"}
    excluding = sum(counted.values()) + float(declared.get(_LAND, 0))
    pcf: dict[str, Any] = {
        "declaredUnitOfMeasurement": measured,
        "declaredUnitAmount": _text(float(amount) * (scale or 1.0)),
        "pcfExcludingBiogenicUptake": _text(excluding),
        "pcfIncludingBiogenicUptake": _text(excluding + float(uptake or 0)),
        "fossilGhgEmissions": _text(kinds["fossil"]),
        "ipccCharacterizationFactors": [gwp],
        "primaryDataShare": _text(100 * primary_data_share),
        "packagingEmissionsIncluded": False,
        "ccsTechnologicalCO2CaptureIncluded": False,
    }
    pcf |= {field: _text(kinds[kind]) for kind, field in _NAMED.items() if kinds[kind]}
    if uptake is not None:
        pcf["biogenicCO2Uptake"] = uptake
    pcf |= {field: value for field, value in declared.items() if field not in _ABOVE}
    head = {"specVersion": "3.0.4", "status": "Active", "productNameCompany": name}
    return PactFootprint({**head, **{f: v for f, v in declared.items() if f in _ABOVE}, "pcf": pcf})


def _text(number: float) -> str:
    """Return a number as decimal text with every digit and no exponent."""
    text = f"{number:.15g}"
    return f"{number:.30f}".rstrip("0").rstrip(".") if "e" in text else text

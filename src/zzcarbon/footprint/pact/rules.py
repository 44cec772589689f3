"""What a product footprint lacks or contradicts by the rules of the methodology, beyond its schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from zzcarbon.factors.catalogue import packed_table
from zzcarbon.footprint.pact.findings import Finding, carbon_footprint, declared_text, is_time, number_of

__all__ = ["find_unmet_rules"]

_DECLARE = "Declare it."
_FROM_2027 = 2027
_CCU = ("ccuCarbonContent", "ccuCalculationApproach", "ccuCreditCertification")
_SWITCHED = {
    "packagingEmissionsIncluded": ("packagingGhgEmissions",),
    "ccsTechnologicalCO2CaptureIncluded": ("ccsTechnologicalCO2Capture", "technologicalCO2Removals"),
}
"""Fields that another one switches off."""


def find_unmet_rules(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Find fields that the methodology column asks for beyond the schema, and rules between fields.

    Notes
    -----
    SHALL is asked of every document; BIO where the product holds biogenic carbon; CCS where capture is included; CCU
    where one of its fields is declared; SHALL-2027 and BIO-2027 of documents that were made in 2027 or later. Source:
    pact-3.0.4, methodology column of the fields.
    """
    pcf = carbon_footprint(data)
    yield from _absent(pcf, _reasons(data, pcf))
    yield from _wrong_signs(pcf)
    yield from _switched_off(pcf)
    factors = pcf.get("ipccCharacterizationFactors", [])
    if isinstance(factors, Sequence) and "AR6" not in factors:
        problem = "the latest report shall be used; other sets only where that is not possible"
        field = "pcf.ipccCharacterizationFactors"
        yield ("methodology", field, declared_text(factors), "AR6", problem, "Recalculate with AR6.")
    yield from _backwards(pcf, "referencePeriodStart", "referencePeriodEnd", "pcf.")
    yield from _backwards(data, "validityPeriodStart", "validityPeriodEnd", "")
    preceding = data.get("precedingPfIds", ())
    if isinstance(preceding, Sequence) and data.get("id") in preceding:
        problem = "the footprint precedes itself"
        yield ("methodology", "precedingPfIds", str(data["id"]), "", problem, "A change gets a new id.")


def _reasons(data: Mapping[str, Any], pcf: Mapping[str, Any]) -> dict[str, str]:
    """Return why each rule of the methodology column holds for a document, by the rule."""
    biogenic = bool(number_of(pcf.get("biogenicCarbonContent")))
    late = _year(data.get("created")) >= _FROM_2027
    holds = {
        "SHALL": (True, "the methodology says SHALL"),
        "BIO": (biogenic, "the product holds biogenic carbon (rule BIO)"),
        "CCS": (pcf.get("ccsTechnologicalCO2CaptureIncluded") is True, "capture is included (rule CCS)"),
        "CCU": (any(name in pcf for name in _CCU), "captured carbon is in the product (rule CCU)"),
        "SHALL-2027": (late, "the methodology says SHALL from 2027 on"),
        "BIO-2027": (late and biogenic, "the product holds biogenic carbon (rule BIO-2027)"),
    }
    return {rule: why for rule, (here, why) in holds.items() if here}


def _absent(pcf: Mapping[str, Any], reasons: Mapping[str, str]) -> Iterator[Finding]:
    for row in _fields():
        field, rules = row["field"], row["methodology_rule"].split(",")
        if row["schema_required"] == "yes" or field in pcf:
            continue
        if field == "ccuCreditCertification" and pcf.get("ccuCalculationApproach") != "Credit":
            continue
        why = next((reasons[rule] for rule in rules if rule in reasons), "")
        section = f" ({row['methodology_section']})" if why and row["methodology_section"] else ""
        if why:
            yield ("methodology", f"pcf.{field}", "", "", f"absent, but {why}{section}", _DECLARE)


def _wrong_signs(pcf: Mapping[str, Any]) -> Iterator[Finding]:
    for row in _fields():
        number = number_of(pcf.get(row["field"])) if row["sign"][:1] in {"<", ">"} else None
        if number is None:
            continue
        sound = {"> 0": number > 0, ">= 0": number >= 0, "<= 0": number <= 0}.get(row["sign"], True)
        if not sound:
            declared = str(pcf[row["field"]])
            yield ("methodology", f"pcf.{row['field']}", declared, "", f"must be {row['sign']}", "Check the sign.")


def _switched_off(pcf: Mapping[str, Any]) -> Iterator[Finding]:
    for switch, names in _SWITCHED.items():
        for name in names:
            if pcf.get(switch) is False and name in pcf:
                remedy = "Remove it, or say that it is included."
                yield (
                    "methodology",
                    f"pcf.{name}",
                    str(pcf[name]),
                    "",
                    f"must be absent where {switch} is false",
                    remedy,
                )


def _backwards(part: Mapping[str, Any], first: str, last: str, where: str) -> Iterator[Finding]:
    start, end = part.get(first), part.get(last)
    if isinstance(start, str) and isinstance(end, str) and _time(start) and _time(end) and start[:10] >= end[:10]:
        yield ("methodology", f"{where}{last}", end, "", "the period ends before it begins", "Correct it.")


def _year(text: object) -> int:
    return int(text[:4]) if isinstance(text, str) and text[:4].isdigit() else 0


def _time(text: str) -> bool:
    try:
        return is_time(text)
    except ValueError:
        return False


@cache
def _fields() -> list[dict[str, str]]:
    table = packed_table("pact-fields")
    rows = table[table["schema"] == "CarbonFootprint"].to_dict("records")
    return [{str(key): str(value) for key, value in row.items()} for row in rows]

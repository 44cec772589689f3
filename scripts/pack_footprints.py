"""Pack the tables behind footprints: ``python scripts/pack_footprints.py FOLDER`` reads the collected CSV files.

Each becomes one compressed CSV in ``factors/footprints``, in one shape, byte-identical from run to run. What may not
ship is left out here and nowhere else: grade C rows and hotel rows of the United Kingdom's 2026 edition, SUSPECT and
MISSING rows of the border defaults, electricity of their Annexes II and III.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1] / "factors" / "footprints"
ITEM_COLUMNS = ("key", "activity", "technology", "scope", "substance", "value", "unit", "unit_printed", "basis", "gwp",
                "region", "year", "source", "locator", "grade", "note")  # fmt: skip
UNITS = {
    "tonnes": "t", "tonne.km": "(t km)", "passenger.km": "(person km)", "miles": "mile", "litres": "L",
    "cubic metres": "m3", "million litres": "ML", "per FTE Working Hour": "(person h)", "Room per night": "room_night",
    "vehicle-mile": "mile", "passenger-mile": "(person mile)", "short ton-mile": "(short_ton mile)", "scf": "ft3",
    "gallon": "gal", "short ton": "short_ton", "USD2022": "USD",
}  # fmt: skip
"""Units below the line as printed, and as the library spells them."""


def main() -> None:
    """Pack every table of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    ROOT.mkdir(exist_ok=True)
    write("uk-desnz-2025", ITEM_COLUMNS, desnz(rows_of(folder / "desnz_2025.csv")))
    write("uk-desnz-2026", ITEM_COLUMNS, desnz(rows_of(folder / "uk_desnz_2026.csv")))
    write("us-epa-hub-2025", ITEM_COLUMNS, hub(rows_of(folder / "us_epa_hub_2025.csv")))
    write("us-epa-scef-1.3", ITEM_COLUMNS, spend(rows_of(folder / "useeio_scef_v1_3_co2e.csv")))
    gases = rows_of(folder / "useeio_scef_v1_3_bygas_with_margins.csv")
    write("us-epa-scef-1.3-gases", tuple(gases[0]), gases)
    defaults = rows_of(folder / "cbam_default_values.csv")
    write("cbam-defaults", DEFAULT_COLUMNS, border_defaults(defaults, rows_of(folder / CORRECTIONS)))
    write("cbam-annex-iv", ANNEX_COLUMNS, annex_iv(rows_of(folder / "cbam_annex_iv.csv")))
    write("cbam-benchmarks", BENCHMARK_COLUMNS, benchmarks(folder))
    write_pact(folder / "pact")
    years = rows_of(folder / "factors.csv")
    write("cbam-years", YEAR_COLUMNS, year_figures(r for r in years if r["activity"].startswith(("CBAM", "cross"))))


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a CSV file in UTF-8."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def write(name: str, columns: tuple[str, ...], rows: Iterable[dict[str, str]]) -> None:
    """Write one compressed table without time stamp or file name."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    (ROOT / f"{name}.csv.gz").write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))
    print(f"{name}: {count} rows")


def unit_of(printed: str) -> tuple[str, str]:
    """Return a unit as the library spells it, and the basis that stood in brackets."""
    heat = re.search(r" \((Net|Gross|net|gross)(?: CV)?\)", printed)
    basis = f"{heat[1].lower()} calorific value" if heat else ""
    above, _, below = re.sub(r" \((?:Net|Gross|net|gross)(?: CV)?\)", "", printed).partition("/")
    return f"{above.removesuffix(' CO2e')}/{UNITS.get(below, below)}" if below else above, basis


def slug(text: str) -> str:
    """Return a text as a key: small letters and digits, the rest hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def desnz(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Factors of the United Kingdom; a gas is printed as CO2e of that gas (AR5), and stays so."""
    for row in rows:
        if row["grade"] == "C" or (row["source"] == "uk-desnz-2026" and row["sector"] == "Hotel stay"):
            continue
        found = re.search(r"ID (\d+(?:_\d+)+)_\d+", row["locator"])
        name = found[1] if found else slug(f"{row['activity']} {row['unit']}")
        unit, basis = unit_of(row["unit"])
        substance = row["substance"].removeprefix("CO2e of ")
        gas = substance in {"CO2", "CH4", "N2O"}
        yield {
            **row,
            "key": f"{row['source']}:{name}",
            "activity": row["activity"].replace("\ufffd", "-"),
            "technology": "",
            "scope": {"Scope 1": "1", "Scope 2": "2", "Scope 3": "3"}.get(row["technology"], ""),
            "substance": f"CO2e of {substance}" if gas else substance,
            "unit": unit,
            "unit_printed": row["unit"],
            "basis": "; ".join(filter(None, (basis, "outside of scopes" * (row["technology"] == "Outside of Scopes")))),
            "gwp": "" if substance == "energy" else "AR5",
            "note": row["note"],
        }


def hub(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Factors of the United States by gas; Table 9 is CO2e with AR4, all else AR5 where a set matters."""
    for row in rows:
        table = row["locator"].split(",")[0].removeprefix("Table ")
        unit, _ = unit_of(row["unit"])
        below = unit.partition("/")[2].strip("()").replace(" ", "-")
        parts = [row["activity"], row["technology"], below if table in {"1", "8", "10"} else ""]
        name = "/".join(slug(part) for part in parts if part)
        waste = table == "9"
        yield {
            **row,
            "key": f"{row['source']}:t{table}/{name}",
            "activity": f"{row['sector']} | {row['activity']}",
            "scope": "",
            "unit": "1" if row["substance"] == "GWP100" else unit,
            "unit_printed": row["unit"],
            "gwp": "AR4" if waste else "AR5",
            "year": "2025",
            "note": row["note"],
        }


def spend(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Spend factors of the United States: 2022 USD, purchaser price, without, of and with margins."""
    margins = {
        "cradle to point of production": "without margins",
        "point of production to point of sale": "margins",
        "cradle to point of sale": "with margins",
    }
    for row in rows:
        code, _, name = row["activity"].removeprefix("NAICS ").partition(" ")
        margin = margins[row["technology"]]
        yield {
            **row,
            "key": f"{row['source']}:{code}/{margin.replace(' ', '-')}",
            "activity": f"spend | {code} {name}",
            "technology": margin,
            "scope": "3",
            "unit": "kg/USD",
            "unit_printed": row["unit"],
            "gwp": "AR5",
        }


SHIFTED = "columns shifted in the copy"
CORRECTIONS = "cbam_corrections_2026_1740.csv"
DEFAULT_COLUMNS = ("country", "cn_code", "description", "direct", "indirect", "total", "workbook", "route", "printed",
                   "note")  # fmt: skip
ANNEX_COLUMNS = ("cn_code", "description", "total", "route", "locator", "grade", "note")
BENCHMARK_COLUMNS = ("cn_code", "column", "route", "first_year", "last_year", "value", "locator", "grade", "note")
YEAR_COLUMNS = ("figure", "year", "quarter", "value", "unit", "source", "locator", "grade", "note")


def border_defaults(rows: list[dict[str, str]], corrections: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Default values by country and code, the corrections of the act laid over the copy.

    ``printed`` says what stands in the table: value, dash (the act prints -), see below (a heading with finer codes
    that have a value), withheld (the copy is damaged) or unclear (blank in the copy, and nothing tells dash from
    see below).
    """
    corrected = {(row["region"], row["activity"].split(" ")[0]): row for row in corrections}
    kept = [row for row in rows if row["grade"] != "SUSPECT" and not row["note"].startswith("MISSING")]
    kept += [row for row in rows if row["note"] == SHIFTED]
    kept = [row for row in kept if (row["country"], row["cn_code"]) not in corrected]
    for (country, code), row in corrected.items():
        route = row["technology"].removeprefix("route ")
        kept.append({
            "country": country, "cn_code": code, "description": row["activity"].partition(" ")[2],
            "direct": row["value"], "indirect": "", "total": row["value"], "total_unrounded_workbook": "",
            "route_first": f"({route})" if route else "", "grade": row["grade"],
            "note": f"{row['locator'].rpartition('; ')[2]}; {row['note']}",
        })  # fmt: skip
    valued = {(row["country"], row["cn_code"]) for row in kept if row["total"]}
    for row in sorted(kept, key=lambda row: (row["country"], row["cn_code"], row["description"])):
        finer = any(c == row["country"] and v.startswith(row["cn_code"]) and v != row["cn_code"] for c, v in valued)
        dash = (row["country"], row["cn_code"]) in corrected
        printed = "value" if row["total"] else "see below" if finer else "dash" if dash else "unclear"
        printed = "withheld" if row["note"] == SHIFTED else printed
        yield {
            **row,
            "workbook": row["total_unrounded_workbook"],
            "route": row["route_first"].strip("()"),
            "printed": printed,
            "note": re.sub(r"; second copy agrees.*|^second copy agrees.*", "", row["note"]),
        }


def annex_iv(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Highest third-country values, for a precursor of unknown country."""
    for row in rows:
        code, _, description = row["activity"].partition(" ")
        route = row["technology"].removeprefix("route ")
        yield {**row, "cn_code": code, "description": description, "total": row["value"], "route": route}


def benchmarks(folder: Path) -> Iterator[dict[str, str]]:
    """Benchmarks of columns A and B by code, route and period; the two columns are never merged."""
    for row in rows_of(folder / "cbam_benchmarks_a.csv"):
        first, last = row["year"].split("-")
        route = row["technology"].removeprefix("route ")
        yield {**row, "cn_code": row["activity"], "column": "A", "route": route, "first_year": first, "last_year": last}
    periods = {"": ("2026", "2030"), "1": ("2026", "2027"), "2": ("2028", "2030")}
    for row in rows_of(folder / "cbam_benchmarks.csv"):
        if row["column"] == "A":
            continue
        first, last = periods[row["period"]]
        locator = f"(EU) 2025/2620 Annex point 5.3, CN {row['cn_code']}, column B"
        note = "two copies agree" if row["grade"] == "B" else "one copy"
        yield {**row, "first_year": first, "last_year": last, "value": row["value_tCO2e_per_t"], "locator": locator,
               "note": note}  # fmt: skip


def year_figures(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """CBAM factor, cross-sectoral correction factor and price by year."""
    for row in rows:
        words = row["activity"].lower()
        figure = "price" if "price" in words else "CSCF" if "correction" in words else "CBAM factor"
        quarter = re.search(r"Q([1-4])", " ".join((row["activity"], row["year"], row["basis"], row["locator"])))
        year = re.search(r"\d{4}", row["year"])
        yield {**row, "figure": figure, "year": year[0] if year else "", "quarter": quarter[1] if quarter else ""}


def write_pact(folder: Path) -> None:
    """Write the schemas below ProductFootprint as one JSON Schema without prose, and the fields with their rules."""
    schemas = yaml.safe_load((folder / "pact-openapi-3.0.4.yaml").read_text(encoding="utf-8"))["components"]["schemas"]
    wanted, found = ["ProductFootprint"], {}
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = without_prose(schemas[name])
            wanted += re.findall(r"#/components/schemas/(\w+)", json.dumps(found[name]))
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Schemas of PACT 3.0.4 from wbcsd/pact-conformance-service@839bfe8, MIT, see pact-LICENSE.txt",
        "$ref": "#/components/schemas/ProductFootprint",
        "components": {"schemas": dict(sorted(found.items()))},
    }
    (ROOT / "pact-3.0.4.json").write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    (ROOT / "pact-LICENSE.txt").write_text((folder / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8")
    signs = {name: part.get("x-comment", "") for name, part in schemas["CarbonFootprint"]["properties"].items()}
    fields = rows_of(folder / "fields-3.0.4.csv")
    wanted = (row for row in fields if row["schema"] in found)
    write("pact-fields", FIELD_COLUMNS, ({**row, "sign": signs.get(row["field"], "")} for row in wanted))


FIELD_COLUMNS = (
    "schema",
    "field",
    "type",
    "schema_required",
    "methodology_rule",
    "unit",
    "sign",
    "methodology_section",
)


def without_prose(node: Any) -> Any:
    """Return a schema without descriptions and examples: names of properties stay."""
    if isinstance(node, list):
        return [without_prose(part) for part in node]
    if not isinstance(node, dict):
        return node
    prose = {"description", "example", "examples", "title"}
    kept = {key: value for key, value in node.items() if key not in prose and not key.startswith("x-")}
    named = kept.pop("properties", None)
    made = {key: without_prose(value) for key, value in kept.items()}
    return made | ({"properties": {n: without_prose(part) for n, part in named.items()}} if named else {})


if __name__ == "__main__":
    main()

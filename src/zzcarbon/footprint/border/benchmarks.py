"""Benchmarks, CBAM factor, cross-sectoral correction factor and price of certificates by year."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from zzcarbon.errors import DataError, FactorAmbiguous, FactorNotFound, Problem, shown
from zzcarbon.factors.catalogue import packed_table
from zzcarbon.footprint.border.default_values import plain_code
from zzcarbon.footprint.border.step import Step
from zzcarbon.provenance import at_least
from zzcarbon.tables.stated import is_year

__all__ = ["benchmark", "year_figure"]


def benchmark(cn_code: str, column: str, year: int, *, route: str = "", grade: str = "B") -> Step:
    """Return a benchmark; columns A (actual data) and B (default values) are never merged.

    Parameters
    ----------
    cn_code : str
        Eight digits.
    column : {"A", "B"}
        A with actual data, B with default values.
    year : int
        Year of import [a].
    route : str
        Letter of the production route; needed where the code has benchmarks by route.
    grade : str
        Evidence grade at least; most of column B is C: ask for it, or give the benchmark yourself.

    Raises
    ------
    FactorNotFound
        There is none at this grade, for this year or route.
    FactorAmbiguous
        Several routes have one and none is named.

    Examples
    --------
    >>> print(benchmark("72071114", "A", 2026, route="D").value)
    0.065
    """
    code = plain_code(cn_code)[:8]
    _check_year(year)
    table = packed_table("cbam-benchmarks")
    rows = table[(table["cn_code"] == code) & (table["column"] == column)]
    rows = rows[(rows["first_year"].astype(int) <= year) & (rows["last_year"].astype(int) >= year)]
    if rows.empty:
        message = f"no benchmark of column {column} for CN {code} in {year}: give it as benchmark [t CO2e/t]"
        raise FactorNotFound(message)
    if (rows["route"] != "").all():
        if not route:
            lines = [f"route {row.route}: {row.value}" for row in rows.itertuples()]
            message = f"CN {code} has benchmarks of column {column} by route: name the route"
            raise FactorAmbiguous(message, lines)
        rows = rows[rows["route"] == route]
    graded = rows[rows["grade"].isin(at_least(grade))]
    if graded.empty:
        there = ", ".join(sorted(set(rows["grade"]))) or "no such route"
        which = f"column {column} for CN {code}, route {route or 'none'}, at grade {grade} (there is: {there})"
        message = f"no benchmark of {which}: ask with grade='C', or give it as benchmark [t CO2e/t]"
        raise FactorNotFound(message)
    row = graded.iloc[0]
    place = f"{row['locator'].removeprefix('(EU) 2025/2620 ')}{', route ' + row['route'] if row['route'] else ''}"
    return Step(f"benchmark, column {column}", Decimal(row["value"]), "t CO2e/t", "", "(EU) 2025/2620", place, "",
                row["grade"], row["note"])  # fmt: skip


def year_figure(
    figure: str,
    year: int,
    *,
    quarter: int | None = None,
    grade: str = "B",
    own: Mapping[int, float | str] | None = None,
) -> Step:
    """Return the CBAM factor, the correction factor (CSCF) or the price of a year; a missing one stops.

    Parameters
    ----------
    figure : {"CBAM factor", "CSCF", "price"}
        What is asked for; the CBAM factor is the share of free allocation still granted [1].
    year : int
        Year of import [a].
    quarter : int, optional
        Quarter of import, for the price of 2026.
    grade : str
        Evidence grade at least.
    own : mapping of int to number, optional
        Figures of the caller by year; by quarter (1 to 4) for the price of the year.

    Raises
    ------
    FactorNotFound
        There is none at this grade.

    Examples
    --------
    >>> print(year_figure("CBAM factor", 2026).value, year_figure("price", 2026, quarter=1).value)
    0.975 75.36
    """
    _check_year(year)
    unit = "EUR/t" if figure == "price" else "1"
    given = own or {}
    key = quarter if figure == "price" and quarter is not None and quarter in given else year
    if key in given:
        return Step(figure, Decimal(str(given[key])), unit, grade="own", note="given by the caller")
    table = packed_table("cbam-years")
    rows = table[(table["figure"] == figure) & (table["year"] == str(year)) & (table["quarter"] == str(quarter or ""))]
    found = rows[rows["grade"].isin(at_least(grade))]
    if found.empty:
        there = f" (there is one of grade {rows['grade'].iloc[0]}: ask with grade='C')" if len(rows) else ""
        when = f"{year}{f', quarter {quarter}' if quarter else ''}"
        message = f"no {figure} for {when} at grade {grade}{there}: give it yourself"
        raise FactorNotFound(message)
    row = found.iloc[0]
    return Step(figure, Decimal(row["value"]), unit, "", row["source"], row["locator"], "", row["grade"], row["note"])


def _check_year(year: object) -> None:
    if not is_year(year):
        message = "the year of import is not a year"
        raise DataError(message, [Problem("", "", "year", shown(year), message, "Write it as 2026.")])

"""Default values of embedded emissions: Annex I by country, its table of other countries, Annex IV.

What is blank in a table means one of three things: the code is a heading whose finer codes have the value (see below),
the act prints a dash (then the table of other countries answers), or the figure is not in scope (N/A of the indirect
column). Where the packaged copy is blank and cannot tell, the answer says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import ClassVar

import pandas as pd

from zzcarbon.document.result_card import ResultCard
from zzcarbon.document.sentence_catalogue import sentence
from zzcarbon.errors import DataError, Problem, UnknownNameError, shown
from zzcarbon.factors.catalogue import packed_table
from zzcarbon.footprint.border.step import Step
from zzcarbon.tables.stated import is_year
from zzcarbon.vocabulary.regions import region

__all__ = [
    "DefaultValue",
    "border_country",
    "country_name",
    "default_value",
    "is_covered",
    "mark_up",
    "plain_code",
    "sector_of",
]

ACT = "(EU) 2025/2621 as replaced by (EU) 2026/1740"
OTHER = "Other countries and territories"
_TARIC = {
    "2523100010": "White",
    "2523100090": "Grey",
    "2523900010": "White",
    "2523900090": "Grey",
    "2507008080": "Calc",
}
"""TARIC codes where one CN code has two values, and how their description begins (Annex IV of the act)."""
_SPLIT = {"25231000", "25239000", "25070080"}
_NAMES = {"BN": "Brunei", "CD": "Democratic Republic of the Congo", "MM": "Myanmar/Burma", "RU": "Russia",
          "NC": "New Caledonia and dependencies"}  # fmt: skip
_MARK_UPS = {2026: Decimal("0.1"), 2027: Decimal("0.2"), 2028: Decimal("0.3")}
_SECTORS = {"25": "cement", "31": "fertilisers", "76": "aluminium", "72": "iron and steel", "73": "iron and steel",
            "26": "iron and steel"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DefaultValue(ResultCard):
    """A default value as printed, with the figure of the workbook behind it.

    Attributes
    ----------
    printed, workbook : Decimal
        Total as printed in the act (three decimals), and unrounded in the workbook of the Commission [t CO2e/t].
    code, description : str
        Code and goods of the table row that answered.
    table : str
        Table of Annex I that answered, or Annex IV.
    route : str
        Letter of the production route as the packaged copy has it (grade C); empty for none.
    note : str
        What to know of the choice.
    """

    _units_: ClassVar[Mapping[str, str]] = dict.fromkeys(("printed", "workbook"), "t CO2e/t")

    printed: Decimal
    workbook: Decimal
    code: str
    description: str
    table: str
    route: str
    note: str

    def steps(self, year: int) -> tuple[Step, ...]:
        """Return the default with the mark-up of a year, and, where it differs, the same from the workbook."""
        up = mark_up(self.code, year)
        rounding = "the binding figure is the one printed, rounded to three decimals; nothing is rounded after it"
        read = Step("default total", self.printed, "t CO2e/t", "", ACT, f"{self.table}, CN {self.code}", rounding, "A",
                    self.note)  # fmt: skip
        percent = Step("mark-up", up, "1", "", ACT, f"Annex I, opening, recital 10, {year}", "", "A")
        text = f"{self.printed} x (1 + {up})"
        marked = Step("specific embedded emissions", self.printed * (1 + up), "t CO2e/t", text, ACT, "Annex I, opening",
                      "not rounded", "A")  # fmt: skip
        if self.workbook == self.printed:
            return read, percent, marked
        other = Step("the same from the workbook of February 2026", self.workbook * (1 + up), "t CO2e/t",
                     f"{self.workbook} x (1 + {up})", "Commission workbook DVs as adopted_v20260204", f"CN {self.code}",
                     "unrounded total; recital 10 of the act names the difference", "A",
                     "shown beside, never used")  # fmt: skip
        return read, percent, marked, other


def default_value(cn_code: str, country: str = "", *, variant: str = "", unknown_country: bool = False) -> DefaultValue:
    """Return the default value of a good, before mark-up.

    Parameters
    ----------
    cn_code : str
        Eight digits of the Combined Nomenclature or ten of TARIC; blanks and dots are left out.
    country : str
        Country of production, name or ISO code.
    variant : str
        ``"white"``, ``"grey"`` or ``"calcined"`` where one CN code has values by TARIC code and only eight digits are
        given.
    unknown_country : bool
        Whether a precursor's country cannot be identified: Annex IV, the highest value of any third country.

    Raises
    ------
    UnknownNameError
        The country is unknown.
    DataError
        The code is no CN code, is not covered, is a heading, or the packaged copy has no figure for it.

    Examples
    --------
    >>> found = default_value("2523 10 00", "China", variant="grey")
    >>> found.printed, found.table
    (Decimal('1.390'), 'Annex I, table China')
    >>> default_value("72071114", "CN").workbook
    Decimal('3.168785')
    """
    code = plain_code(cn_code)
    if unknown_country:
        return _annex_iv(code, cn_code, variant)
    name = border_country(country)
    found = _row(code, name, cn_code, variant)
    note = "" if name != OTHER else f"{country} is not listed: table of other countries"
    if found is None or found["printed"] in {"dash", "unclear"}:
        note = _why_other(found, name)
        other = _row(code, OTHER, cn_code, variant)
        if other is None:
            raise _refused(cn_code, "not covered: no table of Annex I has this code", "Is the good one of Annex I?")
        found, name = other, OTHER
    if found["printed"] == "withheld":
        remedy = "Take the figure from the Official Journal and give it as default_value."
        raise _refused(cn_code, f"the packaged copy is damaged at this figure of {name}", remedy)
    if found["printed"] == "see below":
        raise _refused(cn_code, f"a heading whose finer codes have the value ({found['description'][:60]})",
                       "Give the eight digits of the good.")  # fmt: skip
    notes = "; ".join(filter(None, (note, found["note"])))
    workbook = Decimal(found["workbook"] or found["total"])
    return DefaultValue(Decimal(found["total"]), workbook, found["cn_code"], found["description"],
                        f"Annex I, table {name}", found["route"], notes)  # fmt: skip


def mark_up(cn_code: str, year: int) -> Decimal:
    """Return the mark-up on a default value [1]: 10, 20, 30 % from 2026, 2027, 2028 on; 1 % for fertilisers.

    Raises
    ------
    DataError
        The year lies before 2026.

    Examples
    --------
    >>> mark_up("72071114", 2027), mark_up("31021019", 2027)
    (Decimal('0.2'), Decimal('0.01'))
    """
    if not is_year(year) or year < min(_MARK_UPS):
        raise _refused(shown(year), "the definitive period begins on 2026-01-01", "Give a year from 2026 on.", "year")
    return Decimal("0.01") if sector_of(cn_code) == "fertilisers" else _MARK_UPS[min(year, max(_MARK_UPS))]


def sector_of(cn_code: str) -> str:
    """Return the sector of a code: cement, fertilisers, aluminium, iron and steel, hydrogen.

    Examples
    --------
    >>> sector_of("28041000"), sector_of("28080000")
    ('hydrogen', 'fertilisers')
    """
    if cn_code.startswith("280410"):
        return "hydrogen"
    if cn_code.startswith("28"):
        return "fertilisers"
    return _SECTORS.get(cn_code[:2], "")


@cache
def _covered() -> frozenset[str]:
    tables = (packed_table(name)["cn_code"] for name in ("cbam-defaults", "cbam-annex-iv", "cbam-benchmarks"))
    return frozenset(code[:8] for table in tables for code in table)


def is_covered(cn_code: str) -> bool:
    """Return whether a good is one of the border adjustment: a table of default values or benchmarks has its code.

    Examples
    --------
    >>> is_covered("76042990"), is_covered("28010000"), is_covered("76020000")
    (True, False, False)
    """
    return any(cn_code[:digits] in _covered() for digits in range(4, 9))


def border_country(name: str) -> str:
    """Return a country as Annex I calls it, or the name of its table of other countries.

    Raises
    ------
    UnknownNameError
        There is no such country.

    Examples
    --------
    >>> border_country("中国"), border_country("BT")
    ('China', 'Other countries and territories')
    """
    if name in set(packed_table("cbam-defaults")["country"]):
        return name
    known = region(name)
    if known.kind not in {"country", "world"}:
        raise UnknownNameError("country", name, (), "Name the country of production, not a part of it.")
    return _countries().get(known.key, OTHER)


def country_name(name: str, language: str) -> str:
    """Return what a country, or the table of other countries, is called in a language.

    Examples
    --------
    >>> country_name("China", "zh"), country_name("Other countries and territories", "zh"), country_name("", "zh")
    ('中国', '其他国家和地区', '')
    """
    key = next((code for code, printed in _countries().items() if printed == name), None)
    if language == "en" or not name:
        return name
    return sentence("border other countries", language) if key is None else region(key).zh


@cache
def _countries() -> dict[str, str]:
    found = dict(_NAMES)
    for name in packed_table("cbam-defaults")["country"].unique():
        if name not in {OTHER, *_NAMES.values()}:
            found[region(name).key] = name
    return found


def plain_code(text: str) -> str:
    """Return the digits of a code.

    Raises
    ------
    DataError
        These are not eight digits of the Combined Nomenclature or ten of TARIC.
    """
    code = "".join(character for character in str(text) if character not in " .")
    if not (code.isascii() and code.isdigit() and len(code) in {8, 10}):
        raise _refused(text, "not a CN code", "Write eight digits, ten for TARIC, as text: 72071114.")
    return code


@cache
def _tables() -> dict[str, pd.DataFrame]:
    return {str(name): rows for name, rows in packed_table("cbam-defaults").groupby("country")}


def _row(code: str, name: str, printed_code: str, variant: str) -> dict[str, str] | None:
    """Return the row of the longest code that begins the code and has a value, else of the longest at all."""
    table = _tables()[name]
    fits = table[[code.startswith(row) for row in table["cn_code"]]]
    if fits.empty:
        return None
    valued = fits[fits["total"] != ""]
    chosen = valued if len(valued) else fits
    chosen = chosen[chosen["cn_code"].str.len() == chosen["cn_code"].str.len().max()]
    if chosen["cn_code"].iloc[0] in _SPLIT:
        chosen = _variant_rows(chosen, code, printed_code, variant)
    return {str(key): str(value) for key, value in chosen.iloc[0].items()}


def _variant_rows(rows: pd.DataFrame, code: str, printed_code: str, variant: str) -> pd.DataFrame:
    begins = _TARIC.get(code, variant[:5].capitalize())
    found = rows[rows["description"].str.startswith(begins)] if begins else rows[:0]
    if found.empty:
        kinds = " or ".join(sorted(rows["description"].unique()))
        raise _refused(printed_code, f"one CN code, values by TARIC code: {kinds}",
                       "Give ten digits of TARIC, or the variant: white, grey or calcined.")  # fmt: skip
    return found


def _annex_iv(code: str, printed_code: str, variant: str) -> DefaultValue:
    table = packed_table("cbam-annex-iv")
    begins = _TARIC.get(code, variant[:5].capitalize())
    fits = table[[code.startswith(row[:8]) if len(row) > 8 else code.startswith(row) for row in table["cn_code"]]]
    if len(fits) and fits["cn_code"].str.len().max() > 8:
        other = fits["description"].str.contains(f"^{begins}|including {begins}", case=False, regex=True)
        fits = fits[other] if begins else fits[:0]
    if fits.empty:
        raise _refused(printed_code, "Annex IV has no value for this code, or one by TARIC code",
                       "Give eight digits of a good of Annex IV, ten where TARIC codes differ.")  # fmt: skip
    row = fits.sort_values("cn_code", key=lambda codes: codes.str.len(), kind="stable").iloc[-1]
    value = Decimal(row["total"])
    return DefaultValue(value, value, row["cn_code"], row["description"], "Annex IV", row["route"], row["note"])


def _why_other(found: dict[str, str] | None, name: str) -> str:
    if found is None:
        return f"table {name} has no row for the code: other countries"
    if found["printed"] == "dash":
        return f"the act prints a dash for {name}: other countries ({found['note']})"
    return (f"blank in the packaged copy of table {name}: it cannot tell a dash of the act from a figure not copied; "
            "other countries taken, look the row up in the Official Journal")  # fmt: skip


def _refused(value: str, problem: str, remedy: str, column: str = "cn_code") -> DataError:
    return DataError(f"no default value: {problem}", [Problem("", "", column, shown(value), problem, remedy)])

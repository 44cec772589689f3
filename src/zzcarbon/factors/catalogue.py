"""The catalogue: large published lists of factors per activity, read only when they are asked for.

An item (``key``) is one activity in one unit; it has a row for each substance that the list prints. What is blank in
the packaged tables is not printed in the source; a printed zero is a zero. A gas that a list prints as CO2e of that gas
stays so (``CO2e of CH4``) and is not the mass of the gas.
"""

from __future__ import annotations

import gzip
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

import pandas as pd

from zzcarbon.errors import UnknownNameError
from zzcarbon.provenance import at_least
from zzcarbon.resources import data_path, data_rows

__all__ = ["EDITIONS", "catalogue", "catalogue_item", "find_catalogue", "listed_rows", "packed_table", "spend_gases"]

EDITIONS = ("uk-desnz-2025", "uk-desnz-2026", "us-epa-hub-2025", "us-epa-scef-1.3")
"""The lists: United Kingdom 2025 and 2026, United States emission factors hub 2025 and spend factors v1.3."""

_FOLDER = "footprints"
_PRINTED_ITEMS = {"uk-desnz-2026": 376}


@cache
def packed_table(name: str) -> pd.DataFrame:
    """Return a packaged table of footprints as text, as it was read from its source.

    Parameters
    ----------
    name : str
        Name of the file without ending, for example ``"cbam-defaults"``.
    """
    raw = gzip.decompress(data_path(_FOLDER, f"{name}.csv.gz").read_bytes()).decode("utf-8")
    return pd.read_csv(io.StringIO(raw), dtype=str, keep_default_na=False)


def catalogue(*editions: str, grade: str = "B") -> pd.DataFrame:
    """Return the factors of some lists, one row per item and substance.

    Parameters
    ----------
    *editions : str
        Keys of lists, see `EDITIONS`; all of them if none is named.
    grade : str
        Evidence grade that a row must have at least.

    Returns
    -------
    pandas.DataFrame
        ``key edition activity technology scope substance value unit unit_printed basis gwp region year source locator
        grade note``; ``value`` is a number, CO2e is of the set in ``gwp``.

    Raises
    ------
    UnknownNameError
        A list or the grade is unknown.

    Examples
    --------
    >>> hub = catalogue("us-epa-hub-2025")
    >>> len(hub), sorted(hub[hub["locator"].str.startswith("Table 9,")]["gwp"].unique())
    (1309, ['AR4'])
    """
    for edition in editions:
        if edition not in EDITIONS:
            raise UnknownNameError("list of factors", edition, EDITIONS, f"Lists: {', '.join(EDITIONS)}.")
    grades = at_least(grade)
    whole = _whole()
    kept = whole["grade"].isin(grades)
    if editions:
        kept &= whole["edition"].isin(editions)
    return whole[kept].reset_index(drop=True)


def catalogue_item(key: str) -> pd.DataFrame:
    """Return the rows of one item, one a substance.

    Parameters
    ----------
    key : str
        For example ``"uk-desnz-2025:1_100_1004_10"`` or ``"us-epa-scef-1.3:331110/with-margins"``.

    Raises
    ------
    UnknownNameError
        The packaged lists have no such item. An item of one edition never answers for another.

    Examples
    --------
    >>> catalogue_item("us-epa-scef-1.3:111110/with-margins")["value"].tolist()
    [0.532]
    """
    found = _by_key().get(key)
    if found is None:
        edition = key.partition(":")[0]
        printed = _PRINTED_ITEMS.get(edition)
        part = f"Only {printed} items of this edition are packaged, of about 2,600: take the figure from the "
        hint = f"{part}publication and give it as emission_factor." if printed else "See zc.general.find(...)."
        near = [name for name in _by_key() if name.startswith(edition)] or list(EDITIONS)
        raise UnknownNameError("item of the catalogue", key, near, hint)
    return _whole().iloc[found].reset_index(drop=True)


def find_catalogue(text: str = "", *, editions: Sequence[str] = (), grade: str = "B", **fields: str) -> pd.DataFrame:
    """Return items in which every word stands, in English or Chinese; what has none says where one is usually found.

    Parameters
    ----------
    text : str
        Words, for example ``"差旅 rail"``, ``"freight HGV diesel"``, ``"331110"``, ``"镁砂"``.
    editions : sequence of str
        Keys of lists; all if empty.
    grade : str
        Evidence grade that a row must have at least.
    **fields : str
        Columns with their exact value, for example ``substance="CO2e"``.

    Returns
    -------
    pandas.DataFrame
        As `catalogue`. A Chinese word without a factor in the lists is one row with an empty ``value`` whose ``note``
        says what to ask for and where it is usually found.

    Examples
    --------
    >>> found = find_catalogue("差旅 rail", editions=["uk-desnz-2025"], substance="CO2e")
    >>> "Business travel- land | Rail | National rail" in set(found["activity"])
    True
    >>> find_catalogue("镁砂")["note"][0][:50]
    'Magnesia: no packaged list has a factor per tonne.'
    """
    frame = catalogue(*editions, grade=grade)
    for column, wanted in fields.items():
        if column not in frame:
            raise UnknownNameError("column", column, frame.columns)
        frame = frame[frame[column] == wanted]
    asked: list[dict[str, str]] = []
    for word in _folded(text).split():
        entry = _words().get(word)
        if entry and entry["ask"]:
            asked.append(entry)
            continue
        texts = _texts().loc[frame.index] if len(frame) == len(_whole()) else _text_of(frame)
        options = entry["english"].split("|") if entry else []
        pattern = "|".join(map(_pattern, options)) if entry else re.escape(word)
        frame = frame[texts.str.contains(pattern, regex=True)]
    if asked:
        blank = dict.fromkeys(frame.columns, "")
        rows = [blank | {"activity": entry["word"], "note": entry["ask"], "value": float("nan")} for entry in asked]
        return pd.DataFrame(rows, columns=frame.columns)
    return frame.reset_index(drop=True)


def listed_rows(text: str, fields: Mapping[str, str], grade: str) -> pd.DataFrame:
    """Return what the lists hold of some words, in the columns of the factor database.

    Parameters
    ----------
    text : str
        Words, as of `find_catalogue`; none finds nothing.
    fields : mapping of str to str
        Columns of the database with their value.
    grade : str
        Evidence grade that a row must have at least.
    """
    if not text.strip() or fields.get("set", EDITIONS[0]) not in EDITIONS:
        return pd.DataFrame()
    found = find_catalogue(text, grade=grade)
    made = pd.DataFrame({
        "activity": "general activity", "subject": found["key"], "technology": found["technology"],
        "substance": found["substance"], "value": found["value"], "unit": found["unit"], "basis": found["basis"],
        "region": found["region"], "set": found["edition"], "source": found["source"], "locator": found["locator"],
        "grade": found["grade"], "id": found["key"], "score": 0,
        "note": found["activity"] + ("; " + found["note"]).where(found["note"] != "", ""),
    })  # fmt: skip
    for column, wanted in fields.items():
        made = made[made[column] == wanted] if column in made else made[:0]
    return made


def spend_gases() -> pd.DataFrame:
    """Return the gases behind the spend factors with margins, one row per commodity [kg/USD of 2022].

    Examples
    --------
    >>> print(spend_gases().loc["111110", "Methane [kg/USD2022]"])
    0.000482
    """
    return packed_table("us-epa-scef-1.3-gases").set_index("naics_2017").astype(float)


@cache
def _whole() -> pd.DataFrame:
    tables = [packed_table(edition).assign(edition=edition) for edition in EDITIONS]
    whole = pd.concat(tables, ignore_index=True)
    whole["value"] = whole["value"].astype(float)
    return whole


@cache
def _by_key() -> dict[str, list[int]]:
    return {str(key): list(rows) for key, rows in _whole().groupby("key", sort=False).indices.items()}


@cache
def _texts() -> pd.Series:
    return _text_of(_whole())


def _text_of(frame: pd.DataFrame) -> pd.Series:
    columns = ["key", "activity", "technology", "unit", "unit_printed", "basis", "locator", "note"]
    joined = frame[columns[0]]
    for column in columns[1:]:
        joined = joined + "\n" + frame[column]
    return joined.str.lower()


@cache
def _words() -> dict[str, dict[str, str]]:
    return {
        _folded(word): {**row, "word": word}
        for row in data_rows("catalogue_words.csv")
        for word in row["zh"].split(";")
    }


def _pattern(term: str) -> str:
    """Return what finds a term as a whole word, in the plural too; a star leaves its end open.

    Examples
    --------
    >>> bool(re.search(_pattern("bus"), "business")), bool(re.search(_pattern("alumin*"), "primary aluminum"))
    (False, True)
    """
    bare = term.removesuffix("*")
    end = r"(?:s|es)?(?![a-z0-9])" if term == bare and bare[-1].isalnum() else ""
    return rf"(?<![a-z0-9]){re.escape(bare)}{end}"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()

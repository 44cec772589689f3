"""Sectors of Chinese enterprise accounting and their streams: which method of which module estimates each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pandas as pd

from zzcarbon.errors import UnknownNameError
from zzcarbon.resources import data_rows

__all__ = ["PARTS", "Sector", "Stream", "enterprise_streams", "sector_named"]

PARTS = (
    "fuel combustion", "fuel as raw material", "process", "net purchased electricity", "net purchased heat",
    "carbon in products", "recovered CO2",
)  # fmt: skip
"""Parts of an enterprise total; carbon in products and recovered CO2 are taken off, sold energy off what was bought."""

_ALL = "all"


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream of a works.

    Attributes
    ----------
    name, part : str
        Its name, and the part of the total that it belongs to, one of `PARTS`.
    words : tuple of str
        Its Chinese names.
    module, method : str
        What estimates it.
    given : str
        Column that chooses this method where a row fills it.
    fuel, role, flow : str
        What a row need not say, as it follows from the stream.
    gases : tuple of str
        Greenhouse gases that count; none: those that the row names.
    expected : bool
        Whether works of the sector have it as a rule.
    """

    name: str
    part: str
    words: tuple[str, ...]
    module: str
    method: str
    given: str
    fuel: str
    role: str
    flow: str
    gases: tuple[str, ...]
    expected: bool


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector with its method.

    Attributes
    ----------
    key : str
        Its name.
    words : tuple of str
        Its Chinese names.
    gwp : str
        GWP set that the method fixes; empty where it fixes none.
    source, locator : str
        Key of the document, and what of it.
    streams : tuple of Stream
        What works of the sector may have.
    """

    key: str
    words: tuple[str, ...]
    gwp: str
    source: str
    locator: str
    streams: tuple[Stream, ...]


def sector_named(name: str) -> Sector:
    """Return a sector by its English or Chinese name.

    Raises
    ------
    UnknownNameError
        There is no such sector.

    Examples
    --------
    >>> sector_named("电解铝").key
    'aluminium'
    """
    text = str(name).strip()
    for sector in _sectors():
        if text.casefold() == sector.key or text in sector.words:
            return sector
    known = [word for sector in _sectors() for word in (sector.key, *sector.words)]
    told = ", ".join(f"{one.key} ({one.words[0]})" for one in _sectors())
    raise UnknownNameError("sector", name, known, f"Sectors: {told}.")


def enterprise_streams(sector: str | None = None) -> pd.DataFrame:
    """Return the streams of a sector, or of all: name, Chinese names, part of the total, module, method.

    Parameters
    ----------
    sector : str, optional
        In English or Chinese.

    Raises
    ------
    UnknownNameError
        There is no such sector.

    Examples
    --------
    >>> found = enterprise_streams("水泥")
    >>> found[found["stream"] == "clinker"][["part", "method"]].values.tolist()
    [['process', 'cement clinker']]
    """
    chosen = _sectors() if sector is None else (sector_named(sector),)
    rows = [
        (one.key, stream.name, "; ".join(stream.words), stream.part, stream.module, stream.method, stream.given,
         stream.expected, one.source, one.locator)
        for one in chosen for stream in one.streams
    ]  # fmt: skip
    columns = ["sector", "stream", "stream_local", "part", "module", "method", "given", "expected", "source", "locator"]
    return pd.DataFrame(rows, columns=columns)


@cache
def _sectors() -> tuple[Sector, ...]:
    streams = data_rows("enterprise_streams.csv")
    made = []
    for row in data_rows("enterprise_sectors.csv"):
        own = [_stream(line) for line in streams if line["sector"] == row["sector"]]
        named = {stream.name for stream in own}
        common = [_stream(line) for line in streams if line["sector"] == _ALL and line["stream"] not in named]
        words = tuple(row["zh"].split(";"))
        made.append(Sector(row["sector"], words, row["gwp"], row["source"], row["locator"], (*own, *common)))
    return tuple(made)


def _stream(row: dict[str, str]) -> Stream:
    gases = tuple(row["gases"].split(";")) if row["gases"] else ()
    return Stream(row["stream"], row["part"], tuple(row["zh"].split(";")), row["module"], row["method"], row["given"],
                  row["fuel"], row["role"], row["flow"], gases, row["expected"] == "yes")  # fmt: skip

"""Parameters of landfill decay: from the row, else from the database, one edition after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zzcarbon.errors import FactorError, Problem
from zzcarbon.factors.select import FactorQuery
from zzcarbon.factors.table import FactorTable

__all__ = ["EDITIONS", "PARAMETERS", "DecayParameter", "find_parameter"]

EDITIONS: Mapping[int, tuple[str, ...]] = {
    2006: ("ipcc-2006-v5",),
    2019: ("ipcc-2019r-v5", "ipcc-2006-v5"),
}
"""Sets of an edition in the order they are asked: what the Refinement left as it was stands in the 2006 set."""


@dataclass(frozen=True, slots=True)
class DecayParameter:
    """A parameter of decay.

    Attributes
    ----------
    column : str
        Column of the deposits that may give it.
    name : str
        Name in the database.
    of_waste : bool
        Whether it is a figure of the waste.
    condition : str
        Column that its conditions ask for; empty for none.
    meaning : str
        What it is, with unit.
    """

    column: str
    name: str
    of_waste: bool
    condition: str
    meaning: str


PARAMETERS = (
    DecayParameter("organic_carbon", "degradable_organic_carbon", True, "", "degradable organic carbon, wet [1]"),
    DecayParameter("decomposed_fraction", "decomposed_fraction", True, "", "share that decomposes, DOC_f [1]"),
    DecayParameter("decay_rate", "decay_rate", True, "climate", "rate constant k [1/a]"),
    DecayParameter("correction_factor", "methane_correction_factor", False, "site", "methane correction factor [1]"),
    DecayParameter("methane_fraction", "methane_fraction", False, "", "methane in landfill gas [1]"),
    DecayParameter("oxidation", "cover_oxidation", False, "site", "share oxidised in the cover [1]"),
)
"""What decay asks for, in the order of the equation."""


def find_parameter(
    parameter: DecayParameter, words: Mapping[str, str], region: str, table: FactorTable, sets: Sequence[str]
) -> tuple[float, str] | Problem:
    """Return the value and the id of its row, or the problem that asks for it.

    Parameters
    ----------
    parameter : DecayParameter
    words : mapping of str to str
        ``waste``, ``site`` and ``climate`` of the deposits.
    region : str
        Key of the region.
    table : FactorTable
    sets : sequence of str
        Sets in the order they are asked.
    """
    condition = {parameter.condition: words[parameter.condition]} if parameter.condition else {}
    subjects = dict.fromkeys(sets, (words["waste"],) if parameter.of_waste else ())
    query = FactorQuery(
        parameter.name, subjects=subjects, region=region, conditions=condition, any_technology=True
    )  # fmt: skip
    try:
        row = table.choose_parameter(query, sets).row
    except FactorError:
        said = ", ".join(f"{name} {word!r}" for name, word in words.items() if word)
        remedy = f"Give {parameter.column} ({parameter.meaning}), or other words for waste, site and climate."
        return Problem("", "", parameter.column, said, f"no {parameter.name} for these words", remedy)
    return row.value, row.id

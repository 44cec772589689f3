"""Why a coefficient cannot be composed: the column that would help, what is wrong, what to do."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from zzcarbon.coherent_units import GROSS, unit_text
from zzcarbon.errors import FactorError, FactorNotFound
from zzcarbon.estimation.coefficient import Key
from zzcarbon.estimation.figures import Figure
from zzcarbon.estimation.input import Input
from zzcarbon.vocabulary.terms import kinship

__all__ = ["OTHER_SET", "NotEstimated", "no_bridge", "no_factor", "no_parameter", "not_applicable"]

_ONE_DIFFERENCE = re.compile(r"(?:(category|condition) \((\w+)[ =]|(technology|subject) \()([^;=<>()\[\]]+)\)")
_SUBJECT = re.compile(r"subject \(([^()]*)\)")
_INTERVAL = re.compile(r"condition \((\w+)(?:=[\[(]|[<>])[^;=]+\)")
_UNASKED = re.compile(r"(?:purpose \(([^;)]*)[^)]*\), )?set \((\S+) was not asked\)")
_YEARS = re.compile(r"; year (\d+)[;)].*; years with a factor: ([\d, ]+): write one")
OTHER_SET = "Give what differs, ask another set, or add a factor with zc.factors().extend(...)."
"""What to do where no row answers."""
_KIN = 3
"""Points of kinship of names from which another subject is named: their last characters are alike."""

_OR_ADD = "or add a factor with zc.factors().extend(...)."
_NO_FIGURE = (
    "No set has this figure: add it with zc.factors().extend(...), or name in substances= those that are asked."
)
"""What to do where figures are of other subjects alone."""

_OF_GRADE_C = f'Pass factors=zc.factors(grade="C") if figures of that grade will do, {_OR_ADD}'
"""What to do where the figure that answers is of a grade that is off by default."""

_EURO = "euro_standard"
_BRIDGE = (
    "Give euro_standard: the European standard that stands for it, for example Euro VI D/E of lorries and buses, "
    "Euro 6 d of cars."
)
"""What to do where a guidebook is asked for a Chinese stage."""


class NotEstimated(Exception):
    """A coefficient cannot be composed; carries column, problem and remedy.

    ``empty`` is true where a set simply has no row, which is not worth a step of the trail; ``notation`` is NA where
    the figure cannot exist, and NE where it is not known.
    """

    def __init__(self, column: str, problem: str, remedy: str, *, empty: bool = False, notation: str = "NE") -> None:
        super().__init__(problem)
        self.column = column
        self.problem = problem
        self.remedy = remedy
        self.empty = empty
        self.notation = notation
        self.found = 0
        """How many figures of the way had been found."""


def no_factor(error: FactorError, key: Key) -> NotEstimated:
    """Say that no factor answers: the column is that in which the nearest row differs."""
    remedy = _remedy(error, key)
    if str(key.words.get("standard", "")).startswith("China ") and _EURO in {i.column for i in key.method.inputs}:
        remedy = _BRIDGE
    return NotEstimated(_concerned(error, key), error.args[0], remedy, empty=isinstance(error, FactorNotFound))


def _remedy(error: FactorError, key: Key) -> str:
    """Return what to write: words of one column that would each give a factor, a grade, or a number.

    Only rows that differ in nothing else are named; a technology only where no category or condition would do, and
    another subject only where its name is akin: finishing pigs for pigs.
    """
    if years := _YEARS.search(error.args[0]):
        due, given = int(years[1]), (int(year) for year in years[2].split(", "))
        nearest = min(given, key=lambda year: (abs(year - due), -year))
        return f"Write factor_year={nearest}, {_OR_ADD}"
    found: dict[str, list[str]] = {}
    asked = str(key.words.get(key.method.subject, ""))
    strangers = 0
    remedy = OTHER_SET
    for text in error.candidates:
        head, _, differs = text.rpartition("differs in ")
        if (subject := _SUBJECT.match(differs)) and kinship(asked, subject[1]) < _KIN:
            strangers += 1
            continue
        remedy = _beyond_a_word(head, differs, key) or remedy
        one = _ONE_DIFFERENCE.fullmatch(differs)
        if one is None or "grade C]" in head:
            continue
        kind, name, other, word = one.groups()
        if (kind == "category" and key.categories) or word == "not specified":
            continue
        column = (
            key.method.subject if other == "subject" else other or (f"category_{name}" if kind == "category" else name)
        )
        found.setdefault(column, []).append(f'{column}="{word}"')
    last = ("technology", key.method.subject)
    best = min(found, key=lambda column: last.index(column) if column in last else -1, default="")
    if key.method.instead and best in {"", key.method.subject} and remedy == OTHER_SET:
        return f'Take method "{key.method.instead}", {_OR_ADD}'
    if 0 < len(error.candidates) == strangers:
        return _NO_FIGURE
    return f"Write {' or '.join(dict.fromkeys(found[best]))}, {_OR_ADD}" if found else remedy


def _beyond_a_word(head: str, differs: str, key: Key) -> str:
    """Say what would bring a near row that no word of a column brings: its grade, its set, a number; else nothing."""
    if differs.startswith("grade (C"):
        return _OF_GRADE_C
    if "grade C]" not in head and (unasked := _UNASKED.fullmatch(differs)):
        return _other_call(unasked[1] or "", unasked[2], key)
    interval = _INTERVAL.fullmatch(differs)
    return _number_asked(interval[1], key) if interval else ""


def _other_call(purpose: str, set_key: str, key: Key) -> str:
    """Say how a set that has the figure is asked: with its purpose, or by name."""
    if purpose:
        return f'Ask with purpose="{purpose}", {_OR_ADD}'
    by_name = f'sets=["+{set_key}"]'
    instead = key.method.instead
    return f'Take method "{instead}", or name the set: {by_name}.' if instead else f"Name the set: {by_name}, {_OR_ADD}"


def _number_asked(column: str, key: Key) -> str:
    """Ask for the number by which a figure is chosen, where the row does not give it; nothing otherwise."""
    meaning = next((item.meaning for item in key.method.inputs if item.column == column), "")
    given = column in (key.measured or {})
    return (
        f"Give {column} ({meaning}), or add the figure with zc.factors().extend(...)." if meaning and not given else ""
    )


def no_parameter(parameter: Input, error: FactorError, key: Key) -> NotEstimated:
    """Ask for a figure: by its own column where the method reads one."""
    if key.method.subject == "fuel":
        return no_factor(error, key)
    meaning = next(item.meaning for item in key.method.inputs if item.column == parameter.column)
    remedy = f"Give {parameter.column} ({meaning}), or add the figure with zc.factors().extend(...)."
    return NotEstimated(parameter.column, error.args[0], remedy, empty=isinstance(error, FactorNotFound))


def not_applicable(key: Key, substance: str, only: str) -> NotEstimated:
    """Say that a figure cannot exist: all factors of the activity are of one other substance by definition."""
    problem = f"factors of {key.method.activity} are of {only} alone: {substance} is NA, not applicable"
    remedy = (
        f"Nothing is missing from the total of {substance}; add a factor with zc.factors().extend(...) if you have one."
    )
    return NotEstimated("substance", problem, remedy, notation="NA")


def no_bridge(
    key: Key, heads: Sequence[Figure], known: Collection[str] = (), densities: Sequence[str] = ()
) -> NotEstimated:
    """Say that the units of amount and figures do not come to a mass.

    ``known`` are the columns of the bridges that were found, ``densities`` the sets that have one of the fuel.
    """
    remedy = "Give the amount in another unit, or a measured value whose unit leads to it."
    if not heads:
        problem = f"an amount in {key.unit!r} is no mass of what is emitted"
        return NotEstimated("unit", problem, "Give the mass, for example in t.")
    head = heads[0]
    where = head.row.id if head.row else head.column
    needed = unit_text(tuple((base, -power) for base, power in head.coherent.powers if power < 0)) or "a number"
    problem = (
        f"an amount in {key.unit!r} does not meet {where} in {head.unit!r}: "
        f"no figure leads from {key.amount} to {needed}"
    )
    leading = [
        p.column for r in key.method.routes for p in r.parameters if p.bridge and p.column not in (key.measured or {})
    ]
    if leading:
        remedy = f"Give {' or '.join(dict.fromkeys(leading))} with its unit, or the amount in another unit."
    asked = unit_text(tuple((base, -power) for base, power in head.coherent.powers if power < 0 and base != "a"))
    bases = {base for base, _ in (*key.amount.powers, *head.coherent.powers)}
    read = {item.column for item in key.method.inputs}
    if "ncv" in read and {base for base, _ in key.amount.powers} > {"t"}:
        remedy = "Give the amount of the fuel itself, for example in t or GJ."  # a mass of CO2 is no fuel
    elif "ncv" in read:
        remedy = _fuel_remedy("m3" in {base for base, _ in key.amount.powers}, known, densities)
    elif not leading and asked != "1":
        remedy = f"Give the amount in {asked}, or in a unit of its kind."
    if GROSS in bases:
        remedy = "Give ncv_per_gcv, the ratio of net to gross heating value, or the amount on the NCV."
    return NotEstimated("unit", problem, remedy)


def _fuel_remedy(volume: bool, known: Collection[str], densities: Sequence[str]) -> str:
    """Return what leads from an amount of fuel to heat: a density for a volume, a heating value, or both."""
    wanted = []
    if volume and "density" not in known:
        named = " or ".join(f'sets=["+{name}"]' for name in densities)
        wanted.append(f"density with density_unit, or {named}" if named else "density with density_unit (kg/L)")
    if "ncv" not in known:
        wanted.append("ncv with ncv_unit")
    return f"Give {'; and '.join(wanted) or 'ncv with ncv_unit'}; or an amount in another unit."


def _concerned(error: FactorError, key: Key) -> str:
    """Return the column that would help: what the nearest row differs in."""
    nearest = error.candidates[0] if error.candidates else ""
    differs = nearest.rpartition("differs in ")[2]
    if differs.startswith("category") and not key.categories:
        return "category_nfr"
    if differs.startswith("condition ("):
        return differs.removeprefix("condition (").partition("=")[0]
    for word in ("year", "technology", "control"):
        if differs.startswith(word) and (word == "year" or key.method.subject != "fuel"):
            return word
    return key.method.subject or "method"

"""Official examples of PACT: what follows from the declared parts, through ``zc.footprint.read_pact``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

import zzcarbon as zc

CASES = Path(__file__).parent / "cases"


def checked(name: str, **declared: str) -> tuple[dict[str, Any], pd.DataFrame]:
    """Return the expected values of a case and what the check finds in a document with its figures."""
    read = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    given = {item["name"]: item["value"] for part in ("inputs", "expected") for item in read[part]}
    pcf = {key: str(value) for key, value in given.items()}
    frame = zc.footprint.read_pact({"pcf": pcf | declared}).check()
    return given, frame[frame["level"] == "arithmetic"].set_index("field")


@pytest.mark.parametrize("name", ["pact-3-example-1", "pact-3-example-2"])
def test_the_official_examples(name: str) -> None:
    """Uptake and including total follow to the printed digits; the excluding total follows one of two readings, flagged."""
    given, found = checked(name)
    assert found.index.tolist() == ["pcf.pcfExcludingBiogenicUptake"]
    assert "follows the official examples" in found["problem"].iloc[0]
    assert f"official examples: {given['pcfExcludingBiogenicUptake']}" in found["computed"].iloc[0]
    _, wrong = checked(name, biogenicCO2Uptake="-1.0")
    assert float(wrong.loc["pcf.biogenicCO2Uptake", "computed"]) == pytest.approx(
        -given["biogenicCarbonContent"] * 44 / 12
    )


def test_the_wrong_total_of_example_6_is_flagged() -> None:
    """Specification 3.0.3, example 6 prints 1.63 where 1.85 - 1.5 = 0.35: flagged with 0.35, not changed."""
    _, found = checked("pact-3-spec-example6-error")
    row = found.loc["pcf.pcfIncludingBiogenicUptake"]
    assert (row["declared"], row["computed"]) == ("1.63", "0.35")

"""The example of a plan runs, names its city as fictitious, and meets its quotas."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[3] / "examples" / "04_reduction_plan.py"


@pytest.mark.skipif(not EXAMPLE.exists(), reason="examples are not part of an installed package")
def test_the_example_of_a_plan(capsys: pytest.CaptureFixture[str]) -> None:
    """Four quotas are met, the price is named a dual, the portfolio with a margin is likelier to meet them."""
    names = runpy.run_path(str(EXAMPLE))
    printed = capsys.readouterr().out
    assert "Plan of Exampleville, a city that does not exist" in printed
    assert "met 4, not met 0, undetermined 0" in printed
    assert "dual of the LP relaxation" in printed
    assert "identity: the official formula was not seen" in printed
    assert names["plan"].gap <= 0.01
    assert names["safe"].cost > names["plan"].cost

"""The example runs on what is packaged and says what it should."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[3] / "examples" / "03_quota_check.py"


@pytest.mark.skipif(not EXAMPLE.exists(), reason="examples are not part of an installed package")
def test_the_quota_example(capsys: pytest.CaptureFixture[str]) -> None:
    """Henan's four milestones of 2022 are met, nothing of Zhengzhou is, and the city is called fictitious."""
    names = runpy.run_path(str(EXAMPLE))
    printed = capsys.readouterr().out
    assert "met 4, not met 0, undetermined 4" in printed
    assert "met 0, not met 0, undetermined 22" in printed
    assert "a city that does not exist" in names["PLAN"]
    assert names["final"].frame.set_index("target")["status"].to_dict() == {
        "nox": "not met", "nh3n": "met", "energy": "not met",
    }  # fmt: skip
    assert "Did you mean 'NH3-N'?" in printed

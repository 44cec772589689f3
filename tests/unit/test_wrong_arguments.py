"""Every public call, each argument of its own example replaced by wrong objects: a result or an error of ours."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")
pytestmark = [pytest.mark.once, pytest.mark.filterwarnings("ignore")]


def test_no_public_call_ends_in_a_foreign_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three of the wrong objects for each argument, others for the next; ``scripts/wrong_arguments.py`` tries all."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "Agg")
    path = Path(__file__).parents[2] / "scripts" / "wrong_arguments.py"
    spec = importlib.util.spec_from_file_location("wrong_arguments", path)
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert list(script.sweep(3)) == []

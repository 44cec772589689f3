"""mypy and pyright see the types of user code that the documentation promises."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CODE = Path(__file__).with_name("user_code.py")
SOURCE = Path(__file__).parents[2] / "src"
pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not SOURCE.exists(), reason="checks the types of the source tree"),
]


def test_mypy_sees_what_is_promised(tmp_path: Path) -> None:
    """In strict mode user code has no error: `total("CO2")` is a Quantity."""
    pytest.importorskip("mypy")
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--no-error-summary"]
    command += [f"--cache-dir={tmp_path}", str(CODE)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"MYPYPATH": str(SOURCE)}
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_pyright_sees_what_is_promised(tmp_path: Path) -> None:
    """User code has no error in pyright either, whose inference differs."""
    program = shutil.which("pyright", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if program is None:
        pytest.skip("pyright is not installed")
    (tmp_path / "user_code.py").write_bytes(CODE.read_bytes())
    settings = {"pythonVersion": "3.11", "extraPaths": [str(SOURCE)], "include": ["user_code.py"]}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    done = subprocess.run(
        [program, "--outputjson", "--pythonpath", sys.executable, "--project", str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = json.loads(done.stdout)["generalDiagnostics"]
    errors = [
        f"{line['range']['start']['line'] + 1}: {line['message']}" for line in found if line["severity"] == "error"
    ]
    assert not errors, "\n".join(errors)

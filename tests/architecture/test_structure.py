"""The shape of the package: names, imports, what is shipped, what tests look like."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import inspect
import pkgutil
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import zzcarbon as zc

ROOT = Path(__file__).parents[2]
MODULES = sorted(module.name for module in pkgutil.walk_packages(zc.__path__, "zzcarbon."))
PACKAGES = sorted(module.name for module in pkgutil.walk_packages(zc.__path__, "zzcarbon.") if module.ispkg)
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
pytestmark = pytest.mark.once


@pytest.mark.parametrize("name", MODULES)
def test_all_lists_the_public_names(name: str) -> None:
    """``__all__`` is sorted and holds every public function and class that the module defines."""
    module = importlib.import_module(name)
    listed = list(module.__all__)
    assert set(listed) <= set(dir(module))
    defined = {
        key for key, value in vars(module).items()
        if not key.startswith("_") and (inspect.isfunction(value) or inspect.isclass(value)) and value.__module__ == name
    }  # fmt: skip
    assert defined <= set(listed) | _INTERNAL.get(name, set())


_INTERNAL: dict[str, set[str]] = {}
"""Functions that a module shares with its tests or uses itself twice, but does not offer."""


def test_every_public_name_loads() -> None:
    """Each name of the package resolves; an unknown one is an AttributeError."""
    assert list(zc.__all__) == sorted(zc.__all__)
    for name in zc.__all__:
        assert getattr(zc, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        zc.nothing  # noqa: B018


@pytest.mark.parametrize("name", ["zzcarbon", *PACKAGES])
def test_no_public_name_of_a_package_is_a_module_of_it(name: str) -> None:
    """Importing a module never puts it in the place of a function that users call: no name is both.

    ``methods`` of a sector is loaded with the sector, before the function of that name takes its place.
    """
    package = importlib.import_module(name)
    modules = {module.name for module in pkgutil.iter_modules(package.__path__) if not module.ispkg}
    assert not (modules - {"methods"}).intersection(package.__all__), name


def test_importing_loads_nothing_heavy_and_needs_no_extra() -> None:
    """``import zzcarbon`` loads neither pandas nor pint; the core works without any extra."""
    code = (
        "import sys\n"
        "for name in ('polars','pyarrow','openpyxl','matplotlib','duckdb','dask','pyspark','scipy'): sys.modules[name]=None\n"
        "import zzcarbon as zc\n"
        "assert not {'pandas','numpy','pint','yaml'} & set(sys.modules)\n"
        "import pandas as pd\n"
        "rows=pd.DataFrame({'fuel':['diesel'],'amount':[1.0],'unit':['t']})\n"
        "print(zc.energy.estimate(rows,region='CN-HA',substances=['CO2']).total('CO2'))\n"
        "print(zc.plan('zhengzhou-14fyp'))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "t CO2" in done.stdout


def test_the_wheel_holds_every_data_file(tmp_path: Path) -> None:
    """Every tracked file of factors/ and src/ is in the wheel."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: which files are tracked is not known")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(tmp_path), str(ROOT)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    listed = subprocess.run(["git", "ls-files", "factors", "src"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in listed.stdout.split():
        place = (
            f"zzcarbon/_data/{name.removeprefix('factors/')}" if name.startswith("factors/") else name[len("src/") :]
        )
        assert place in held


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_tests_say_what_must_hold(path: Path) -> None:
    """Every test has a docstring, every ``raises`` and ``warns`` a ``match``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            assert ast.get_docstring(node), node.name
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"raises", "warns"}
        ):
            assert "match" in {word.arg for word in node.keywords}, f"{path.name}:{node.lineno}"


FOREIGN_ERRORS = {"door", "engines", "errors", "spoken", "text_files", "uneven_files", "workbooks"}
"""Modules that tell what other packages raise, and the two that know how errors are told."""


@pytest.mark.parametrize("path", sorted((ROOT / "src").rglob("*.py")), ids=lambda path: path.stem)
def test_what_is_kept_of_an_error_is_its_english_text(path: Path) -> None:
    """``str`` of an error is in the language of the session; what a problem keeps comes from ``errors.english``."""
    text = path.read_text(encoding="utf-8")
    assert path.stem in FOREIGN_ERRORS or not re.search(r"str\(error\)|error\.args\b", text)


def test_files_are_one_subject() -> None:
    """No module is called utils or the like; none is longer than 410 lines."""
    for path in (ROOT / "src").rglob("*.py"):
        assert path.stem not in {"utils", "util", "common", "helpers", "misc", "base"}
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 410, path


def test_a_row_passes_no_more_than_it_did() -> None:
    """Upper bounds of what an estimate, a sum and an explanation pass, and of the nouns of the kernel: never raise them."""
    path = ROOT / "scripts" / "count_walks.py"
    spec = importlib.util.spec_from_file_location("count_walks", path)
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    row = pd.DataFrame({"fuel": ["diesel"], "amount": [1.0], "unit": ["t"]})
    inventory = zc.energy.estimate(row, region="CN-HA", year=2023, substances=["CO2"])
    ways = {
        (46, 145): lambda: zc.energy.estimate(row, region="CN-HA", year=2023, substances=["CO2"]),
        (11, 25): lambda: inventory.by("fuel"),
        (9, 22): lambda: inventory.explain("row-1"),
    }
    for (files, functions), call in ways.items():
        passed = script.walk(call)
        assert len({file for file, _ in passed}) <= files, passed
        assert len(passed) <= functions, passed
    assert len(script.concepts()) <= 27, script.concepts()


def test_nothing_names_a_machine() -> None:
    """No tracked text holds a path of a machine or unfinished work."""
    words = ["/" + "work/", "." + "library", "TO" + "DO", "FIX" + "ME", "X" * 3, "/" + "root/"]
    for folder in ("src", "factors", "tests", "docs", "examples", "scripts", "benchmarks"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".csv", ".md", ".yaml", ".txt", ""} and path.is_file():
                text = path.read_text(encoding="utf-8")
                assert not [word for word in words if word in text], path


def test_measured_columns_are_no_key_columns() -> None:
    """A method's column of numbers never has the name of a column of words: one of them would be misread."""
    from zzcarbon.modules import MODULES

    words = {"id", "entity", "region", "year", "period", "unit", "method", "flow", "role", "origin", "notation", "use"}
    words |= {"technology", "control", "substance", "module", "gas_reference", "heating_value", "factor_year"}
    for module in MODULES:
        for method in importlib.import_module(f"zzcarbon.{module}.methods").METHODS:
            taken = words.intersection((*method.measured_columns, *method.form_columns))
            assert not taken, (method.key, taken)


def test_a_variant_of_a_method_inherits_no_claim() -> None:
    """Source and locator are said anew; validation and limits are those of the variant or none."""
    from zzcarbon.energy.methods import METHODS
    from zzcarbon.estimation.method import variant_of

    variant = variant_of(METHODS[0], source="a", locator="b", key="c")
    assert (variant.source, variant.locator, variant.validated, variant.limits) == ("a", "b", "", "")
    with pytest.raises(TypeError, match="locator"):
        variant_of(METHODS[0], source="a")  # type: ignore[call-arg]
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "replace":
                assert not {"key", "title"} <= {word.arg for word in node.keywords}, (path, node.lineno)


def test_a_locator_is_a_place() -> None:
    """No place of a document stands behind more than ten methods: each says where its own factors stand."""
    methods = zc.methods()
    assert methods.groupby(["source", "locator"]).size().max() <= 10
    assert not (methods["locator"].str.len() < 4).any()


def test_methods_have_names_of_their_own() -> None:
    """No two methods of a module share a name, in English or Chinese; each says equation, source and locator."""
    from zzcarbon.modules import MODULES

    for module in MODULES:
        methods = importlib.import_module(f"zzcarbon.{module}.methods").METHODS
        for names in zip(*((m.key, m.title, m.title_local) for m in methods), strict=True):
            twice = {name for name in names if names.count(name) > 1}
            assert not twice, (module, twice)
        for method in methods:
            assert method.module == module
            assert method.equation and method.source and method.locator, method.key


def _imports(node: ast.AST) -> Iterator[str]:
    """Yield the modules of the package that a file imports, also inside functions; for type checking aside."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        if isinstance(child, ast.ImportFrom) and (child.module or "").startswith("zzcarbon"):
            names = [f"{child.module}.{name.name}" for name in child.names]
            yield from (name if name in MODULES else str(child.module) for name in names)
        if isinstance(child, ast.Import):
            yield from (name.name for name in child.names if name.name in MODULES)
        yield from _imports(child)


def test_the_house_has_no_circle() -> None:
    """No module imports itself by way of others, not even inside functions."""
    needs: dict[str, set[str]] = {}
    for path in (ROOT / "src").rglob("*.py"):
        name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        needs[name] = set(_imports(tree)) - {name}
    while free := {name for name, others in needs.items() if not others.intersection(needs)}:
        needs = {name: others for name, others in needs.items() if name not in free}
    assert not needs, sorted(needs)


def test_equations_have_one_backslash() -> None:
    """In raw docstrings two of them are a new line and the name of a command: the page shows "cdot" for a dot."""
    for path in (ROOT / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and (doc := ast.get_docstring(node)):
                assert not re.search(r"\\\\[A-Za-z,]", doc), (path, getattr(node, "name", ""))

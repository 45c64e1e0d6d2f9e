"""The house rules that a machine can hold: layers, sizes, names, docstrings."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "kumsong_sources"
SOURCE = Path(__file__).resolve().parents[1] / "src" / PACKAGE

# From the top floor to the ground floor. A module, or a family of modules in a
# package of that name, imports only from floors below its own.
LAYERS = (
    ("cli",),
    ("serving",),
    ("reports",),
    ("changes", "exports", "imports", "notebooks", "plots", "starter", "views"),
    ("checks", "corpus", "frames"),
    ("tables",),
    ("reliance",),
    ("accounts", "copying", "corroboration", "rounding", "signs", "transmission"),
    ("comparison",),
    ("attestations",),
    ("lineage", "spread"),
    ("dossier",),
    ("claims", "declaration", "sources"),
    ("bibtex", "citations", "dates", "figures"),
    ("encoding", "faults"),
    (
        *("errors", "files", "nearest", "position", "reference", "screen", "showing"),
        "vocabulary",
    ),
    ("frozen", "patterns"),
)
FLOOR = {name: number for number, layer in enumerate(LAYERS) for name in layer}
NEIGHBOURS_ALLOWED = {("figures", "dates")}
# The public face names what lies anywhere in the house.
OUTSIDE_THE_LAYERS = {"__init__", "__main__"}

HEAVY = {"duckdb", "matplotlib", "narwhals", "numpy", "pandas", "polars", "pyarrow", "pyspark"}
MAY_LOAD_HEAVY = {"corpus", "frames", "plots"}
EMPTY_NAMES = {
    "common", "core", "data", "handler", "handlers", "helper", "helpers", "info", "item",
    "items", "manager", "managers", "misc", "record", "records", "util", "utils",
}  # fmt: skip
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40

Function = ast.FunctionDef | ast.AsyncFunctionDef


def faults(package: Path) -> list[str]:
    """Every breach of the house rules in a package's folder, one line each."""
    found: list[str] = []
    for path in sorted(package.rglob("*.py")):
        where = path.relative_to(package).as_posix()
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text, filename=where)
        module = tuple(path.relative_to(package).with_suffix("").parts)
        breaches = [
            *faults_of_name(module),
            *faults_of_imports(tree, module=module),
            *faults_of_size(tree, lines=len(text.splitlines())),
            *faults_of_docstrings(tree),
        ]
        found += [f"{where}{breach}" for breach in breaches]
    return found


def faults_of_name(module: tuple[str, ...]) -> Iterator[str]:
    for part in module:
        if part in EMPTY_NAMES:
            yield f": the name {part!r} says nothing; call it by what it is about"
    if module[0] not in FLOOR and module[0] not in OUTSIDE_THE_LAYERS:
        yield f": {module[0]!r} has no place in LAYERS ({Path(__file__).name})"


def faults_of_imports(tree: ast.Module, *, module: tuple[str, ...]) -> Iterator[str]:
    home = module[0]
    if home not in MAY_LOAD_HEAVY:
        for loading in at_import_time(tree):
            for name in sorted({top for top, _ in imported(loading, module=module)} & HEAVY):
                yield f":{loading.lineno}: loads {name} on import; import it in the function"
    if home in OUTSIDE_THE_LAYERS:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for top, target in dict.fromkeys(imported(node, module=module)):
                if top == PACKAGE and not may_import(home, target):
                    shown = target or f"the package {PACKAGE} itself"
                    yield f":{node.lineno}: {home} imports {shown}, which is not below it"


def may_import(home: str, target: str) -> bool:
    """Whether a module of one family may import from another."""
    if target == home or (home, target) in NEIGHBOURS_ALLOWED:
        return True
    if home not in FLOOR or target not in FLOOR:
        return target == "__version__"
    return FLOOR[target] > FLOOR[home]


def imported(node: ast.AST, *, module: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the top package and, inside this package, the family that is imported."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            top, _, rest = alias.name.partition(".")
            yield top, rest.partition(".")[0]
    elif isinstance(node, ast.ImportFrom):
        parts = (node.module or "").split(".") if node.module else []
        if node.level:
            inside = (PACKAGE, *module[: len(module) - node.level])
            parts = [*inside, *parts]
        for alias in node.names:
            family = parts[1] if len(parts) > 1 else alias.name
            yield parts[0], family


def at_import_time(tree: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield the imports that run when the module is imported."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            waiting += node.orelse
        elif not isinstance(node, Function | ast.Lambda):
            waiting += ast.iter_child_nodes(node)


def faults_of_size(tree: ast.Module, *, lines: int) -> Iterator[str]:
    if lines > LONGEST_MODULE:
        yield f": {lines} lines, at most {LONGEST_MODULE}; make it a package of the same name"
    for node in ast.walk(tree):
        if isinstance(node, Function):
            length = (node.end_lineno or node.lineno) - node.lineno + 1 - docstring_lines(node)
            if length > LONGEST_FUNCTION:
                size = f"{length} lines, at most {LONGEST_FUNCTION}"
                yield f":{node.lineno}: {node.name} has {size}"


def docstring_lines(node: Function) -> int:
    if ast.get_docstring(node, clean=False) is None:
        return 0
    return (node.body[0].end_lineno or node.body[0].lineno) - node.body[0].lineno + 1


def faults_of_docstrings(tree: ast.Module) -> Iterator[str]:
    if ast.get_docstring(tree) is None:
        yield ": the module has no docstring"
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield from faults_of_one_docstring(node)
            for method in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(method, Function) and not method.name.startswith("_"):
                    yield from faults_of_one_docstring(method)


def faults_of_one_docstring(node: Function | ast.ClassDef) -> Iterator[str]:
    marks = {ast.unparse(mark).rpartition(".")[2] for mark in node.decorator_list}
    if ast.get_docstring(node) is None and not marks & {"overload", "override", "setter"}:
        yield f":{node.lineno}: {node.name} is public and has no docstring"


def planted(folder: Path, *, where: str, code: str) -> list[str]:
    """The faults of a package that holds one module."""
    path = folder / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'"""What it is about."""\n{code}\n', encoding="utf-8")
    return faults(folder)


def test_the_package_keeps_the_house_rules() -> None:
    assert list(SOURCE.rglob("*.py")), f"no module under {SOURCE}"
    assert "\n".join(faults(SOURCE)) == ""


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("figures.py", "from kumsong_sources.dates import read_date"),
        ("figures.py", "from kumsong_sources import dates, errors"),
        ("figures.py", "from . import errors"),
        ("figures.py", "import kumsong_sources.errors"),
        ("checks/rule.py", "from kumsong_sources.checks.support import SingleSource"),
        ("checks/rule.py", "from .support import SingleSource"),
        ("checks/rule.py", "from ..dossier import Dossier"),
        ("cli.py", "def main():\n    '''Run.'''\n    from kumsong_sources import reports"),
        ("reports/html.py", "from kumsong_sources import __version__"),
        ("__init__.py", "from kumsong_sources.dossier import Dossier"),
    ],
)
def test_an_import_that_points_down_or_stays_in_the_family_is_allowed(
    tmp_path: Path, where: str, code: str
) -> None:
    assert planted(tmp_path, where=where, code=code) == []


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("figures.py", "from kumsong_sources.dossier import Dossier"),
        ("figures.py", "from kumsong_sources import dossier"),
        ("figures.py", "from kumsong_sources import Dossier"),
        ("figures.py", "import kumsong_sources"),
        ("figures.py", "import kumsong_sources.dossier"),
        ("figures.py", "from .dossier import Dossier"),
        ("figures.py", "from . import dossier"),
        ("figures.py", "def _read():\n    from kumsong_sources.dossier import Dossier"),
        ("figures.py", "if TYPE_CHECKING:\n    from kumsong_sources.dossier import Dossier"),
        ("dates.py", "from kumsong_sources.figures import read_figure"),
        ("checks/rule.py", "from ..frames import table"),
        ("checks/rule.py", "from kumsong_sources.reports import html"),
        ("lineage.py", "from kumsong_sources.spread import ratio"),
    ],
)
def test_an_import_that_points_up_or_sideways_is_found(
    tmp_path: Path, where: str, code: str
) -> None:
    (fault,) = planted(tmp_path, where=where, code=code)
    assert "which is not below it" in fault


def test_a_module_without_a_place_in_the_layers_is_found(tmp_path: Path) -> None:
    (fault,) = planted(tmp_path, where="gossip.py", code="")
    assert "gossip.py: 'gossip' has no place in LAYERS" in fault


@pytest.mark.parametrize("where", ["checks/utils.py", "checks/helpers/dates.py"])
def test_a_name_that_says_nothing_is_found(tmp_path: Path, where: str) -> None:
    (fault,) = planted(tmp_path, where=where, code="")
    assert "says nothing" in fault


@pytest.mark.parametrize(
    "code",
    [
        "import pandas as pd",
        "from matplotlib.figure import Figure",
        "try:\n    import narwhals\nexcept ImportError:\n    pass",
        "class Table:\n    '''A table.'''\n    import pandas",
    ],
)
def test_a_heavy_library_loaded_on_import_is_found(tmp_path: Path, code: str) -> None:
    (fault,) = planted(tmp_path, where="comparison.py", code=code)
    assert "on import; import it in the function" in fault


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("frames.py", "import pandas as pd"),
        ("comparison.py", "def _table():\n    import pandas as pd"),
        ("comparison.py", "if TYPE_CHECKING:\n    import pandas as pd"),
    ],
)
def test_a_heavy_library_loaded_where_it_is_needed_is_allowed(
    tmp_path: Path, where: str, code: str
) -> None:
    assert planted(tmp_path, where=where, code=code) == []


def test_a_module_that_is_too_long_is_found(tmp_path: Path) -> None:
    assert planted(tmp_path, where="dates.py", code="\n" * 398) == []
    (fault,) = planted(tmp_path, where="dates.py", code="\n" * 399)
    assert "dates.py: 401 lines, at most 400" in fault


def test_a_function_that_is_too_long_is_found_and_its_docstring_is_not_counted(
    tmp_path: Path,
) -> None:
    words = '"""Read.\n\n    More words.\n    """'
    short = f"def read():\n    {words}\n" + "    pass\n" * 39
    assert planted(tmp_path, where="dates.py", code=short) == []
    (fault,) = planted(tmp_path, where="dates.py", code=short + "    pass\n")
    assert "dates.py:2: read has 41 lines, at most 40" in fault


def test_a_public_name_without_docstring_is_found(tmp_path: Path) -> None:
    code = "def read(): ...\ndef _read(): ...\nclass Day:\n    def next(self): ...\n"
    assert planted(tmp_path, where="dates.py", code=code) == [
        "dates.py:2: read is public and has no docstring",
        "dates.py:4: Day is public and has no docstring",
        "dates.py:5: next is public and has no docstring",
    ]

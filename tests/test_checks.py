"""Every concept's check holds, and would fail if one of its numbers were another.

The checks run inside this process: one for each concept would spend a second on importing SciPy.
"""

from __future__ import annotations

import ast
import signal
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from time import thread_time
from types import FrameType

import numpy as np
import pytest

from conceptgraph.load import load
from conceptgraph.schema import corpus
from tests.built import ROOT

SECONDS = 2.0
CHECKS = {
    id: concept.check
    for id, concept in corpus("graph", load(ROOT / "graph")[0])[0].concepts.items()
    if concept.check is not None
}


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Stop what does not end by itself, where the system can."""

    def stop(signum: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"still running after {seconds} s")

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def run(code: ast.Module, name: str) -> float:
    """Run a check in a namespace of its own, and return the seconds of processor time that it took."""
    imports: list[ast.stmt] = [node for node in code.body if isinstance(node, ast.Import | ast.ImportFrom)]
    exec(compile(ast.Module(imports, []), name, "exec"), {})
    compiled = compile(code, name, "exec")
    start = thread_time()
    with limit(5 * SECONDS), np.errstate():
        exec(compiled, {"__name__": name})
    return thread_time() - start


def numbers(tree: ast.Module) -> list[ast.Constant]:
    """Return the numbers inside assert statements."""
    claims = [node for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    inside = [part for claim in claims for part in ast.walk(claim) if isinstance(part, ast.Constant)]
    return [part for part in inside if type(part.value) in (int, float)]


def mutants(code: str) -> Iterator[tuple[str, ast.Module]]:
    """Yield the check once for each number in its claims, with this number changed, and where it stands."""
    tree = ast.parse(code)
    for index in range(len(numbers(tree))):
        mutant = deepcopy(tree)
        number = numbers(mutant)[index]
        place = f"{number.value!r} in line {number.lineno}"
        number.value = number.value * 2 + 1  # type: ignore[operator]
        yield place, mutant


def fates(code: str, name: str) -> Iterator[tuple[str, bool]]:
    """Yield each number of a claim, and whether a claim minds that it is another."""
    for place, mutant in mutants(code):
        try:
            run(mutant, name)
        except AssertionError:
            yield place, True
        except Exception as error:
            yield f"{place} ({type(error).__name__})", False
        else:
            yield place, False


def survivors(code: str, name: str) -> list[str] | None:
    """Return the changed numbers that no claim minds, or None as soon as one is minded."""
    survived = []
    for place, minded in fates(code, name):
        if minded:
            return None
        survived.append(place)
    return survived


@pytest.mark.parametrize("id", CHECKS)
def test_check_holds(id: str) -> None:
    assert run(ast.parse(CHECKS[id]), id) < SECONDS


@pytest.mark.parametrize("id", CHECKS)
def test_check_can_fail(id: str) -> None:
    assert survivors(CHECKS[id], id) is None


def test_every_number_of_a_claim_is_changed_once() -> None:
    changed = {place: ast.unparse(mutant) for place, mutant in mutants("x = 2\nassert x == 2 and x < 2.5")}
    assert changed == {
        "2 in line 2": "x = 2\nassert x == 5 and x < 2.5",
        "2.5 in line 2": "x = 2\nassert x == 2 and x < 6.0",
    }


def test_a_check_that_cannot_fail_is_seen() -> None:
    assert survivors("x = 3\nassert x == 3", "good") is None
    assert survivors("x = 3\nassert x < 10", "weak") == ["10 in line 2"]
    assert survivors("x = [True]\nassert x[0]", "weak") == ["0 in line 2 (IndexError)"]
    assert survivors("x = 3\nassert x", "weak") == []
    assert dict(fates("x = 3\nassert x == 3 and x < 10", "both")) == {
        "3 in line 2": True,
        "10 in line 2": False,
    }


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no such timer")
def test_a_check_that_does_not_end_is_stopped() -> None:
    with pytest.raises(TimeoutError), limit(0.05):
        exec("while True: pass", {})


# `make mutants`: a survivor may be a tolerance or a seed, or a claim that is too weak.
if __name__ == "__main__":
    warnings.simplefilter("ignore")  # a changed number may well divide by zero
    tried = survived = 0
    for id, code in sorted(CHECKS.items()):
        found = list(fates(code, id))
        weak = [place for place, minded in found if not minded]
        tried, survived = tried + len(found), survived + len(weak)
        print(f"{id}: {', '.join(weak)}" if weak else f"{id}: none", flush=True)
    print(f"{survived} of {tried} numbers in the claims of {len(CHECKS)} checks survive a change")

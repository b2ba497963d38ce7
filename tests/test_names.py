from __future__ import annotations

import pytest

from conceptgraph.model import Corpus, Retired
from conceptgraph.names import Names, did_you_mean, references, successor
from tests.conftest import concept

NAMES = (
    *("norm", "set", "tensor", "attention", "derivative", "chain-rule", "backpropagation", "hessian-matrix"),
    *("similar-matrix", "prior-distribution", "gaussian-distribution", "pml1", "pml2", "mml"),
)
CORPUS = Corpus(
    concepts={
        "jacobian-matrix": concept("jacobian-matrix", aliases=["Total derivative (matrix)"]),
        "set": concept("set"),
    },
    redirects={
        "jacobian": "jacobians",
        "jacobians": "jacobian-matrix",
        "round": "about",
        "about": "round",
        "own": "own",
        "lost": "nowhere",
        "alchemy": Retired(reason="not a science"),
        "gold": "alchemy",
    },
    ids=frozenset({"jacobian-matrix", "set", "unread"}),
)


def test_references_are_all_places_that_name_a_concept() -> None:
    one = concept(
        "limit",
        ["set", "function"],
        related=["norm"],
        contrasts=[{"id": "sum", "how": "x"}],
        questions=[
            {"level": "core", "question": "?", "answer": "!"},
            {"level": "deep", "question": "?", "answer": "!", "assumes": ["series", "norm"]},
        ],
    )

    assert list(references(one)) == [
        (("prerequisites", 0, "id"), "set"),
        (("prerequisites", 1, "id"), "function"),
        (("related", 0), "norm"),
        (("contrasts", 0, "id"), "sum"),
        (("questions", 1, "assumes", 0), "series"),
        (("questions", 1, "assumes", 1), "norm"),
    ]


@pytest.mark.parametrize(
    ("id", "end"),
    [
        ("set", "set"),
        ("unread", "unread"),
        ("jacobians", "jacobian-matrix"),
        ("jacobian", "jacobian-matrix"),
        ("alchemy", Retired(reason="not a science")),
        ("gold", Retired(reason="not a science")),
        ("lost", None),
        ("round", None),
        ("own", None),
        ("never-heard-of", None),
    ],
)
def test_successor_follows_redirects_to_their_end(id: str, end: str | Retired | None) -> None:
    assert successor(CORPUS, id) == end


def test_successor_of_a_long_chain() -> None:
    chain = {f"n{n}": f"n{n + 1}" for n in range(20_000)}
    assert successor(Corpus(redirects=chain, ids=frozenset({"n20000"})), "n0") == "n20000"


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("jacobian", "it was renamed to jacobian-matrix"),
        ("gold", "it is gone: not a science"),
        ("total-derivative-matrix", "did you mean jacobian-matrix?"),
        ("jacobian-matrx", "did you mean jacobian-matrix?"),
        ("sets", "did you mean set?"),
        ("quaternion", ""),
        ("", ""),
    ],
)
def test_hint_for_a_wrong_id(wrong: str, hint: str) -> None:
    assert Names(CORPUS).hint(wrong) == hint


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("murphy-pml2", "pml2"),
        ("mlm", "mml"),
        ("hessian", "hessian-matrix"),
        ("derivitive", "derivative"),
        ("erivative", "derivative"),
        ("chainrule", "chain-rule"),
        ("backprop", "backpropagation"),
        ("set-theory", "set"),
        ("gausian-distribution", "gaussian-distribution"),
        # What only looks a little like it, or shares its common word only, is not what anybody meant.
        ("uniform", ""),
        ("quaternion", ""),
        ("uniform-distribution", ""),
        ("set-of-all-sets", ""),
        ("", ""),
    ],
)
def test_did_you_mean_goes_by_slips_of_typing_and_by_words_in_common(wrong: str, meant: str) -> None:
    assert did_you_mean(wrong, NAMES) == (f"did you mean {meant}?" if meant else "")
    assert did_you_mean(wrong, []) == ""


def test_did_you_mean_does_not_depend_on_the_order_of_the_names() -> None:
    assert did_you_mean("nor", ["nori", "norm"]) == did_you_mean("nor", ["norm", "nori"]) != ""

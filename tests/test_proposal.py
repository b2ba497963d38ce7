from __future__ import annotations

from collections.abc import Sequence

import pytest

from conceptgraph.load import load
from conceptgraph.model import Concept
from conceptgraph.proposal import id_of, neighbors
from conceptgraph.schema import corpus
from tests.built import ROOT
from tests.conftest import checked, node


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Cholesky decomposition", "cholesky-decomposition"),
        ("Eigenvalues", "eigenvalue"),
        ("Symmetric matrices", "symmetric-matrix"),
        ("Hinge loss", "hinge-loss"),
        ("Losses", "loss"),
        ("Policies", "policy"),
        ("Naive Bayes", "naive-bayes"),
        ("Taylor series", "taylor-series"),
        ("Least squares", "least-squares"),
        ("k-means", "k-means"),
        ("Analysis", "analysis"),
        ("Keras", "keras"),
        ("Law of large numbers", "law-of-large-numbers"),
        ("Jensen's inequality", "jensen-inequality"),
        ("Poincar\u00e9 inequality", "poincare-inequality"),
        ("Erd\u0151s\u2013R\u00e9nyi graph", "erdos-renyi-graph"),
        ("\u0141ukasiewicz & \u00d8re", "lukasiewicz-and-ore"),
        ("Wei\u00dfes Rauschen", "weisses-rauschen"),
        ("C++", "c"),
        ("\u7ebf\u6027", ""),
    ],
)
def test_the_id_is_the_title_in_plain_letters_and_singular(title: str, id: str) -> None:
    assert id_of(title) == id


@pytest.fixture(scope="module")
def concepts() -> Sequence[Concept]:
    return tuple(corpus("graph", load(ROOT / "graph")[0])[0].concepts.values())


@pytest.mark.parametrize(
    ("title", "near"),
    [
        ("Batch normalisation", ["batch-normalization"]),
        ("Batch renormalization", ["batch-normalization"]),
        ("Logisitc regression", ["logistic-regression"]),
        ("Attension", ["attention"]),
        ("Random forests", ["tree-ensemble"]),
        ("Bayesian linear regression", ["linear-regression"]),
        ("Kernel ridge regression", ["l1-and-l2-regularization"]),
        ("Conditional mutual information", ["mutual-information"]),
        ("Policy gradient theorem", ["policy-gradient"]),
        ("Markov chain Monte Carlo", ["monte-carlo-estimation", "markov-chain"]),
        ("Stochastic gradient Langevin dynamics", ["stochastic-gradient-descent"]),
        ("Trace norm", ["trace", "norm"]),
        ("Power set", ["set"]),
        ("Gumbel-max trick", []),
        ("Focal loss", []),
        ("Hoeffding's inequality", []),
        ("Beam search", []),
        ("Sudoku", []),
    ],
)
def test_what_a_title_looks_like_in_the_real_graph(
    title: str, near: list[str], concepts: Sequence[Concept]
) -> None:
    assert [concept.id for concept in neighbors(concepts, title)] == near


def near(title: str, **titles: str) -> list[str]:
    """Return what a title looks like among concepts that have these."""
    graph = {f"a/{id}.yml": node(name) for id, name in titles.items()}
    return [concept.id for concept in neighbors(checked(graph).corpus.concepts.values(), title)]


def test_one_word_that_is_only_a_part_of_both_names_is_chance() -> None:
    assert near("Gumbel trick", kernel="Kernel trick", trace="Trace") == []


def test_a_concept_that_shares_less_than_another_is_left_out() -> None:
    titles = {"set": "Set", "test": "Test set", "chain": "Chain"}
    assert near("Test set chain", **titles) == ["test", "chain"]


def test_of_names_with_as_many_words_the_one_with_the_rarer_word_comes_first() -> None:
    titles = {"norm": "Norm", "mean": "Mean", "one": "Mean of a set", "two": "Mean of a map"}
    assert near("Mean norm", **titles)[:2] == ["norm", "mean"]


def test_no_more_than_five_are_shown() -> None:
    titles = {name: f"Convex {name}" for name in ("cone", "hull", "set", "map", "body", "core")}
    assert len(near("Convex", **titles)) == 5


def test_words_that_are_but_a_small_part_of_a_long_name_are_chance() -> None:
    titles = {"long": "Markov chain central limit theorem", "short": "Markov chain time"}
    assert near("Markov chain coupling", **titles) == ["short"]


def test_another_word_is_no_slip_of_the_pen() -> None:
    assert near("Track", trace="Trace") == []

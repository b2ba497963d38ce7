"""How pages are written: words, budgets, and what stands on two pages."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.likeness import alike, content
from conceptgraph.text import block
from conceptgraph.wording import notation, slips, suspect
from tests.conftest import messages, node, said

SETS = st.dictionaries(
    st.integers(0, 99).map(str), st.frozensets(st.sampled_from("abcdefghijkl"), min_size=1), max_size=12
)


def on_a_page(code: str, **fields: Any) -> list[str]:
    return messages(code, {"a/set.yml": node("Set", **fields)})


@pytest.mark.parametrize(
    ("text", "hollow"),
    [
        ("It plays a crucial role.", "plays a crucial role"),
        ("The rank is CLEARLY two.", "CLEARLY"),
        ("It is important\nto note that", "It is important to note"),
        ("in the world of data", "in the world of"),
        ("This can be shown.", "This can be shown"),
        ("It is a concept that", "is a concept that"),
        ("state of the art", "state of the art"),
        ("It should be noted", "It should be noted"),
        ("needless to say", "needless to say"),
        ("as we all know", "as we all know"),
        ("It goes without saying", "It goes without saying"),
        ("in today's world of", "in today's world of"),
        ("it is easy to see", "it is easy to see"),
        ("one can show", "one can show"),
        ("crucially", "crucially"),
        ("delves deeper into it", "delves deeper into"),
        ("Diving into it", "Diving into"),
        ("utilizing", "utilizing"),
    ],
)
def test_filler(text: str, hollow: str) -> None:
    assert suspect(text)
    assert [slip.message for slip in slips(text)] == [f'"{hollow.removeprefix("This ")}" says nothing.']


@pytest.mark.parametrize("text", ["nuclear", "simplicial", "state of the art in 2017", "a role", "notes"])
def test_no_filler(text: str) -> None:
    assert list(slips(text)) == []


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("normalised", "normalized"), ("Regularisation", "Regularization"), ("optimisers", "optimizers"),
        ("reparametrise", "reparametrize"), ("neighbours", "neighbors"), ("behaviour", "behavior"),
        ("colourful", "colorful"), ("labelled", "labeled"), ("modelling", "modeling"), ("centre", "center"),
        ("centred", "centered"), ("analyse", "analyze"), ("defence", "defense"), ("artefacts", "artifacts"),
        ("fulfils", "fulfills"), ("sceptic", "skeptic"), ("programme", "program"),
    ],
)  # fmt: skip
def test_british_spelling(british: str, american: str) -> None:
    assert suspect(f"The {british} one.")
    ((offset, code, message, hint),) = slips(f"The {british} one.")
    assert (offset, code) == (4, "spelling")
    assert message == f'"{british}" is British.'
    assert hint == f"write {american}"


def test_american_spelling_is_left_alone() -> None:
    text = (
        "analyses emphasis optimistic realistic noise precise otherwise promise exercise supervised rises "
        "factories memories categories specialist fulfill labeled four hours sourced contour center program "
        "cancellation characteristic piecewise elementwise likewise revised surprise basis bases axis"
    )
    assert list(slips(text)) == []


@pytest.mark.parametrize(
    ("latex", "instead"),
    [
        (r"\mathbf{A}^T\mathbf{x}", r"\mathbf{A}^\top"),
        (r"\mathbf{A}^{T}", r"\mathbf{A}^\top"),
        (r"\mathbf{x}_i^{\mathrm{T}}", r"\mathbf{A}^\top"),
        (r"\lvert\mathbf{A}\rvert", r"\det\mathbf{A} for a determinant"),
        (r"\mathbf{A}'", r"\mathbf{A}^\top for a transpose, another letter for another matrix"),
        (r"E[X]", r"\mathbb{E}[X]"),
        (r"\mathbb{E}_{x\sim p}\left(x\right)", r"\mathbb{E}[X] with brackets"),
        (r"\operatorname{Cov}(X,Y)", r"\operatorname{Var}[X] with brackets"),
        (r"\mathrm{tr}\mathbf{A}", r"\operatorname{...} for the name"),
        (r"D_{KL}(p\Vert q)", r"D_{\mathrm{KL}}(p\,\Vert\,q)"),
        (r"\ln 2", r"\log, which is natural here"),
        (r"\Pr(A)", r"P(A)"),
        (r"\|x", r"\lVert\mathbf{x}\rVert"),
        (r"x^\star", r"x^*"),
        (r"\vec{x}", r"\mathbf{x}, or \boldsymbol{\theta} for a Greek letter"),
        (r"X\perp\!\!\!\perp Y", r"X\perp Y"),
        (r"\varepsilon>0", r"\epsilon"),
    ],
)
def test_notation(latex: str, instead: str) -> None:
    ((_, code, _, hint),) = notation(latex)
    assert (code, hint) == ("notation", f"write {instead}")


@pytest.mark.parametrize(
    "latex",
    [
        r"\mathbf{A}^\top\mathbf{x}", r"\prod_{t=1}^T p(x_t)", r"\mathbf{W}^{T-1}", r"\mathbf{E}^{-1}",
        r"f'(x)", r"\mathbf{b}'",
        r"\mathbb{E}[X]", r"\operatorname{Var}[X]", r"\operatorname{tr}(\mathbf{A}\mathbf{B})",
        r"D_{\mathrm{KL}}(p\,\Vert\,q)", r"\begin{pmatrix}1\\|2\end{pmatrix}", r"V^*(s)", r"\lvert x\rvert",
    ],
)  # fmt: skip
def test_the_notation_of_the_site(latex: str) -> None:
    assert list(notation(latex)) == []


def test_slips_stand_where_they_are_typed_and_code_is_no_prose() -> None:
    text = "As $x$ is\n`normalised`, it is\n[normalised](set) by\n\n$$\\ln\n  E[X]$$"
    faults = block(text).faults
    assert [(fault.code, text[fault.offset :][:4]) for fault in faults] == [
        ("spelling", "norm"),
        ("notation", "\\ln\n"),
        ("notation", "E[X]"),
    ]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"pitfalls": ["One.", "Two."]}, "Words on the page: 63."),
        ({"definition": "a " * 315}, "Words on the page: 601."),
        ({"summary": "word " * 36}, "Words in the summary: 36."),
        ({"intuition": "word " * 39}, "Words in the intuition: 39."),
        ({"intuition": "word " * 91}, "Words in the intuition: 91."),
        ({"check": "assert 1\n" * 16}, "Lines in the check: 16."),
        ({"goals": ["Say."] * 5}, "Number of goals: 5."),
        ({"facts": ["So."] * 7}, "Number of facts: 7."),
    ],
)
def test_a_page_over_its_budget(fields: dict[str, Any], message: str) -> None:
    assert message in on_a_page("budget", **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"definition": "a " * 314},
        {"summary": "word " * 35},
        {"intuition": "word " * 40},
        {"intuition": "word " * 90},
        {"check": "assert 1\n" * 15},
        {"goals": ["Say all of this and more. " * 200] * 4},
        {"definition": "So.", "example": None},
    ],
)
def test_a_page_within_its_budget(fields: dict[str, Any]) -> None:
    assert on_a_page("budget", **fields) == []


def test_a_goal_can_be_tested() -> None:
    goals = ["Understand it.", "Compute it.", "Know why."]
    assert on_a_page("goal-form", goals=goals) == ['Nobody can test "understand".', 'Nobody can test "know".']


def test_a_display_formula_stands_on_one_of_two_neighbors() -> None:
    apart = {"id": "look", "how": "They differ."}
    formula = "$$\\left(a+b\\right)\\,c = d .$$"
    files = {
        "a/set.yml": node("Set", facts=["One.", f"Two:\n\n{formula}", "Three."]),
        "a/map.yml": node("Map", ["set"], example="First\n\n$$ (a+b) c=d $$"),
        "a/look.yml": node("Look", ["set"], example="$$a+b=c$$"),
        "a/limit.yml": node("Limit", ["map"], contrasts=[apart], example="$$a+b=c$$\n\n$$(a+b)c=d$$"),
        "a/far.yml": node("Far", ["look"], example=formula),
    }
    assert [(p.location.path, p.message) for p in said("repeated-formula", files)] == [
        ("graph/a/limit.yml", "look shows this formula too (graph/a/look.yml:5)."),
        ("graph/a/limit.yml", "map shows this formula too (graph/a/map.yml:8)."),
        ("graph/a/map.yml", "set shows this formula too (graph/a/set.yml:8)."),
    ]


def test_summaries_alike() -> None:
    files = {
        "a/set.yml": node("Set", summary="A collection of distinct elements, in no order."),
        "a/bag.yml": node("Bag", ["set"], summary="The collection of elements, in no order."),
        "a/map.yml": node("Map", ["set"], summary="One output for each input."),
    }
    assert messages("summary-alike", files) == ["The summaries of bag and set share 80% of their words."]


def test_a_formula_is_a_word_of_a_summary() -> None:
    assert content("The rank of $\\mathbf{A}$ is one") == {"rank", "$\\mathbf{a}$"}


@given(SETS, st.sampled_from([0.3, 0.5, 0.6, 1.0]))
def test_likeness_finds_what_a_comparison_of_all_finds(
    texts: dict[str, frozenset[str]], least: float
) -> None:
    def share(a: str, b: str) -> float:
        return len(texts[a] & texts[b]) / len(texts[a] | texts[b])

    names = list(texts)
    best = {one: max((share(one, b) for b in names[:at]), default=0) for at, one in enumerate(names)}
    assert {one: most for _, one, most in alike(texts, least)} == {
        one: most for one, most in best.items() if most >= least
    }

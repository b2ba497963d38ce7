"""Markdown and LaTeX in, safe HTML out."""

# ruff: noqa: RUF001 - look-alikes are what it is about

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from time import thread_time

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from conceptgraph import maths
from conceptgraph.listing import code
from conceptgraph.markup import html
from conceptgraph.text import Fault, Judged, Link, block, inline, plain

ROOT = Path(__file__).parents[1]
N = 20_000

ELEMENTS = {
    *("a", "blockquote", "br", "code", "div", "em", "hr", "li", "ol", "p", "pre", "span", "strong", "ul"),
    *("table", "tbody", "td", "th", "thead", "tr"),
    *("math", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mprescripts"),
    *("mroot", "mrow", "mspace", "msqrt", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr"),
    *("munder", "munderover"),
}
ATTRIBUTES = {
    *(
        "aria-label",
        "class",
        "data-search-exclude",
        "data-tex",
        "display",
        "href",
        "role",
        "start",
        "tabindex",
    ),
    *(
        "accent",
        "accentunder",
        "depth",
        "displaystyle",
        "form",
        "height",
        "linethickness",
        "lspace",
        "mathvariant",
    ),
    *("maxsize", "minsize", "movablelimits", "rspace", "scriptlevel", "stretchy", "symmetric", "width"),
}

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<div id=main name=x style='position:fixed' onclick=alert(1)>",
    "<!-- --><svg/onload=alert(1)>",
    "</p></div></body><h1>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1) 'title')",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](//example.org) [b](../x/) [c](#top) [d](&#106;avascript:alert(1))",
    "<javascript:alert(1)> <https://example.org> <me@example.org>",
    "[a]: javascript:alert(1) 'x'\n\n[a] ![a]",
    "![a](javascript:alert(1))",
    '`" onclick="alert(1)` *"* **<b>**',
    r"$\text{<script>alert(1)</script>}$",
    r"$\text{</mtext></math><script>alert(1)</script>}$",
    r'$x " onclick=alert(1) "$',
    r"$\href{javascript:alert(1)}{x} \style{color:red}{x} \class{a}{b}$",
    r"$\color{red}{x}$ $\eqref{a}$ $\begin{align}a\label{x}\end{align}$",
    r"$\begin{cases}a&b\\c&d\end{cases} \! \begin{array}{c|c}a&b\\\hline c&d\end{array}$",
    "$<math><mtext></mtext></math><img onerror=x>$",
    '```html\n<script>alert(1)</script>\n```\n```"><script>\nx\n```',
    "|a|b|\n|:-|-:|\n|<b>|$x$|",
    "# Heading <i>\n\n---\n\n1. <u>\n   - > $$<b>$$",
    "&lt;script&gt; &#60;script&#62; &#x0; \x00 \u202e",
    "a\r\r<b>\r\n\r- c\r",
]

FLOODS = {
    "brackets": "[" * N,
    "nested links": "[a](" * (N // 4),
    "images": "![" * (N // 2),
    "dollars": "$" * N,
    "dollars apart": "$ " * (N // 2),
    "formulas": "$x$ " * (N // 4),
    "formulas in brackets": "[$x$" * (N // 4),
    "displays that never end": "$$a\n" * (N // 4),
    "displays in a row": "$$\n" * (N // 3),
    "stars": "*" * N,
    "emphasis": "*a **b " * (N // 7),
    "strong": "**" * (N // 4) + "x" + "**" * (N // 4),
    "backticks": "`" * N,
    "backticks of all lengths": " ".join("`" * n for n in range(1, 199)),
    "fences": "```\n" * (N // 4),
    "quotes": ">" * N,
    "list markers": "- " * (N // 2),
    "nested list": "".join("  " * n + "- a\n" for n in range(130)),
    "long table": "|a|b|\n|-|-|\n" + "|x|y|\n" * 3000,
    "wide table": "|" + "a|" * 5000 + "\n|" + "-|" * 5000,
    "angles": "<" * N,
    "tags": "<a b=c d=" * (N // 9),
    "definitions": "".join(f"[{n}]: a\n" for n in range(2000)),
    "entities": "&amp;" * (N // 5),
    "backslashes": "\\" * N,
    "braces": "$" + "{" * (N // 2) + "}" * (N // 2) + "$",
    "nested fractions": "$" + r"\frac{1}{" * 900 + "x" + "}" * 900 + "$",
    "hats": "$" + r"\hat" * 450 + " x$",
    "spaces": "a" + " " * N + "b",
    "strings": "```python\n" + 'f"{' * (N // 3) + "\n```",
}


def href(concept: str) -> str | None:
    return None if concept == "unknown" else f"../{concept}/"


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def assert_safe(made: str) -> None:
    for tag, attributes in Tags(made).found:
        assert tag in ELEMENTS
        assert set(attributes) <= ATTRIBUTES
        assert re.fullmatch(r"\.\./[a-z0-9-]+/", attributes.get("href") or "../x/")
    assert "<!--" not in made


def codes(judged: Judged) -> list[str]:
    return [fault.code for fault in judged.faults]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("judge", [block, inline])
def test_nothing_outside_the_closed_list_comes_out(text: str, judge: Callable[[str], Judged]) -> None:
    assert_safe(html(judge(text), href))
    assert_safe(html(judge(f"a {text} b\n\n- {text}\n\n$${text}$$"), href))


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from([*"$`*_<>[]()!\\{}&|#-=\"':;/ \n\tab1^~", "\\frac", "$$", "<b ", "](a)"]), max_size=60
    ).map("".join)
)
def test_no_mixture_of_marks_breaks_out(text: str) -> None:
    assert_safe(html(block(text), href))
    assert_safe(html(inline(text), href))
    assert block(text).words >= inline("").words == 0
    assert "\n" not in plain(text)


@pytest.mark.parametrize("text", FLOODS.values(), ids=FLOODS.keys())
def test_a_flood_of_marks_takes_linear_time(text: str) -> None:
    start = thread_time()
    assert_safe(html(block(text), href))
    inline(text)
    assert thread_time() - start < 10, "linear passes take well under a second"


def test_the_search_plugin_cannot_be_made_to_open_an_attribute() -> None:
    # The theme's plugin runs this over every finished page.
    strip = re.compile(r"\s?data-search-\w+=\"[^\"]+\"")
    made = html(block('$data-search-x=$ " onclick=alert(1) a=" and `data-search-y="`, [b](b) "'), href)
    assert_safe(strip.sub("", made))


def test_formulas_stay_out_of_the_search_index_and_carry_their_source_once() -> None:
    made = html(block("Let $x<y$."), href)
    assert made == (
        '<p>Let <span class="tied"><math data-search-exclude="1" data-tex="x&lt;y">'
        "<mi>x</mi><mo>&lt;</mo><mi>y</mi></math>.</span></p>"
    )


def test_a_display_formula_can_be_scrolled_from_the_keyboard() -> None:
    made = html(block("so\n$$x$$\nholds"), href)
    wrapper = '<div class="formula" tabindex="0" role="group" aria-label="Formula"><math'
    assert made.startswith(f"<p>so</p>\n{wrapper}")
    assert made.endswith("</math></div><p>holds</p>")


def test_a_formula_that_may_be_wider_than_a_phone_scrolls_inside_its_line() -> None:
    assert 'class="formula-wide" tabindex="0"' in html(
        inline("$" + "+".join("abcdefghijklmnopqr") + "$"), href
    )
    assert "formula-wide" not in html(inline("$a+b$"), href)


def test_links_lead_to_concepts_and_are_reported_with_their_place() -> None:
    text = "`[no](no)` See [the *rule*](chain-rule) and [more](unknown)."
    judged = block(text)
    assert judged.links == (
        Link("chain-rule", text.index("chain-rule")),
        Link("unknown", text.index("unknown")),
    )
    assert html(judged, href) == (
        '<p><code>[no](no)</code> See <a href="../chain-rule/">the <em>rule</em></a> and more.</p>'
    )
    assert judged.faults == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See [here](https://example.org).", ("text-link", "[here")),
        ("See <https://example.org>.", ("text-link", "<https")),
        ("See [here](Chain_Rule).", ("text-link", "[here")),
        ("a\n\n[x]: https://example.org", ("text-link", "[x]")),
        ("A ![graph](graph.png).", ("text-image", "graph]")),
        ("A <b>bold claim", ("text-html", "<b>")),
        ("`<b>` and $a<b>c$ and <!-- note", ("text-html", "<!--")),
        ("Text.\n\n# Idea", ("text-heading", "# Idea")),
        ("It costs 5 $ a month", ("latex", "$")),
        ("`$x` then $y", ("latex", "$y")),
        (r"Let $a+\href{x}{y}$ be", ("latex", r"\href")),
        ("- item\n\n  $$a\n  + \\nope b$$", ("latex", r"\nope")),
        (r"`$\nope$` and $\nope$", ("latex", r"\nope$", -1)),
        (r"$\frac{1}$", ("latex", "$", -1)),
        (r"$\color{red}{x}$", ("latex", r"\color")),
        (r"$\begin{align}a\end{align}$", ("latex", r"\begin")),
        (r"$\newcommand{\a}{b}\a$", ("latex", r"\newcommand")),
    ],
)
def test_a_fault_is_found_where_it_stands(text: str, found: tuple[str, str] | tuple[str, str, int]) -> None:
    mark, last = found[1], len(found) == 3
    at = text.rindex(mark) if last else text.index(mark, 2 if mark == "$" else 0)
    assert [(fault.code, fault.offset) for fault in block(text).faults] == [(found[0], at)]


def test_an_unknown_command_is_named_with_the_way_out() -> None:
    assert block(r"$\href{x}$").faults == (
        Fault(
            1,
            "latex",
            "LaTeX does not parse: unknown command \\href.",
            "only commands of mathematics are known; words go into \\text{...}",
        ),
    )


@pytest.mark.parametrize(
    "text", ["a < b and b > c", r"5 \$ and 6 \$", r"\<b>", "a <- b", "`<b>`", "x<y>z$", "&lt;b&gt;"][:5]
)
def test_plain_signs_are_no_fault(text: str) -> None:
    assert block(text).faults == ()


@pytest.mark.parametrize(
    "text", ["- a", "a\n\nb", "$$x$$", "a $$x$$ b", "# a", "> a", "```\na\n```", "|a|\n|-|"]
)
def test_a_line_takes_no_blocks(text: str) -> None:
    assert "text-inline" in codes(inline(text))


@pytest.mark.parametrize("text", ["One *line* with $x$ and `code`.", "two\nlines", ""])
def test_a_line_takes_what_fits_into_one(text: str) -> None:
    assert inline(text).faults == ()
    assert "<p>" not in html(inline(text), href)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A *map* [keeps](norm) `f(x)`\n\n- mass", "A map keeps f(x) mass"),
        (r"$\mathbf{A}=\mathbf{U}\boldsymbol{\Sigma}\mathbf{V}^\top$", "A = UΣV⊤"),
        (r"$x_i^2$, $x^{-1}$, $f'(x)$, $\hat y$", "x_i^2, x^(−1), f′(x), ŷ"),
        (r"$\frac{a+b}{2}\le\sqrt{c}$", "(a + b)/2 ≤ √c"),
        (r"$\sum_{i=1}^n x_i$", "∑_(i = 1)^n x_i"),
        (r"$\begin{pmatrix}1&2\\3&4\end{pmatrix}$", "(1, 2; 3, 4)"),
        (r"$\mathbb{E}[X]\in\mathbb{R}$", "E[X] ∈ ℝ"),
        (r"$D_{\mathrm{KL}}(p\,\Vert\,q)$", "D_KL(p ‖ q)"),
        (r"$\log\det\mathbf{J}$", "log det J"),
        (r"\$5 &amp; <b>", "$5 & <b>"),
        (r"$\nope$", r"\nope"),
    ],
)
def test_plain_text_reads_well_without_markup(text: str, line: str) -> None:
    assert plain(text) == line


def test_a_formula_counts_as_one_word() -> None:
    assert block("Let $a + b + c$ be *the* sum.\n\n$$x \\\\ y$$\n\n- `two words`").words == 8
    assert inline("Let $a + b + c$ be *the* `code sum`.").words == 6


def test_code_is_colored_and_escaped() -> None:
    made = code('assert "<script>" != x  # <b>\n')
    assert made.startswith('<div class="highlight"><pre><code tabindex="0"><span class="k">assert</span>')
    assert "<script>" not in made
    assert_safe(made)


def test_the_stylesheet_has_every_class_that_stands_for_a_style() -> None:
    sheet = (ROOT / "docs/stylesheets/maths.css").read_text(encoding="utf-8")
    assert {name for name in maths.CLASSES.values() if name} <= set(re.findall(r"\.([a-z0-9-]+)", sheet))


def test_the_font_has_every_character_of_the_formulas() -> None:
    font = TTFont(io.BytesIO((ROOT / "docs/assets/fonts/stix-two-math.woff2").read_bytes()))
    sources = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "graph").glob("*/*.yml")))
    drawn = [maths.mathml(latex, False) for latex in re.findall(r"\$\$?([^$]+)\$", sources)]
    letters = {c for formula in drawn if isinstance(formula, str) for c in re.sub("<[^>]*>", "", formula)}
    invisible = set("\n \N{FUNCTION APPLICATION}\N{INVISIBLE SEPARATOR}\N{VARIATION SELECTOR-1}&;")
    assert len(letters) > 100
    assert {c for c in letters - invisible if ord(c) not in font.getBestCmap()} == set()
    assert "MATH" in font

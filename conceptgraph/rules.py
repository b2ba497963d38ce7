"""The manual of the checks: every code once, with what it means, the way out, and an example mended.

Problems take their severity and their usual hint from here, and the site's pages of checks and what
`explain` says are made from it, so that no check can exist without its manual entry. A test runs every
example. The module is long because it is a table, not because it does much.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding. ``bad`` and ``mended`` are what a contributor has typed.

    Fragments of one concept's file, or of the files that lines such as ``# graph/areas.yml`` name; where
    the fault is in a name, a list of files. What cannot be typed is described: ``<U+202E>``, ``(70 KiB)``,
    ``# deleted``. Hint: a clause without a full stop.
    """

    code: str
    meaning: str
    hint: str
    bad: str
    mended: str
    severity: Severity = "error"


_RULES = (
    # files
    Rule(
        "missing-areas",
        "A graph needs `areas.yml`, the list of its areas in reading order.",
        "add areas.yml with a list of {id, title}",
        "graph/analysis/set.yml",
        "graph/areas.yml\ngraph/analysis/set.yml",
    ),
    Rule(
        "no-concepts",
        "A graph without a concept makes no site.",
        "add a file such as <area>/<concept-id>.yml",
        "graph/areas.yml",
        "graph/areas.yml\ngraph/analysis/set.yml",
    ),
    Rule(
        "stray-file",
        "The file is neither one of the lists at the top of the graph's folder nor a concept, "
        "`<area>/<concept-id>.yml`. It would be overlooked, so it is refused.",
        "name it <area>/<concept-id>.yml, or move it out of the graph's folder",
        "graph/analysis/set.yaml",
        "graph/analysis/set.yml",
    ),
    Rule(
        "not-a-file",
        "A link, a device or a file that cannot be read stands where a plain file belongs.",
        "replace it with a plain file",
        "graph/analysis/set.yml -> ../../notes/set.yml",
        "graph/analysis/set.yml",
    ),
    Rule(
        "id-form",
        "An id has lower-case letters, digits and single hyphens, at most 64 characters. It is part of "
        "addresses and file names, so it is no name that an operating system or the site keeps for itself.",
        "use lower-case letters, digits and single hyphens, such as chain-rule",
        "graph/analysis/Chain_Rule.yml",
        "graph/analysis/chain-rule.yml",
    ),
    Rule(
        "case-twin",
        "Two names differ only in upper and lower case; on many systems they are the same file.",
        "rename one of them",
        "graph/analysis/set.yml\ngraph/analysis/Set.yml",
        "graph/analysis/set.yml",
    ),
    Rule(
        "duplicate-id",
        "A concept's file name is its id, and an id is taken once in the whole graph.",
        "rename one of the two files, or merge them",
        "graph/analysis/norm.yml\ngraph/linear-algebra/norm.yml",
        "graph/linear-algebra/norm.yml",
    ),
    Rule(
        "unknown-area",
        "A folder holds the concepts of the area that `areas.yml` lists under the folder's name.",
        "move the file to the folder of an area, or add the area to areas.yml",
        "graph/algebra/matrix.yml",
        "graph/linear-algebra/matrix.yml",
    ),
    # YAML
    Rule(
        "yaml-encoding",
        "Files are UTF-8, so that every name and symbol arrives as it was typed.",
        "save the file as UTF-8",
        "title: Poincaré map  # saved as Latin-1",
        "title: Poincaré map  # saved as UTF-8",
    ),
    Rule(
        "yaml-control-character",
        "Characters that cannot be seen can hide text or turn a line around for the reader of a change.",
        "delete the character, or type the line again",
        "title: Derivative<U+202E>",
        "title: Derivative",
    ),
    Rule(
        "yaml-too-large",
        "A concept's file has at most 64 KiB, a list such as `checklist.yml` at most 1 MiB.",
        "split the concept, or shorten it",
        "graph/analysis/set.yml (70 KiB)",
        "graph/analysis/set.yml (4 KiB)",
    ),
    Rule(
        "yaml-too-deep",
        "At most 20 levels may be nested; a concept needs three.",
        "remove brackets or indentation",
        "aliases: [[[[[[[[[[[[[[[[[[[[[slope]]]]]]]]]]]]]]]]]]]]]",
        "aliases: [slope]",
    ),
    Rule(
        "yaml-syntax",
        "The file is not valid YAML from this place on, so nothing behind it could be read.",
        "compare the line and the one above with a finished concept",
        "summary: A rate of change: the slope.",
        "summary: >-\n  A rate of change: the slope.",
    ),
    Rule(
        "yaml-several-documents",
        "One file is one concept; `---` starts a second document.",
        "delete the line with three dashes, or make two files",
        "title: Derivative\n---\ntitle: Integral",
        "title: Derivative",
    ),
    Rule(
        "yaml-anchor",
        "Anchors and aliases make a value depend on another place and can blow up a small file.",
        "write the value out",
        "aliases: &names [slope]\nfacts: *names",
        "aliases: [slope]",
    ),
    Rule(
        "yaml-tag",
        "Tags and directives change how a value is read; the field alone decides its type here.",
        "delete the tag or directive",
        'minutes: !!str "20"',
        "minutes: 20",
    ),
    Rule(
        "yaml-merge-key",
        "The key `<<` copies fields from elsewhere, out of a reader's sight.",
        "write the fields out",
        "<<: {level: core}",
        "level: core",
    ),
    Rule(
        "yaml-duplicate-key",
        "A field that is written twice would silently keep only one of its values.",
        "keep one of the two",
        "title: Derivative\ntitle: Derivatives",
        "title: Derivative",
    ),
    Rule(
        "yaml-key",
        "A key is the name of a field, so it is plain text.",
        "write the name of a field before the colon",
        "? [title]\n: Derivative",
        "title: Derivative",
    ),
    Rule(
        "yaml-backslash",
        'Inside double quotes YAML turns backslashes into control characters: "\\beta" becomes a backspace '
        'and "eta", and nobody notices until the formula is on the page.',
        "use a block scalar (>- and the text on the next line) or no quotes",
        'summary: "Steps of size $\\beta$."',
        "summary: >-\n  Steps of size $\\beta$.",
    ),
    # fields
    Rule(
        "unknown-field",
        "The field is not one of the format's; a typing error would otherwise be lost.",
        "see the table of fields in CONTRIBUTING.md",
        "sumary: The slope of a curve at a point.",
        "summary: The slope of a curve at a point.",
    ),
    Rule(
        "missing-field",
        "A field that every entry needs is not there.",
        "add the field",
        "prerequisites:\n  - id: limit",
        "prerequisites:\n  - id: limit\n    reason: it is the limit of the difference quotient",
    ),
    Rule(
        "wrong-type",
        "The value is not of the kind that the field takes: text, a number, a list or a mapping.",
        "see the table of fields in CONTRIBUTING.md",
        "aliases: slope",
        "aliases: [slope]",
    ),
    Rule(
        "not-allowed",
        "The field takes one of a few words.",
        "use one of the words named above",
        "level: easy",
        "level: core",
    ),
    Rule(
        "length",
        "The text is empty, has several lines where one belongs, or is longer than the field allows.",
        "shorten the text, or move part of it to another field",
        "title: ''",
        "title: Derivative",
    ),
    Rule(
        "out-of-range",
        "The number lies outside what the field takes.",
        "choose a number within the limits",
        "minutes: 600",
        "minutes: 60",
    ),
    Rule(
        "url-form",
        "An address has https or http, a host, and nothing that could carry a script or a password.",
        "write an address such as https://mml-book.github.io/",
        "# graph/sources.yml\n"
        "mml:\n"
        "  title: Mathematics for Machine Learning\n"
        "  url: javascript:alert(1)\n"
        "  good_for: vector calculus",
        "# graph/sources.yml\n"
        "mml:\n"
        "  title: Mathematics for Machine Learning\n"
        "  url: https://mml-book.github.io/\n"
        "  good_for: vector calculus",
    ),
    # the graph
    Rule(
        "unknown-id",
        "The id names no concept of this graph.",
        "write the id of an existing concept (its file's name), or add the concept",
        "prerequisites:\n  - id: limits\n    reason: it is the limit of the difference quotient",
        "prerequisites:\n  - id: limit\n    reason: it is the limit of the difference quotient",
    ),
    Rule(
        "self-loop",
        "A concept cannot be needed to learn itself, be related to itself or differ from itself.",
        "delete the entry",
        "prerequisites:\n  - id: derivative\n    reason: it is the limit of the difference quotient",
        "prerequisites:\n  - id: limit\n    reason: it is the limit of the difference quotient",
    ),
    Rule(
        "duplicate-entry",
        "The same id or name stands twice in one list.",
        "delete one of the two",
        "related: [integral, integral]",
        "related: [integral]",
    ),
    Rule(
        "cycle",
        "Following prerequisites leads back to the start, so none of these concepts could be learned first.",
        "decide which of them can be explained without the next one, and delete that edge",
        "# graph/analysis/limit.yml\n"
        "prerequisites:\n"
        "  - id: derivative\n"
        "    reason: its rule finds limits of quotients\n"
        "# graph/analysis/derivative.yml\n"
        "prerequisites:\n"
        "  - id: limit\n"
        "    reason: it is the limit of the difference quotient",
        "# graph/analysis/limit.yml\n"
        "prerequisites:\n"
        "  - id: function\n"
        "    reason: it is the values of a function that settle\n"
        "# graph/analysis/derivative.yml\n"
        "prerequisites:\n"
        "  - id: limit\n"
        "    reason: it is the limit of the difference quotient",
    ),
    Rule(
        "name-taken",
        "A title or alias leads search and the glossary to one concept, so it belongs to one only.",
        "choose a more exact name, or delete the alias in one of the files",
        "# graph/linear-algebra/norm.yml\n"
        "aliases: [distance]\n"
        "# graph/analysis/metric.yml\n"
        "aliases: [distance]",
        "# graph/linear-algebra/norm.yml\n"
        "aliases: [length]\n"
        "# graph/analysis/metric.yml\n"
        "aliases: [distance]",
    ),
    Rule(
        "related-ancestor",
        "Two related concepts are already joined by a path of prerequisites; "
        "related are neighbors to the side.",
        "delete the id from related",
        "prerequisites:\n"
        "  - id: limit\n"
        "    reason: it is the limit of the difference quotient\n"
        "related: [limit]",
        "prerequisites:\n"
        "  - id: limit\n"
        "    reason: it is the limit of the difference quotient\n"
        "related: [integral]",
    ),
    Rule(
        "written-twice",
        "Related and contrasted concepts are shown on both pages but written in one file, "
        "so that the two cannot differ.",
        "delete one of the two entries",
        "# graph/analysis/derivative.yml\n"
        "related: [integral]\n"
        "# graph/analysis/integral.yml\n"
        "related: [derivative]",
        "# graph/analysis/derivative.yml\nrelated: [integral]\n# graph/analysis/integral.yml\nrelated: []",
    ),
    Rule(
        "assumes-ancestor",
        "A question may always use the concept itself and what it rests on; "
        "`assumes` is for what lies beyond.",
        "delete the id from assumes",
        "prerequisites:\n"
        "  - id: limit\n"
        "    reason: it is the limit of the difference quotient\n"
        "questions:\n"
        "  - level: core\n"
        "    question: Is every continuous function differentiable?\n"
        "    answer: No, the absolute value is not at zero.\n"
        "    assumes: [limit]",
        "prerequisites:\n"
        "  - id: limit\n"
        "    reason: it is the limit of the difference quotient\n"
        "questions:\n"
        "  - level: core\n"
        "    question: Is every continuous function differentiable?\n"
        "    answer: No, the absolute value is not at zero.",
    ),
    Rule(
        "retired-id",
        "Readers hold published ids in their progress and their links, so an id may go only with a redirect.",
        "add it to redirects.yml: the old id and its successor, or the old id and {reason: text}",
        "graph/linear-algebra/jacobian.yml  # deleted",
        "graph/linear-algebra/jacobian.yml  # deleted\n# graph/redirects.yml\njacobian: jacobian-matrix",
    ),
    Rule(
        "redirect",
        "A redirect leads from an id that is gone, in one or several steps, to a concept that exists.",
        "name an existing concept as the successor, and delete redirects of ids that exist",
        "# graph/redirects.yml\nlimit: derivative  # limit.yml is still there",
        "# graph/redirects.yml\nlimits: limit",
    ),
    Rule(
        "unknown-source",
        "Resources cite a key of `sources.yml`, the only place that holds addresses.",
        "use a key of sources.yml, or add the source there",
        "resources:\n  - source: mlm\n    where: Section 5.1",
        "resources:\n  - source: mml\n    where: Section 5.1",
    ),
    Rule(
        "checklist-empty",
        "Every item of the checklist names the concepts that cover it.",
        "add the ids of the concepts that cover the item",
        "# graph/checklist.yml\n"
        "- key: slope\n"
        "  text: slope of a curve\n"
        "  section: analysis\n"
        "  origin: bullet\n"
        "  concepts: []",
        "# graph/checklist.yml\n"
        "- key: slope\n"
        "  text: slope of a curve\n"
        "  section: analysis\n"
        "  origin: bullet\n"
        "  concepts: [derivative]",
    ),
    Rule(
        "checklist-parent",
        "An item is nested under an earlier item of the same section.",
        "name the key of an item that stands above in the same section",
        "# graph/checklist.yml\n"
        "- key: slope\n"
        "  text: slope of a curve\n"
        "  section: analysis\n"
        "  origin: bullet\n"
        "  parent: shape\n"
        "  concepts: [derivative]",
        "# graph/checklist.yml\n"
        "- key: shape\n"
        "  text: shape of a curve\n"
        "  section: analysis\n"
        "  origin: bullet\n"
        "  concepts: [function]\n"
        "- key: slope\n"
        "  text: slope of a curve\n"
        "  section: analysis\n"
        "  origin: bullet\n"
        "  parent: shape\n"
        "  concepts: [derivative]",
    ),
    # text
    Rule(
        "latex",
        "The formula cannot be read, so it could not be drawn.",
        "mend the formula; write \\$ for a dollar sign",
        "definition: |\n  Let $\\frac{1}{2$ be the step.",
        "definition: |\n  Let $\\frac{1}{2}$ be the step.",
    ),
    Rule(
        "text-link",
        "A link leads to another concept by its id; addresses of other sites stand in `sources.yml` only.",
        "write [text](concept-id), or cite the page under resources",
        "definition: |\n  See [here](https://example.org).",
        "definition: |\n  See [the chain rule](chain-rule).",
    ),
    Rule(
        "text-image",
        "Pictures are not part of a concept's text.",
        "say it in words or as a formula",
        "definition: |\n  ![a parabola](parabola.png)",
        "definition: |\n  The graph is a parabola.",
    ),
    Rule(
        "text-html",
        "HTML is not part of a concept's text; it would be shown as it is typed.",
        "use Markdown, or put code into backticks",
        "definition: |\n  The <b>slope</b> at a point.",
        "definition: |\n  The **slope** at a point.",
    ),
    Rule(
        "text-heading",
        "A field has no headings of its own; the page brings them, and a field is a few paragraphs.",
        "delete the heading, or make it a sentence",
        "definition: |\n  # Idea\n  The slope at a point.",
        "definition: |\n  The idea is the slope at a point.",
    ),
    Rule(
        "text-inline",
        "The field is shown inside a line, so it takes no paragraphs, lists or display formulas.",
        "write one sentence, with formulas in single dollar signs",
        "summary: $$x^2$$",
        "summary: The square $x^2$.",
    ),
    Rule(
        "placeholder",
        "A TODO of the skeleton, with which a new concept starts, is still there. Nobody should find one on "
        "the site, so each is named, with what belongs in its place.",
        "write what belongs there, or delete a field that the page can do without",
        "summary: >-\n  TODO",
        "summary: >-\n  A set is a collection of distinct objects without an order.",
    ),
    # editorial warnings
    Rule(
        "distant-link",
        "The text links to a concept that is neither needed, nor opened up, nor related, nor contrasted.",
        "add the concept to prerequisites, related or contrasts, or delete the link",
        "definition: |\n  It is linear, as a [matrix](matrix) is.",
        "definition: |\n  It is linear, as the [limit](limit) is.",
        "warning",
    ),
    Rule(
        "isolated",
        "No prerequisite leads here and nothing builds on it, so no study path will ever pass.",
        "name what it needs, or add it as a prerequisite where it is used",
        "# graph/analysis/infimum.yml\nprerequisites: []",
        "# graph/analysis/infimum.yml\n"
        "prerequisites:\n"
        "  - id: set\n"
        "    reason: it is the greatest lower bound of a set",
        "warning",
    ),
    Rule(
        "level-order",
        "A concept rests on one of a higher level, so one of the two levels is off, or the edge is.",
        "raise this concept's level, lower the other's, or say with less",
        "level: foundational\n"
        "prerequisites:\n"
        "  - id: limit\n"
        "    reason: it is a limit of quotients  # limit is core",
        "level: core\nprerequisites:\n  - id: limit\n    reason: it is a limit of quotients",
        "warning",
    ),
    Rule(
        "below-minimum",
        "The page lacks a part that the editorial standard asks of every concept.",
        "add the part; CONTRIBUTING.md says what makes it good",
        "goals:\n  - Compute the derivative of a product.",
        "goals:\n  - Compute the derivative of a product.\n  - Decide where a function has none.",
        "warning",
    ),
    Rule(
        "budget",
        "A part is longer or shorter than ten minutes of reading allow: a page has 250 to 600 words (a "
        "formula is one), 40 to 90 of them for the intuition, at most 35 for the summary, 15 lines for the "
        "check, and a few items in each list.",
        "keep what the reader needs, and link to the page that explains the rest",
        "intuition: Zoom in.",
        "intuition: >-\n"
        "  Zoom in on a smooth curve. The closer you look, the straighter it seems, until what\n"
        "  fills the window cannot be told from a straight line. The derivative is the slope of\n"
        "  that line. At a corner no zoom helps: the bend stays, however close you look, so there\n"
        "  is no derivative.",
        "warning",
    ),
    Rule(
        "goal-form",
        "A goal says what the reader can do afterwards, so it starts with a verb that can be tested.",
        "start with compute, derive, decide, explain why, recognize or the like",
        "goals:\n  - Understand the product rule.\n  - Compute a slope.",
        "goals:\n  - Derive the product rule.\n  - Compute a slope.",
        "warning",
    ),
    Rule(
        "reason-form",
        "A reason stands inside a line behind the concept that is needed: one clause in lower case.",
        "write one clause without a full stop",
        "prerequisites:\n  - id: limit\n    reason: It is used.",
        "prerequisites:\n  - id: limit\n    reason: it is the limit of the difference quotient",
        "warning",
    ),
    Rule(
        "not-formatted",
        "Every concept's file has its fields in one order and one layout, so that a change shows only what "
        "it changes. Comments and texts stay as they are.",
        "run make fmt, or build_graph.py fmt with the name of the file",
        "title: Derivative\nminutes: 45\nlevel:   core",
        "title: Derivative\nlevel: core\nminutes: 45",
        "warning",
    ),
    Rule(
        "summary-alike",
        "Two summaries in nearly the same words do not tell their concepts apart.",
        "say what this one is and the other is not",
        "# graph/analysis/gradient.yml\n"
        "summary: The derivative of a function of several variables.\n"
        "# graph/linear-algebra/jacobian-matrix.yml\n"
        "summary: The derivative of a function of several variables.",
        "# graph/analysis/gradient.yml\n"
        "summary: The column of partial derivatives of a scalar function.\n"
        "# graph/linear-algebra/jacobian-matrix.yml\n"
        "summary: The matrix of all slopes of a vector function.",
        "warning",
    ),
    Rule(
        "repeated-formula",
        "A display formula stands here and on a neighbor's page. One page owns a formula; the other uses it.",
        "link to the page that owns it, or show what is special here",
        "# graph/analysis/derivative.yml\n"
        "definition: |\n"
        "  $$f'(x)=\\lim_{h\\to 0}\\frac{f(x+h)-f(x)}{h}$$\n"
        "# graph/analysis/gradient.yml\n"
        "definition: |\n"
        "  In each coordinate\n"
        "\n"
        "  $$f'(x)=\\lim_{h\\to 0}\\frac{f(x+h)-f(x)}{h}$$",
        "# graph/analysis/derivative.yml\n"
        "definition: |\n"
        "  $$f'(x)=\\lim_{h\\to 0}\\frac{f(x+h)-f(x)}{h}$$\n"
        "# graph/analysis/gradient.yml\n"
        "definition: |\n"
        "  One [derivative](derivative) for each coordinate.",
        "warning",
    ),
    Rule(
        "filler",
        "The phrase says nothing, or claims what the sentence should show.",
        "delete it, or say the condition or the counterexample behind it",
        "definition: |\n  Clearly, continuity plays a crucial role.",
        "definition: |\n  A function that jumps at a point has no derivative there.",
        "warning",
    ),
    Rule(
        "spelling",
        "The site is written in American English.",
        "use the American spelling",
        "definition: |\n  The normalised colour of a neighbour.",
        "definition: |\n  The normalized color of a neighbor.",
        "warning",
    ),
    Rule(
        "notation",
        "One object has one notation on the whole site; CONTRIBUTING.md has the table.",
        "write it as the table does",
        "definition: |\n  $\\mathbf{A}^T\\mathbf{x}$ and $E[X]$",
        "definition: |\n  $\\mathbf{A}^\\top\\mathbf{x}$ and $\\mathbb{E}[X]$",
        "warning",
    ),
    Rule(
        "not-yet-written",
        "A checklist item names concepts that have no page yet; the checklist says so to the reader.",
        "write the concept, or correct the id",
        "# graph/checklist.yml\n"
        "- key: slope\n"
        "  text: slope of a curve\n"
        "  section: analysis\n"
        "  origin: bullet\n"
        "  concepts: [slope]  # there is no slope.yml",
        "# graph/checklist.yml\n"
        "- key: slope\n"
        "  text: slope of a curve\n"
        "  section: analysis\n"
        "  origin: bullet\n"
        "  concepts: [derivative]",
        "warning",
    ),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _RULES}

"""The mathematics font, cut down to what formulas can hold: ``python -m conceptgraph.font FONT.ttf``.

The result is committed, so that a build needs no font tools and every machine serves the same bytes.
Run it again only for a newer STIX Two Math, such as the one inside the package ``ziamath``.
"""

from __future__ import annotations

import io
import sys
from copy import copy, deepcopy
from itertools import pairwise
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path("docs/assets/fonts/stix-two-math.woff2")

RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1: signs, and letters of names inside \text
    (0x0131, 0x0131),  # dotless i and j, under accents
    (0x0237, 0x0237),
    (0x02C6, 0x02DD),  # accents, spacing and combining
    (0x0300, 0x0338),
    (0x0391, 0x03F6),  # Greek
    (0x2009, 0x2009),  # thin space
    (0x2010, 0x2064),  # dashes, bars, primes, dots, invisible operators
    (0x20D6, 0x20D7),  # arrows over letters
    (0x2100, 0x214F),  # letterlike: R, Z, script L, ell
    (0x2190, 0x21D9),  # arrows
    (0x2200, 0x22FF),  # operators
    (0x2308, 0x230B),  # floor, ceiling
    (0x23B0, 0x23B1),
    (0x23DC, 0x23E1),  # braces and parentheses above and below
    (0x25A0, 0x25CF),  # squares, triangles, circles
    (0x27C2, 0x27C2),  # perpendicular
    (0x27E6, 0x27EF),  # angle and double brackets
    (0x27F5, 0x27FF),  # long arrows
    (0x2A00, 0x2A0C),  # large operators
    (0x2A7D, 0x2ABF),  # slanted and double relations
    (0xFE00, 0xFE00),  # which of two shapes a script letter has
    (0x1D400, 0x1D4CF),  # bold, italic, bold italic, script
    (0x1D504, 0x1D56B),  # fraktur, double-struck
    (0x1D5A0, 0x1D5D3),  # sans serif
    (0x1D6A4, 0x1D755),  # Greek bold, italic, bold italic
    (0x1D7CE, 0x1D7E1),  # digits bold, double-struck
)
"""What the converter can put into a formula, whatever the pages hold today."""


LOW_ROOT = 0.72
"""The height of a root sign over one letter, as a part of the font's own lowest one."""


def cut(font: bytes) -> bytes:
    """Return the font as WOFF2 with the characters of ``RANGES``, their sizes and their parts."""
    options = subset.Options(
        flavor="woff2",
        hinting=False,
        layout_features=["ccmp", "ssty"],
        name_IDs=[0, 1, 2, 4, 5, 6, 7, 13, 14],
        notdef_outline=True,
        drop_tables=[*subset.Options().drop_tables, "DSIG"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    with TTFont(io.BytesIO(font), recalcTimestamp=False) as tables:
        cutter.subset(tables)
        _fit_roots(tables)
        _lengthen_connectors(tables)
        tables.flavor = "woff2"
        tables.save(out := io.BytesIO())
    return out.getvalue()


def _fit_roots(tables: TTFont) -> None:
    """Give the root sign one width at all heights, and a lowest height that fits one letter.

    Browsers reserve the widest one before they know which they need, so a small root would be
    followed by a gap of half a letter. And they hang the sign from its bar, so that one which is
    taller than its letter sinks below the line.
    """
    variants = tables["MATH"].table.MathVariants
    root = tables.getBestCmap()[ord("√")]
    parts = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(root)]
    names = {record.VariantGlyph for record in parts.MathGlyphVariantRecord} - {root}
    names |= {record.glyph for record in parts.GlyphAssembly.PartRecords}
    widths = tables["hmtx"]
    for name in sorted(names):
        _scale(tables, name, widths[root][0] / widths[name][0], 1)
    tables.setGlyphOrder([*tables.getGlyphOrder(), "root.full"])
    tables["glyf"]["root.full"], widths["root.full"] = deepcopy(tables["glyf"][root]), widths[root]
    _scale(tables, root, 1, LOW_ROOT)
    low, full = (copy(parts.MathGlyphVariantRecord[0]) for _ in range(2))
    low.AdvanceMeasurement = round(low.AdvanceMeasurement * LOW_ROOT)
    full.VariantGlyph = "root.full"
    parts.MathGlyphVariantRecord[:1] = [low, full]
    parts.VariantCount += 1


def _scale(tables: TTFont, name: str, across: float, up: float) -> None:
    glyph, widths = tables["glyf"][name], tables["hmtx"]
    glyph.coordinates.scale((across, up))
    glyph.coordinates.toInt()
    glyph.recalcBounds(tables["glyf"])
    widths[name] = (round(widths[name][0] * across), glyph.xMin)


def _lengthen_connectors(tables: TTFont) -> None:
    """Let neighboring parts of long arrows and braces overlap by what the font itself asks for."""
    variants = tables["MATH"].table.MathVariants
    for construction in variants.HorizGlyphConstruction:
        parts = construction.GlyphAssembly.PartRecords if construction.GlyphAssembly else []
        for left, right in pairwise(parts):
            left.EndConnectorLength = max(left.EndConnectorLength, variants.MinConnectorOverlap)
            right.StartConnectorLength = max(right.StartConnectorLength, variants.MinConnectorOverlap)


if __name__ == "__main__":
    TARGET.write_bytes(cut(Path(sys.argv[1]).read_bytes()))

"""A graph of concepts, from YAML files to a site.

The modules are the stages, in reading order; each imports only from those above it:
model, rules, manual, words, escape, problem, document, position, parts, formatting, unformatted, load,
revision, history, changes, annotate, names, schema, reference, skeleton, graph, reading, maths, font,
wording, markdown, text, prose, view, lists, likeness, style, editorial, validate, plan, knapsack,
deadline, schedule, atlas, check, proposal, guide, request, takeaway, diagram, crossing, layout, draw,
listing, markup, page, listpages, render, export, build, copies, fate, underway, difference, footing,
edits, comparison, reprint, sketch, voice, graph_sections, sections, report, write, site, serve, links,
ask.
The package ``commands`` stands below them all.
``ARCHITECTURE.md`` is the tour.
"""

"""A graph of concepts, from YAML files to a site.

The modules are the stages, in reading order; each imports only from those above it:
model, rules, problem, document, load, history, schema, graph, maths, text, prose, validate, plan,
atlas, diagram, draw, render, export, build, write, site, serve. ``ARCHITECTURE.md`` is the tour.
"""

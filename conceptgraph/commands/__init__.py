"""The commands, one module each, named as the command is; ``build_graph.py`` finds them by name.

Each brings in what it needs when it is asked for, so that a check does not wait for what builds a site.
``terminal`` is how they speak, ``folders`` where they look, ``sound`` what they read first.
"""

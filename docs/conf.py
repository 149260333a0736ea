"""How the documentation is built: ``make docs``."""

import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.utils.math import latex2mathml

sys.path.insert(0, str(Path(__file__).parent))

import generate

import exoderm

project = "exoderm"
author = "The exoderm developers"
copyright = "the exoderm developers"
version = release = exoderm.__version__
extensions = ["myst_parser"]
myst_enable_extensions = ["dollarmath", "deflist"]
myst_heading_anchors = 3
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["formula.css"]
html_title = f"exoderm {release}"
html_copy_source = False
exclude_patterns = ["generated/stage/*"]
suppress_warnings = ["myst.header"]
html_math_renderer = "mathml"


def setup(app: Any) -> None:
    """Write the generated pages before Sphinx looks for them; formulas become MathML, so that nothing is fetched."""
    app.add_html_math_renderer("mathml", (_inline, None), (_display, None))
    generate.main()


def _inline(writer: Any, node: Any) -> None:
    writer.body.append(latex2mathml.tex2mathml(node.astext(), as_block=False))
    raise nodes.SkipNode


def _display(writer: Any, node: Any) -> None:
    writer.body.append(f'<div class="formula">{latex2mathml.tex2mathml(node.astext(), as_block=True)}</div>')
    raise nodes.SkipNode

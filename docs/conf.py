"""How Sphinx builds the documentation: ``make docs``. Nothing is fetched and nothing is run."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


def copy_notebooks() -> None:
    """Put the tutorials, with the outputs that they were saved with, among the pages."""
    target, found = HERE / "tutorials", {p.name: p for p in (ROOT / "notebooks").glob("*.ipynb")}
    for old in target.glob("*.ipynb"):
        if old.name not in found:
            old.unlink()
    for name, path in found.items():
        copy = target / name
        if not copy.exists() or copy.read_bytes() != path.read_bytes():
            shutil.copyfile(path, copy)


copy_notebooks()

project = "llmnb"
author = copyright = "The llmnb developers"
release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

extensions = ["myst_nb"]
exclude_patterns = ["jupyter_execute"]
nitpicky = True
smartquotes = False  # -- is an option here, and quotation marks are typed

nb_execution_mode = "off"
nb_ipywidgets_js: dict[str, object] = {}  # the tutorials save no widgets; no script from elsewhere
nb_merge_streams = True
# An answer is shown as HTML; an error, as the tutorials have one on purpose, is no warning.
myst_heading_anchors = 3
myst_links_external_new_tab = True

html_theme = "pydata_sphinx_theme"
html_title = f"llmnb {release}"
html_static_path = ["_static"]
html_css_files = ["llmnb.css"]
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "navigation_with_keys": False,
    "show_toc_level": 2,
    "navbar_end": ["theme-switcher"],
    "header_links_before_dropdown": 6,
    "footer_start": ["copyright"],
    "footer_end": [],
    "show_prev_next": True,
}

"""Run a notebook in JupyterLab and take a picture of it.

``python tools/env.py test tools/screenshot.py NOTEBOOK OUT.png`` needs a Chromium.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
import lab as jupyter

SIMPLE = "() => { jupyterapp.shell.mode = 'single-document'; jupyterapp.shell.collapseLeft(); }"
# The notebook shows only the cells that fit; in a page as high as the notebook, all of them do.
HEIGHT = """() => jupyterapp.shell.currentWidget.content.widgets
  .reduce((sum, cell) => sum + cell.node.offsetHeight, 0)"""
TO_THE_TOP = """() => {
  const notebook = jupyterapp.shell.currentWidget.content;
  notebook.activeCellIndex = 0;
  notebook.node.querySelector('.jp-WindowedPanel-outer').scrollTop = 0;
}"""
FRAME = 140  # pixels of toolbars and margins
LIMIT = 16_000  # pixels; Chromium takes no higher picture


def main() -> int:
    """Take the picture that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("notebook", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--width", type=int, default=1000, help="in pixels")
    parser.add_argument("--height", type=int, help="in pixels; by default the whole notebook")
    parser.add_argument("--cells", type=int, help="run only so many code cells")
    options = parser.parse_args()
    errors = picture(
        options.notebook, options.picture, options.width, options.height, options.cells
    )
    for error in errors:
        print(error, file=sys.stderr)
    return 1 if errors else 0


def picture(
    notebook: Path, target: Path, width: int, height: int | None, cells: int | None
) -> list[str]:
    """Run a copy of a notebook, save its picture, and return the errors of its cells."""
    with tempfile.TemporaryDirectory(prefix="llmnb-picture-") as folder:
        root = Path(shutil.copytree(notebook.parent, Path(folder) / "notebooks"))
        lab = jupyter.Lab(root)
        try:
            with jupyter.chromium(width, height or LIMIT // 8) as browser:
                page = browser.new_page()
                shown = jupyter.NB(page, lab, notebook.name)
                page.evaluate(SIMPLE)
                for index in shown.code_cells()[:cells]:
                    shown.run(index)
                if height is None:
                    whole = min(page.evaluate(HEIGHT) + FRAME, LIMIT)
                    page.set_viewport_size({"width": width, "height": whole})
                page.evaluate(TO_THE_TOP)
                page.wait_for_timeout(1000)  # for fonts and the last repaint
                page.screenshot(path=target)
                return list(shown.errors())
        finally:
            lab.close()


if __name__ == "__main__":
    sys.exit(main())

"""Folders of their own for everything that llmnb, IPython and Jupyter would keep at home.

Imported before the first test (also as a pytest plugin, ``-p isolated``), so that kernels and
other processes that tests start inherit the variables, and no test reads or leaves a user's
settings, history or converted models.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

ROOT = Path(tempfile.mkdtemp(prefix="llmnb-tests-"))
FOLDERS = {
    "IPYTHONDIR": "ipython",
    "JUPYTER_CONFIG_DIR": "jupyter/config",
    "JUPYTER_DATA_DIR": "jupyter/data",
    "JUPYTER_RUNTIME_DIR": "jupyter/runtime",
    "JUPYTERLAB_SETTINGS_DIR": "jupyter/settings",
    "JUPYTERLAB_WORKSPACES_DIR": "jupyter/workspaces",
    "LLMNB_CACHE": "cache",
}

for variable, folder in FOLDERS.items():
    (ROOT / folder).mkdir(parents=True)
    os.environ[variable] = str(ROOT / folder)
for variable in [name for name in os.environ if name.startswith("LLMNB_")]:
    # The defaults that tests expect are llmnb's, not those of the person who runs them.
    if variable not in {"LLMNB_CACHE", "LLMNB_STREAM"}:
        del os.environ[variable]
atexit.register(shutil.rmtree, ROOT, ignore_errors=True)

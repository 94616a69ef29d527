"""The demo model's data generator is a tool, not a package: its folder goes on the path."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tools" / "demo"))

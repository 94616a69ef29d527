"""What can be wrong with folders and disks, and what their user is told.

As in `hub_mistakes`, the rows are data. In messages, ``{folder}`` stands for the folder, and
``{free}`` for the space on the disk.
"""

from __future__ import annotations

from typing import NamedTuple

MAKE_ROOM = "Free some space, or set LLMNB_CACHE to a folder on a larger disk."
CHOOSE_FOLDER = "Change its owner or permissions, or set LLMNB_CACHE to a folder of yours."


class StorageMistake(NamedTuple):
    """One row: what is wrong, in words, and what the user is told."""

    name: str
    message: str


IN_THE_WAY = StorageMistake(
    "a file in the place of a folder",
    "There is no folder {folder}: a file is in its way. Move the file away.",
)
FOREIGN = StorageMistake(
    "a cache that belongs to another user",
    f"{{folder}} belongs to another user (id 12345). {CHOOSE_FOLDER}",
)
NO_ROOM = StorageMistake(
    "no room for a converted model, seen before the work",
    f"No room for {{folder}}: 5000000.0 TB needed, {{free}} free. {MAKE_ROOM}",
)
FULL = StorageMistake(
    "a disk that becomes full while it is written",
    f"No room for {{folder}}: 2.5 MB needed, {{free}} free. {MAKE_ROOM}",
)
CLOSED = StorageMistake(
    "a folder that this user must not write",
    f"No access to {{folder}}: Permission denied. {CHOOSE_FOLDER}",
)
NO_FOLDER = StorageMistake(
    "a place where the system makes no folders",
    f"No folder can be made at {{folder}}. {CHOOSE_FOLDER}",
)
HELD = StorageMistake(
    "a model that another notebook is converting, for longer than the wait",
    "{folder}.lock is held by another process; waited 0.0 s. "
    "Another notebook is at work on it: wait for it, or stop its kernel.",
)
STORAGE_MISTAKES = [IN_THE_WAY, FOREIGN, NO_ROOM, FULL, CLOSED, NO_FOLDER, HELD]

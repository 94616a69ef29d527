"""Folders of the user, writes that are whole or not there, and locks between processes."""

from llmnb.storage.atomic import atomic_folder, atomic_write
from llmnb.storage.explain import (
    choose_folder,
    explained,
    free_bytes,
    in_the_way,
    make_room,
    size_text,
)
from llmnb.storage.folders import (
    cache_folder,
    data_folder,
    make_private,
    require_space,
    runtime_folder,
    shared_cache_folder,
)
from llmnb.storage.leftovers import sweep
from llmnb.storage.locking import lock

__all__ = [
    "atomic_folder",
    "atomic_write",
    "cache_folder",
    "choose_folder",
    "data_folder",
    "explained",
    "free_bytes",
    "in_the_way",
    "lock",
    "make_private",
    "make_room",
    "require_space",
    "runtime_folder",
    "shared_cache_folder",
    "size_text",
    "sweep",
]

"""Fetches from the Hugging Face hub the files that llmnb reads, and no others.

The way of a model: `settings` reads the environment, `client` speaks to the hub, `listing` says
which files there are, `download` brings one, `cache` keeps them where all programs of the hub
do, `messages` explains what went wrong.
"""

from llmnb.model_source.hub import cache
from llmnb.model_source.hub.fetching import Fetching
from llmnb.model_source.hub.settings import cache_folder


def downloaded() -> list[str]:
    """Return the ids of the hub's models that can be loaded without a download, in order."""
    return cache.downloaded(cache_folder())


__all__ = ["Fetching", "downloaded"]

"""Sessions: loaded models, the current one, the user's settings, and waiting for answers."""

from llmnb.session.model import Model, raise_if_interrupted
from llmnb.session.preparing import Prepared, Prompt, Rendered
from llmnb.session.session import Session, default_session
from llmnb.session.settings import Settings
from llmnb.session.waiting import interruptible, wait

__all__ = [
    "Model",
    "Prepared",
    "Prompt",
    "Rendered",
    "Session",
    "Settings",
    "default_session",
    "interruptible",
    "raise_if_interrupted",
    "wait",
]

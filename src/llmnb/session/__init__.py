"""Sessions: loaded models, the current one, the user's settings, and waiting for answers."""

from llmnb.session.compared import Cell, CellState
from llmnb.session.comparing import Comparison
from llmnb.session.conversation import Change, Conversation, Place, Turn, nowhere
from llmnb.session.frames import check_pandas
from llmnb.session.model import Model
from llmnb.session.preparing import Prepared, Prompt, Rendered
from llmnb.session.saved_chat import as_record, export, restore
from llmnb.session.session import Session, default_session
from llmnb.session.settings import Settings, checked_setting, setting_table
from llmnb.session.stopped import raise_if_interrupted
from llmnb.session.waiting import Interruption, interruptible, wait

__all__ = [
    "Cell",
    "CellState",
    "Change",
    "Comparison",
    "Conversation",
    "Interruption",
    "Model",
    "Place",
    "Prepared",
    "Prompt",
    "Rendered",
    "Session",
    "Settings",
    "Turn",
    "as_record",
    "check_pandas",
    "checked_setting",
    "default_session",
    "export",
    "interruptible",
    "nowhere",
    "raise_if_interrupted",
    "restore",
    "setting_table",
    "wait",
]

"""Sessions: loaded models, the current one, the user's settings, and waiting for answers."""

from llmnb.session.branches import branch, free_name
from llmnb.session.compared import Cell, CellState
from llmnb.session.comparing import Comparison
from llmnb.session.conversation import Conversation
from llmnb.session.frames import check_pandas
from llmnb.session.model import Model
from llmnb.session.preparing import Prepared, Prompt, Rendered, has_history
from llmnb.session.saved_chat import as_record, as_records, as_text, export, restore
from llmnb.session.session import Session, default_session
from llmnb.session.settings import Settings, checked_setting, setting_table
from llmnb.session.stopped import raise_if_interrupted
from llmnb.session.turns import Change, Place, Slot, Turn, nowhere
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
    "Slot",
    "Turn",
    "as_record",
    "as_records",
    "as_text",
    "branch",
    "check_pandas",
    "checked_setting",
    "default_session",
    "export",
    "free_name",
    "has_history",
    "interruptible",
    "nowhere",
    "raise_if_interrupted",
    "restore",
    "setting_table",
    "wait",
]

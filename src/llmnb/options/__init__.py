r"""The options on a magic's line: read, checked, and written again.

A prompt magic's line is options first, then a prompt that is taken as it stands; a value may
be quoted, and may hold ``{{ expressions }}``. A command magic's line is words and options in
any order, with an optional ``# comment``; backslashes and apostrophes are ordinary there.

::

    table.py    the options of each magic, made from the one list of parameters
    reader.py   a cursor over a line
    lines.py    a line to checked options
    writer.py   options to a line
    code.py     prompts or a load with their options as cells, and as a Python call
"""

from llmnb.options.code import as_call, as_cell, as_cells, as_load
from llmnb.options.lines import (
    parse_cache,
    parse_chat,
    parse_command,
    parse_compare,
    parse_config,
    parse_continue,
    parse_load,
    parse_nothing,
    parse_prompt,
    parse_tokens,
    parse_tune,
    parse_unload,
)
from llmnb.options.table import (
    FORMATS,
    CacheOptions,
    ChatOptions,
    CompareOptions,
    ConfigOptions,
    ContinueOptions,
    LoadOptions,
    PromptOptions,
    Several,
    TokensOptions,
    UnloadOptions,
    compare_table,
    continue_table,
    is_bare,
    load_table,
    prompt_table,
    tune_table,
)
from llmnb.options.writer import format_line

__all__ = [
    "FORMATS",
    "CacheOptions",
    "ChatOptions",
    "CompareOptions",
    "ConfigOptions",
    "ContinueOptions",
    "LoadOptions",
    "PromptOptions",
    "Several",
    "TokensOptions",
    "UnloadOptions",
    "as_call",
    "as_cell",
    "as_cells",
    "as_load",
    "compare_table",
    "continue_table",
    "format_line",
    "is_bare",
    "load_table",
    "parse_cache",
    "parse_chat",
    "parse_command",
    "parse_compare",
    "parse_config",
    "parse_continue",
    "parse_load",
    "parse_nothing",
    "parse_prompt",
    "parse_tokens",
    "parse_tune",
    "parse_unload",
    "prompt_table",
    "tune_table",
]

"""The magics: each one parses, calls the session, and shows.

::

    prompt.py      %%llm, %llm and %llm_continue
    chats.py       %llm_chat
    compare.py     %%llm_compare and %llm_compare
    tokens.py      %llm_tokens
    models.py      %llm_load, %llm_unload, %llm_status, %llm_cache
    settings.py    %llm_config and %config Llm
    transform.py   how a prompt gets past IPython untouched
    completion.py  what the Tab key offers
    shown.py       how an answer is shown once and still returned
    help.py        the text of %llm?
    extension.py   what %load_ext and %unload_ext do
"""

from llmnb.magics.extension import load, unload

__all__ = ["load", "unload"]

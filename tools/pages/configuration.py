"""The page about configuration: every parameter and every variable of the environment."""

from __future__ import annotations

from llmnb.config import GenerationConfig, LoadConfig, Parameter, parameters
from llmnb.environment import LOADING
from llmnb.session import Settings
from pages.tables import allowed, code, default, prose, table

TEMPLATE = """\
# Configuration

Every parameter is defined once, in the code, with its type, its bounds and its default; flags,
keywords in Python, variables of the environment and these tables are made from that.

## Generation

What a prompt decides (`%%llm --temperature 0.2`, `model.generate(…, temperature=0.2)`) is stronger
than the session (`%llm_config temperature=0.2`, `%config Llm.temperature = 0.2`), which is stronger
than the environment, the recommendation of the model's makers (`generation_config.json`) and
llmnb's own default. [How-to: configuration](../how-to/configuration.md) has examples; the flags are
among the [options of a prompt](prompt-options.md).

{generation}

## The session

Set with `%llm_config`, `%config Llm` or the environment; a prompt has no option for them. Their
variables are read once, when llmnb is loaded: in a notebook that runs, use `%llm_config`.

{session}

## Loading

Options of [`%llm_load`](magics.md) and keywords of `llmnb.load`. What belongs to a machine rather
than to a model has a variable, which counts where the load says nothing else: so that one notebook,
unchanged, runs on another engine. For the address of a server no variable counts.

{loading}

## Folders, threads and the hub

{folders}

A variable counts as it is when the model is loaded, so `os.environ["HF_TOKEN"] = …` in a cell
works.
"""

FOLDERS = (
    ("LLMNB_CACHE", "Folder of converted models.", "the user's cache folder of the system"),
    ("LLMNB_SHARED_CACHE", "A second such folder, which is read and never written.", "none"),
    ("LLMNB_THREADS", "Threads of an engine in the kernel, from 1 to 1,024.", "the usable cores"),
    ("HF_ENDPOINT", "Address of the hub.", "`https://huggingface.co`"),
    ("HF_HOME", "Folder of the hub's cache and token.", "`~/.cache/huggingface`"),
    ("HF_HUB_CACHE", "Folder of the hub's cache alone.", "`hub` in `HF_HOME`"),
    ("HF_TOKEN", "Token for private and gated models.", "the one saved by logging in"),
    ("HF_HUB_OFFLINE", "With `1`, the hub is not asked; what is in its cache is loaded.", "off"),
    ("HF_HUB_DOWNLOAD_TIMEOUT", "Seconds to wait for the hub's next bytes.", "`10`"),
    ("http_proxy, https_proxy, no_proxy", "Proxies, in the form that curl reads.", "none"),
    ("OPENAI_API_KEY", "Key for a server, unless `--api-key-env` names another.", "none"),
)


def page() -> str:
    """Return the page."""
    return TEMPLATE.format(
        generation=_settable(GenerationConfig),
        session=_settable(Settings),
        loading=table(
            ("keyword", "type", "value", "environment", "default", "what it does"),
            ((_name(p), _type(p), allowed(p), _variable(p) if p.name in LOADING else "",
              default(p), prose(p.help))
             for p in parameters(LoadConfig).values()),
        ),
        folders=table(
            ("variable", "what it does", "default"),
            ((", ".join(map(code, name.split(", "))), text, usual)
             for name, text, usual in FOLDERS),
        ),
    )  # fmt: skip


def _settable(config: type) -> str:
    return table(
        ("name", "type", "value", "environment", "default", "what it does"),
        ((_name(p), _type(p), _value(p), _variable(p), default(p), prose(p.help))
         for p in parameters(config).values()),
    )  # fmt: skip


def _name(parameter: Parameter) -> str:
    return code(parameter.name)


def _type(parameter: Parameter) -> str:
    return "tuple of str" if parameter.kind is tuple else parameter.kind.__name__


def _value(parameter: Parameter) -> str:
    return "on or off" if parameter.kind is bool else allowed(parameter)


def _variable(parameter: Parameter) -> str:
    return code(f"LLMNB_{parameter.name.upper()}")

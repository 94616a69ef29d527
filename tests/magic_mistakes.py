"""Every mistake that can be made on the line of a magic or in a prompt, and what its user is told.

As in `hub_mistakes`, the rows are data: the tests run them, and a page of the documentation is
made of them.
"""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """One row.

    Parameters
    ----------
    name : str
        What is wrong, in words.
    code : str
        The cell.
    error : str
        What its user is told: the error's type and the whole message.
    """

    name: str
    code: str
    error: str


_FIRST = (
    "OptionError: %%llm must be the first line of its cell. "
    "Move what stands above it into a cell of its own."
)
_NO_LINE = "OptionError: %llm has no prompt. Write it on the same line, after the options."
_NO_CELL = "OptionError: %%llm has no prompt. Write it below the first line."
_TEMPERATURE = "--temperature = {} is not allowed: it must be a number from 0 to 2."
_NEEDS = "OptionError: --temperature of %%llm needs a value. It must be a number from 0 to 2."
_BRACES = "or write --no-vars to send braces as they are."
_DEFINE = f"Define it in a cell, {_BRACES}"
_CORRECT = f"Correct the expression, {_BRACES}"
_EXPRESSION = (
    "Between the braces stands an expression of Jinja, which is not all of Python's. "
    f"Compute the value in a cell and write its name, {_BRACES}"
)
_NO_SIGN = (
    "OptionError: 'temperature' on the line of %llm_config is not NAME=VALUE. "
    "Such as temperature=0.2, without blanks around the sign."
)
_ONE_NAME = "takes one name, not 2: a, b. Put quotation marks around a text with blanks."

# A model of the name tiny is loaded, on the echo backend.
PROMPT_MISTAKES = [
    Line("no prompt", "%llm", _NO_LINE),
    Line("options and no prompt", "%llm -t 0.2  ", _NO_LINE),
    Line("a cell without a prompt", "%%llm", _NO_CELL),
    Line("a cell with options and blanks only", "%%llm -t 0.2\n  \n", _NO_CELL),
    Line("a comment above %%llm", "# a comment\n%%llm\nWhat's this?", _FIRST),
    Line("code above %%llm", "x = 1\n\n%%llm -t 0.2\nWhat's this?", _FIRST),
    Line(
        "an option that is misspelt",
        "%%llm --temprature 2\nx",
        "OptionError: --temprature is not an option of %%llm. Did you mean --temperature?",
    ),
    Line(
        "an option that is misspelt, before a prompt on the line",
        "%llm --temprature hot",
        "OptionError: --temprature is not an option of %llm. Did you mean --temperature? "
        "Write -- before a prompt that begins with a dash.",
    ),
    Line(
        "--help",
        "%%llm --help\nx",
        "OptionError: --help is not an option of %%llm. %%llm? shows them all.",
    ),
    Line(
        "an option with a typographic dash",
        "%%llm —temperature 0\nx",
        "OptionError: —temperature of %%llm begins with a dash that is none of the keyboard's. "
        "Write --temperature.",
    ),
    Line(
        "two options that contradict each other",
        "%%llm --no-vars --jinja\nx",
        "OptionError: --no-vars and --jinja contradict each other. Leave one out.",
    ),
    Line(
        "a model that is not loaded",
        "%%llm -m other\nx",
        "ModelNotFound: No loaded model is called 'other'. Allowed: tiny.",
    ),
    Line(
        "a parameter that the backend does not have",
        "%%llm --logprobs 3\nx",
        "ParameterError: logprobs is not supported by tiny on the echo backend. Supported: "
        "temperature, top_p, top_k, min_p, repetition_penalty, presence_penalty, "
        "frequency_penalty, max_tokens, stop, seed.",
    ),
    Line(
        "a structure that the backend cannot keep to",
        "%%llm --choices yes,no\nIs it?",
        "ParameterError: tiny on the echo backend lacks structured answers. "
        "They need one of these backends: vllm.",
    ),
    Line(
        "a schema in a variable that does not exist",
        "%%llm --schema Nobody\nWho is it?",
        "ParameterError: --schema = Nobody is not allowed: it must be the name of a variable, "
        "or the path of a .json file. Define it in a cell first.",
    ),
    Line(
        "a schema in a file that does not exist",
        "%%llm --schema nobody.json\nWho is it?",
        "ParameterError: schema = nobody.json is not allowed: it must be a JSON schema (a dict, "
        "JSON text or a .json file), or a class of pydantic's kind. "
        "The file cannot be read: No such file or directory.",
    ),
    Line(
        "a model that is nowhere",
        "%llm_load nothing",
        "ModelNotFound: 'nothing' is no model that llmnb can find. Allowed: demo, a folder, "
        "a hub id such as Qwen/Qwen2.5-0.5B-Instruct, or a server's address such as "
        "http://127.0.0.1:8000/v1.",
    ),
    Line(
        "a folder that is nowhere",
        "%llm_load ./nowhere",
        "ModelNotFound: There is no folder './nowhere'. Check its name; a relative one is looked "
        "for from the notebook's folder.",
    ),
    Line(
        "a page of the hub in place of the model's id",
        "%llm_load https://huggingface.co/Qwen/Qwen3-0.6B",
        "ModelNotFound: 'https://huggingface.co/Qwen/Qwen3-0.6B' is a page of the hub, not a "
        "server. Give the model's id: Qwen/Qwen3-0.6B.",
    ),
    Line(
        "a server's address without http",
        "%llm_load localhost:8000/v1",
        "ModelNotFound: 'localhost:8000/v1' is no model that llmnb can find. If a server is meant, "
        "write http://localhost:8000/v1.",
    ),
    Line(
        "an option of %llm_load without a model",
        "%llm_load --precision int8",
        "OptionError: %llm_load has the option --precision, but no model. Name one: demo, a "
        "folder, a hub id or a server's address.",
    ),
    Line(
        "a quotation mark that is not closed",
        "%llm_load 'my model --name small",
        "OptionError: A text in quotation marks on the line of %llm_load is not closed.",
    ),
    Line(
        "no blank behind a quotation mark",
        '%llm_load "my model"--name small',
        "OptionError: A text in quotation marks on the line of %llm_load has no blank behind its "
        'closing ".',
    ),
    Line(
        "unloading a model that is not loaded",
        "%llm_unload nothing",
        "ModelNotFound: No loaded model is called 'nothing'. Allowed: tiny.",
    ),
]

OPTION_MISTAKES = [
    Line(
        "a long option with one dash",
        "%%llm -temperature 0.2",
        "OptionError: -temperature is not an option of %%llm. Did you mean --temperature?",
    ),
    Line(
        "an option with an underscore",
        "%%llm --max_tokens 5",
        "OptionError: --max_tokens is not an option of %%llm. Did you mean --max-tokens?",
    ),
    Line(
        "a value for an option that has none",
        "%%llm --quiet=on",
        "OptionError: --quiet of %%llm takes no value.",
    ),
    Line("an option without its value", "%%llm -t", _NEEDS),
    Line("an option in the place of a value", "%%llm --temperature --top-p 1", _NEEDS),
    Line(
        "an option in the place of a text",
        "%%llm -s --top-p 1",
        "OptionError: --system of %%llm needs a value. It must be text. "
        "A value that begins with a dash is written --system=…",
    ),
    Line(
        "a word that is not among those allowed",
        "%%llm -f html",
        "ParameterError: --format = html is not allowed: "
        "it must be one of markdown, text, code, json.",
    ),
    Line("a number out of bounds", "%%llm -t 9", f"ParameterError: {_TEMPERATURE.format(9)}"),
    Line("a word for a number", "%%llm -t warm", f"ParameterError: {_TEMPERATURE.format('warm')}"),
    Line(
        "a word for on or off",
        "%%llm --think perhaps",
        "ParameterError: --think = perhaps is not allowed: it must be on or off.",
    ),
    Line(
        "a choice without a text",
        "%%llm --choices yes,,no",
        "ParameterError: --choices = yes,,no is not allowed: "
        "it must be texts with commas between them.",
    ),
    Line(
        "the same choice twice",
        "%%llm --choices yes,no,yes",
        "ParameterError: --choices = ('yes', 'no', 'yes') is not allowed: "
        "it must be texts that differ, and has 'yes' twice.",
    ),
    Line(
        "a regex that is none",
        "%%llm --regex (",
        "ParameterError: --regex = ( is not allowed: it must be a regular expression, and is none: "
        "missing ), unterminated subpattern at position 0.",
    ),
    Line(
        "choices and a regex",
        "%%llm --choices a,b --regex a",
        "OptionError: --choices and --regex do not go together. "
        "An answer is held to one of --schema, --choices and --regex.",
    ),
    Line(
        "an option given twice",
        "%%llm -t 1 -t 2",
        "OptionError: --temperature of %%llm is given twice.",
    ),
    Line(
        "a quotation mark that is not closed",
        '%%llm -s "Be brief',
        'OptionError: The quotation mark " of --system is not closed. '
        'Write \\" for a mark inside the text.',
    ),
    Line(
        "a quotation mark inside of a text",
        "%%llm -s 'Be'brief",
        "OptionError: A blank must follow the closing ' of --system. "
        "Write \\' for a mark inside the text.",
    ),
    Line(
        "a variable that Python does not allow",
        "%%llm -o 2x",
        "ParameterError: --out = 2x is not allowed: it must be a Python name.",
    ),
    Line(
        "a variable with a name that is Python's own",
        "%%llm -o class",
        "ParameterError: --out = class is not allowed: it must be a Python name.",
    ),
    Line(
        "a prompt on the line of %%llm",
        "%%llm -t 0.2 Why is it?",
        "OptionError: 'Why is it?' cannot stand on the %%llm line, which holds options only. "
        "Write the prompt below it, or on one line with %llm; a value with blanks stands in "
        "quotation marks.",
    ),
]

COMMAND_MISTAKES = [
    Line(
        "an option that is misspelt",
        "%llm_load demo --bakend onnx",
        "OptionError: --bakend is not an option of %llm_load. Did you mean --backend?",
    ),
    Line(
        "two models",
        "%llm_load a b",
        "OptionError: %llm_load takes one model, not 2: a, b. "
        "Put quotation marks around a text with blanks.",
    ),
    Line(
        "a precision that does not exist",
        "%llm_load demo --precision int3",
        "ParameterError: --precision = int3 is not allowed: "
        "it must be one of auto, fp32, fp16, bf16, int8, sym_int8, fp8, asym_int5, int5, sym_int5, "
        "int4, asym_int4, sym_int4.",
    ),
    Line(
        "a value that is only a comment",
        "%llm_load demo --name # x",
        "OptionError: --name of %llm_load needs a value. It must be text.",
    ),
    Line(
        "a name and --all",
        "%llm_unload demo --all",
        "OptionError: %llm_unload takes a name or --all, not both.",
    ),
    Line(
        "an option for a magic that has none",
        "%llm_status --all",
        "OptionError: %llm_status takes no options and no words, but was given '--all'.",
    ),
]

PLAN_MISTAKES = [
    Line(
        "a backend that does not exist",
        "%llm_load demo --backend gpu",
        "BackendError: There is no backend 'gpu'. Allowed: bigdl, echo, onnx, openai, vllm.",
    ),
    Line(
        "a backend that is misspelt",
        "%llm_load demo --backend vlm",
        "BackendError: There is no backend 'vlm'. Did you mean vllm?",
    ),
    Line(
        "an engine argument where there are none",
        "%llm_load demo --backend onnx -E max_num_seqs=8",
        "ParameterError: engine_args = max_num_seqs=8 is not for the onnx backend, which has no "
        "arguments of its own.",
    ),
    Line(
        "an adapter for an engine that takes none",
        "%llm_load demo --backend onnx --adapter ./lora",
        "ParameterError: adapter = ./lora is not for the onnx backend, which lays no adapters over "
        "a model.",
    ),
    Line(
        "a device that the backend does not have",
        "%llm_load demo --backend onnx --device cuda:1",
        "BackendError: The onnx backend has no device 'cuda:1'; allowed is cpu.",
    ),
    Line(
        "a precision that the backend does not have",
        "%llm_load demo --backend onnx --precision int5",
        "ParameterError: precision = int5 is not available with the onnx backend. "
        "Allowed: auto, fp32, int8, int4. Take it with --backend bigdl.",
    ),
    Line(
        "a context longer than the model's",
        "%llm_load demo --context 4096",
        "ParameterError: context = 4,096 is not allowed: the model was made for 2,048 tokens.",
    ),
    Line(
        "a revision of a model that is not on the hub",
        "%llm_load demo --revision v1",
        "ParameterError: revision = v1 is only for models of the hub.",
    ),
    Line(
        "a server's option for a model that runs here",
        "%llm_load demo --served-name x",
        "ParameterError: served_name = x is only for a server's address.",
    ),
    Line(
        "a key for a model that runs here",
        "%llm_load demo --api-key-env MY_KEY",
        "ParameterError: api_key_env is only for a server's address.",
    ),
    Line(
        "the backend for servers, without a server",
        "%llm_load demo --backend openai",
        "BackendError: The openai backend cannot run demo: Only for a server's address: "
        "%llm_load http://HOST:PORT/v1.",
    ),
]

FREE_MEMORY, MEMORY = 110 * 10**6, 150 * 10**6
"""Bytes of the machine on which the next mistakes are made."""
MEMORY_MISTAKES = [
    Line(
        "a model larger than the free memory, of which a lower precision fits",
        "%llm_load demo --precision fp32",
        "BackendError: demo at fp32 needs about 117.1 MB of memory, but 110.0 MB of 150.0 MB are "
        "free. --precision int8 fits: 105.9 of 110.0 MB. Or choose a smaller --context or model; "
        "unload other models or end other programs; or --force it.",
    ),
]

# An answer without log-probabilities is called plain, and number is 3.
TOKEN_MISTAKES = [
    Line(
        "an answer without log-probabilities",
        "%llm_tokens plain",
        "ParameterError: The answer has no log-probabilities. "
        "Ask again with --logprobs 5, in Python with logprobs=5.",
    ),
    Line(
        "a last answer without log-probabilities",
        "import llmnb; llmnb.tokens()",
        "ParameterError: The answer has no log-probabilities. "
        "Ask again with --logprobs 5, in Python with logprobs=5.",
    ),
    Line(
        "a variable that does not exist",
        "%llm_tokens plaim",
        "ParameterError: No variable is called 'plaim'. Did you mean plain?",
    ),
    Line(
        "a variable that holds something else",
        "%llm_tokens number",
        "ParameterError: The variable number holds no answer, but a value of type int. "
        "Bind an answer with %%llm --logprobs 5 --out NAME.",
    ),
    Line("two names", "%llm_tokens a b", f"OptionError: %llm_tokens {_ONE_NAME}"),
    Line(
        "no alternatives",
        "%llm_tokens --alternatives 0",
        "ParameterError: --alternatives = 0 is not allowed: "
        "it must be a whole number from 1 to 20.",
    ),
    Line(
        "a token that is not there",
        'llmnb.models()["demo"].what_if(scored, 99, " a")',
        "ParameterError: index = 99 is not allowed: the answer has 8 tokens, "
        "and the first one is 0.",
    ),
    Line(
        "an alternative that is not there",
        'llmnb.models()["demo"].what_if(scored, 0, 5)',
        "ParameterError: alternative = 5 is not allowed: token 0 has 2 alternatives, "
        "and the first one is 0. Any text can be given too.",
    ),
]

SETTING_MISTAKES = [
    Line(
        "a setting that is misspelt",
        "%llm_config temprature=1",
        "ParameterError: temprature is not a setting. Did you mean temperature?",
    ),
    Line(
        "a value out of bounds",
        "%llm_config temperature=9",
        "ParameterError: temperature = 9 is not allowed: it must be a number from 0 to 2.",
    ),
    Line(
        "one good value and one bad",
        "%llm_config top_k=3 temperature=9",
        "ParameterError: temperature = 9 is not allowed: it must be a number from 0 to 2.",
    ),
    Line(
        "a word for on or off",
        "%llm_config stream=maybe",
        "ParameterError: stream = maybe is not allowed: it must be on or off.",
    ),
    Line("a setting without a value", "%llm_config temperature", _NO_SIGN),
    Line("blanks around the sign", "%llm_config temperature = 1", _NO_SIGN),
    Line(
        "two values for one setting",
        "%llm_config seed=1 seed=2",
        "ParameterError: seed = ('1', '2') is not allowed: "
        "it must be a whole number from 0 to 9,223,372,036,854,775,807.",
    ),
    Line(
        "taking back a setting that does not exist",
        "%llm_config --reset temprature",
        "ParameterError: temprature is not a setting. Did you mean temperature?",
    ),
]

CACHE_MISTAKES = [
    Line(
        "an action that does not exist",
        "%llm_cache drop demo",
        "OptionError: %llm_cache does not know 'drop'. It takes list, clear NAME, or clear --all.",
    ),
    Line(
        "neither a name nor --all",
        "%llm_cache clear",
        "OptionError: %llm_cache clear takes either a name or --all.",
    ),
    Line(
        "a name and --all",
        "%llm_cache clear demo --all",
        "OptionError: %llm_cache clear takes either a name or --all.",
    ),
    Line(
        "an option for a list",
        "%llm_cache --all",
        "OptionError: %llm_cache list takes no name and no options.",
    ),
    Line("two names", "%llm_cache clear a b", f"OptionError: %llm_cache clear {_ONE_NAME}"),
    Line(
        "a model that was not converted",
        "%llm_cache clear dmeo",
        "ModelNotFound: No converted model on disk is called 'dmeo'. There is none.",
    ),
]

# The conversation "default" has one turn.
CHAT_MISTAKES = [
    Line(
        "a conversation that does not exist",
        "%llm_chat nobody",
        "ParameterError: No conversation is called 'nobody'. Allowed: default.",
    ),
    Line(
        "a turn that does not exist",
        "%llm_chat default --drop 9",
        "ParameterError: Turn 9 of the conversation 'default' is not there: "
        "it must be a number from 1 to 1.",
    ),
    Line("two names", "%llm_chat a b", f"OptionError: %llm_chat {_ONE_NAME}"),
    Line(
        "an edit without its text",
        "%llm_chat default --edit 1",
        "OptionError: --edit needs the new text. Write it below %%llm_chat NAME --edit N.",
    ),
    Line(
        "a text without an edit",
        "%%llm_chat default\ntext",
        "OptionError: %%llm_chat with a text below it needs --edit N.",
    ),
    Line(
        "two things at once",
        "%llm_chat default --drop 1 --clear",
        "OptionError: --drop and --clear of %llm_chat are two things to do.",
    ),
    Line(
        "a notebook that is not there",
        "%llm_chat x --restore no.ipynb",
        "StorageError: 'no.ipynb' cannot be read: No such file or directory.",
    ),
    Line(
        "a prompt for %llm_continue",
        "%llm_continue please",
        "OptionError: %llm_continue takes options only, but was given 'please'. "
        "It goes on from the last answer that was cut short.",
    ),
    Line(
        "--replace outside of a conversation",
        "%llm --replace Hello",
        "ParameterError: replace is for conversations. Name one with chat.",
    ),
    Line(
        "--overflow outside of a conversation",
        "%llm --overflow drop-oldest Hello",
        "ParameterError: overflow is for conversations. Name one with chat.",
    ),
    Line(
        "two conversations",
        "%llm -c --chat other Hello",
        "OptionError: --chat of %llm is given twice.",
    ),
    Line(
        "a word that --overflow does not know",
        "%llm --chat x --overflow no Hi",
        "ParameterError: --overflow = no is not allowed: it must be one of error, drop-oldest.",
    ),
]

# A model of the name tiny is loaded, on the echo backend.
COMPARE_MISTAKES = [
    Line(
        "no prompts",
        "%%llm_compare\n \n",
        "OptionError: %llm_compare has no prompts. Write them below %%llm_compare, one on each "
        "line, or name a variable with --prompts.",
    ),
    Line(
        "no prompts on the line",
        "%llm_compare --seeds 1,2",
        "OptionError: %llm_compare has no prompts. Write them below %%llm_compare, one on each "
        "line, or name a variable with --prompts.",
    ),
    Line(
        "a prompt on the line",
        "%llm_compare Why is it",
        "OptionError: 'Why is it' cannot stand on the line of %llm_compare, which holds options "
        "only. Write the prompts below %%llm_compare; a value with blanks stands in quotation "
        "marks.",
    ),
    Line(
        "blanks between values",
        "%%llm_compare --seeds 1, 2\nx",
        "ParameterError: --seeds = 1, is not allowed: it must be a whole number from 0 to "
        "9,223,372,036,854,775,807, or several with commas.",
    ),
    Line(
        "prompts in a variable and below",
        "%%llm_compare --prompts rows\nx",
        "OptionError: --prompts of %%llm_compare and the prompts below it are both given. "
        "Leave one out.",
    ),
    Line(
        "one value out of bounds",
        "%%llm_compare -t 0,9\nx",
        "ParameterError: --temperature = 9 is not allowed: it must be a number from 0 to 2, "
        "or several with commas.",
    ),
    Line(
        "the option of a prompt in the place of --seeds",
        "%%llm_compare --seed 1\nx",
        "OptionError: --seed is not an option of %%llm_compare. Did you mean --seeds?",
    ),
    Line(
        "a value given twice",
        "%%llm_compare -t 1,1.0\nx",
        "ParameterError: temperature has 1.0 twice. Give each value once.",
    ),
    Line(
        "a model that is nowhere",
        "%%llm_compare --models tiny,nothing\nx",
        "ModelNotFound: 'nothing' is no model that llmnb can find. Allowed: demo, a folder, a hub "
        "id such as Qwen/Qwen2.5-0.5B-Instruct, or a server's address such as "
        "http://127.0.0.1:8000/v1.",
    ),
    Line(
        "a parameter that the backend does not have",
        "%%llm_compare --logprobs 3\nx",
        "ParameterError: logprobs is not supported by tiny on the echo backend. Supported: "
        "temperature, top_p, top_k, min_p, repetition_penalty, presence_penalty, "
        "frequency_penalty, max_tokens, stop, seed.",
    ),
    Line(
        "a variable that does not exist",
        "%llm_compare --prompts zzz",
        "ParameterError: --prompts = zzz is not allowed: it must be the name of a variable. "
        "Define it in a cell first.",
    ),
    Line(
        "more right answers than prompts",
        "%%llm_compare --expected answers\nx",
        "ParameterError: expected has 2 texts for 1 prompt: it must have one for each.",
    ),
    Line(
        "a score that is no function",
        "%%llm_compare --score answers\nx",
        "ParameterError: score = ['a', 'b'] is not allowed: it must be a function of a Generation, "
        "or of a Generation and its expected text.",
    ),
    Line(
        "too many answers",
        "%llm_compare --prompts many --seeds 1,2",
        "ParameterError: 1,200 answers are too many (600 prompts × 1 model × 2 settings): at most "
        "1,000 can be compared at once. Compare fewer prompts, models, values or seeds.",
    ),
    Line(
        "an empty prompt",
        "%llm_compare --prompts blank",
        "ParameterError: prompts[1] = '' is not allowed: it must be text that is not empty.",
    ),
    Line(
        "%%llm_compare below its first line",
        "x = 1\n%%llm_compare\nWhy?",
        "OptionError: %%llm_compare must be the first line of its cell. "
        "Move what stands above it into a cell of its own.",
    ),
]

# There are the variables name, n, rows, broken and fail.
TEMPLATE_MISTAKES = [
    Line(
        "a variable that is misspelt",
        "Hi {{ nmae }}",
        "TemplateError: {{ nmae }} uses nmae, which is not defined. Did you mean name? " + _DEFINE,
    ),
    Line(
        "a variable that does not exist",
        "{{ zzz.a }}",
        "TemplateError: {{ zzz.a }} uses zzz, which is not defined. " + _DEFINE,
    ),
    Line(
        "an attribute that does not exist",
        "{{ rows[0].size }}",
        "TemplateError: {{ rows[0].size }} failed: UndefinedError: 'dict object' has no attribute "
        "'size'. " + _CORRECT,
    ),
    Line(
        "no expression",
        "{{ name name }}",
        "TemplateError: {{ name name }} cannot be read: chunk after expression. " + _EXPRESSION,
    ),
    Line(
        "an apostrophe between braces",
        "{{ don't }} and it's {{ n }}",
        "TemplateError: {{ don't }} cannot be read: unexpected char \"'\" at 4. " + _EXPRESSION,
    ),
    Line(
        "a function that fails",
        "{{ fail() }}",
        "TemplateError: {{ fail() }} failed: ZeroDivisionError: division by zero. " + _CORRECT,
    ),
    Line(
        "a value that has no text",
        "{{ broken }}",
        "TemplateError: {{ broken }} failed: OSError: the disk is gone. " + _CORRECT,
    ),
    Line(
        "a look inside Python",
        "{{ name.__class__ }}",
        "TemplateError: {{ name.__class__ }} failed: SecurityError: access to attribute "
        "'__class__' of 'str' object is unsafe. " + _CORRECT,
    ),
    Line(
        "a change of a variable",
        "{{ rows.append(1) }}",
        "TemplateError: {{ rows.append(1) }} failed: SecurityError: access to attribute 'append' "
        "of 'list' object is unsafe. " + _CORRECT,
    ),
]

# The same variables, and the option --jinja.
JINJA_MISTAKES = [
    Line(
        "a statement that cannot be read",
        "a\n{% if %}",
        "TemplateError: Line 2 of the template cannot be read: Expected an expression, got "
        "'end of statement block'. "
        "Correct it, or leave out --jinja, so that only {{ }} is special.",
    ),
    Line(
        "a variable that is misspelt",
        "{{ nam }}",
        "TemplateError: The template uses nam, which is not defined. Did you mean name? " + _DEFINE,
    ),
    Line(
        "a function that fails",
        "{{ fail() }}",
        "TemplateError: The template failed: ZeroDivisionError: division by zero. " + _CORRECT,
    ),
]

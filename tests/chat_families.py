"""Chat templates with the features of those that public model families ship.

The marks between turns are those of the families, since models know them; the templates are
written for these tests and put together what the families' templates use of Jinja.

``python3 tools/env.py engines tests/chat_families.py`` writes ``chat_families.json``: what
transformers renders, and a digest of the ids that it encodes, with the clock at `CLOCK`.
"""

# ruff: noqa: E501  line ends count in templates

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from toy_tokenizers import byte_level, sentencepiece

from llmnb.generation import Message

RECORDED = Path(__file__).with_suffix(".json")
CLOCK = datetime(2024, 7, 9, 8, 5)


class Family(NamedTuple):
    """A family's template and the kind of tokenizer it comes with.

    Parameters
    ----------
    source : str
        The Jinja text.
    marks : tuple of str
        Special tokens.
    bos, eos : str
        The begin and end tokens, as the template knows them; empty for none.
    kind : str
        ``bytes``, ``pieces`` or ``metaspace``: the tokenizer.
    """

    source: str
    marks: tuple[str, ...]
    bos: str = ""
    eos: str = ""
    kind: str = "bytes"

    @property
    def special(self) -> dict[str, str]:
        """What the template gets beside the messages."""
        given = {"bos_token": self.bos, "eos_token": self.eos}
        return {name: token for name, token in given.items() if token}

    def engine(self) -> Any:
        """Make the tokenizer."""
        marks = tuple(dict.fromkeys(filter(None, (self.bos, self.eos, *self.marks))))
        if self.kind == "bytes":
            return byte_level(marks, bos=self.bos or None, size=400)
        marks = ("<unk>", *marks)
        return sentencepiece(marks, bos=self.bos or None, metaspace=self.kind == "metaspace")


IM = ("<|im_start|>", "<|im_end|>")
HEADER = ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>")
TURN = ("<start_of_turn>", "<end_of_turn>")

FAMILIES = {
    # Everything in one line, roles written through.
    "chatml": Family(
        r"""{% for m in messages %}{{'<|im_start|>' + m['role'] + '\n' + m['content'] """
        r"""+ '<|im_end|>' + '\n'}}{% endfor %}"""
        r"""{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}""",
        IM,
        eos="<|im_end|>",
    ),
    # The system message inside the first user turn; alternation is checked.
    "llama 2": Family(
        r"""{% if messages[0]['role'] == 'system' %}{% set turns = messages[1:] %}
{%- set preface = messages[0]['content'] %}{% else %}{% set turns = messages %}
{%- set preface = false %}{% endif %}
{%- for turn in turns %}
{%- if (turn['role'] == 'user') != (loop.index0 % 2 == 0) %}
{{- raise_exception('Turns of user and assistant must take turns.') }}{% endif %}
{%- if loop.index0 == 0 and preface != false %}
{%- set content = '<<SYS>>\n' + preface + '\n<</SYS>>\n\n' + turn['content'] %}
{%- else %}{% set content = turn['content'] %}{% endif %}
{%- if turn['role'] == 'user' %}{{ bos_token + '[INST] ' + content.strip() + ' [/INST]' }}
{%- elif turn['role'] == 'assistant' %}{{ ' ' + content.strip() + ' ' + eos_token }}{% endif %}
{%- endfor %}""",
        (),
        bos="<s>",
        eos="</s>",
        kind="pieces",
    ),
    # The begin token glued to the first turn inside the loop.
    "llama 3": Family(
        r"""{% for m in messages %}{% set part = '<|start_header_id|>' + m['role'] +
'<|end_header_id|>\n\n' + m['content'] | trim + '<|eot_id|>' %}
{%- if loop.index0 == 0 %}{% set part = bos_token + part %}{% endif %}{{ part }}{% endfor %}
{%- if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}""",
        HEADER,
        bos="<|begin_of_text|>",
        eos="<|eot_id|>",
    ),
    # Dates, and blocks for tools that are absent.
    "llama 3.1": Family(
        r"""{{- bos_token }}
{%- if custom_tools is defined %}{% set tools = custom_tools %}{% endif %}
{%- if not tools_in_user_message is defined %}{% set tools_in_user_message = true %}{% endif %}
{%- if not date_string is defined %}
    {%- if strftime_now is defined %}{% set date_string = strftime_now("%d %b %Y") %}
    {%- else %}{% set date_string = "1 Jan 2024" %}{% endif %}
{%- endif %}
{%- if not tools is defined %}{% set tools = none %}{% endif %}
{%- if messages[0]['role'] == 'system' %}
    {%- set first = messages[0]['content'] | trim %}{% set messages = messages[1:] %}
{%- else %}{% set first = "" %}{% endif %}
{{- "<|start_header_id|>system<|end_header_id|>\n\n" }}
{%- if builtin_tools is defined or tools is not none %}{{- "Environment: ipython\n" }}{% endif %}
{%- if builtin_tools is defined %}
    {{- "Tools: " + builtin_tools | reject('equalto', 'interpreter') | join(", ") + "\n" }}
{%- endif %}
{{- "Knowledge until: spring\nDate: " + date_string + "\n\n" }}
{%- if tools is not none and not tools_in_user_message %}
    {%- for t in tools %}{{- t | tojson(indent=4) }}{{- "\n\n" }}{%- endfor %}
{%- endif %}
{{- first }}{{- "<|eot_id|>" }}
{%- for m in messages %}
    {%- if not (m.role == 'ipython' or m.role == 'tool' or 'tool_calls' in m) %}
        {{- '<|start_header_id|>' + m['role'] + '<|end_header_id|>\n\n'
            + m['content'] | trim + '<|eot_id|>' }}
    {%- elif 'tool_calls' in m %}
        {%- if not m.tool_calls | length == 1 %}{{- raise_exception("One call only.") }}{%- endif %}
    {%- else %}
        {{- m.content | tojson if m.content is mapping or m.content is iterable else m.content }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|start_header_id|>assistant<|end_header_id|>\n\n' }}
{%- endif %}
""",
        HEADER,
        bos="<|begin_of_text|>",
        eos="<|eot_id|>",
    ),
    # No system role, spaces outside the marks.
    "mistral v1": Family(
        r"""{{ bos_token }}{% for m in messages %}
{%- if (m['role'] == 'user') != (loop.index0 % 2 == 0) %}
{{- raise_exception('user and assistant must alternate') }}{% endif %}
{%- if m['role'] == 'user' %}{{ '[INST] ' + m['content'] + ' [/INST]' }}
{%- elif m['role'] == 'assistant' %}{{ m['content'] + eos_token + ' ' }}
{%- else %}{{ raise_exception('Only user and assistant are known.') }}{% endif %}{% endfor %}""",
        (),
        bos="<s>",
        eos="</s>",
        kind="metaspace",
    ),
    # A namespace that counts, the system message in the last user turn.
    "mistral v3": Family(
        r"""{%- if messages[0]["role"] == "system" %}
    {%- set system_message = messages[0]["content"] %}{% set loop_messages = messages[1:] %}
{%- else %}{% set loop_messages = messages %}{% endif %}
{%- if not tools is defined %}{% set tools = none %}{% endif %}
{%- set users = loop_messages | selectattr("role", "equalto", "user") | list %}
{%- set ns = namespace() %}{% set ns.index = 0 %}
{%- for m in loop_messages %}
    {%- if not (m.role == "tool" or m.role == "tool_results"
                or (m.tool_calls is defined and m.tool_calls is not none)) %}
        {%- if (m["role"] == "user") != (ns.index % 2 == 0) %}
            {{- raise_exception("after the system message, roles take turns") }}
        {%- endif %}
        {%- set ns.index = ns.index + 1 %}
    {%- endif %}
{%- endfor %}
{{- bos_token }}
{%- for m in loop_messages %}
    {%- if m["role"] == "user" %}
        {%- if tools is not none and (m == users[-1]) %}{{- "[AVAILABLE_TOOLS]" }}{% endif %}
        {%- if loop.last and system_message is defined %}
            {{- "[INST] " + system_message + "\n\n" + m["content"] + "[/INST]" }}
        {%- else %}{{- "[INST] " + m["content"] + "[/INST]" }}{% endif %}
    {%- elif m["role"] == "assistant" %}{{- " " + m["content"] | trim + eos_token }}
    {%- else %}{{- raise_exception("an unknown role: " ~ m.role) }}{% endif %}
{%- endfor %}
""",
        ("[INST]", "[/INST]", "[AVAILABLE_TOOLS]"),
        bos="<s>",
        eos="</s>",
        kind="pieces",
    ),
    # Tekken: a default system message by a set block, dates with the day before.
    "mistral tekken": Family(
        r"""{%- set today = strftime_now("%Y-%m-%d") %}
{%- set preface %}You are Toy. Today is {{ today }}.

- Be brief.
{%- endset %}
{{- bos_token }}
{%- if messages[0]['role'] == 'system' %}
    {%- if messages[0]['content'] is string %}{% set preface = messages[0]['content'] %}
    {%- else %}{% set preface = messages[0]['content'][0]['text'] %}{% endif %}
    {%- set rest = messages[1:] %}
{%- else %}{% set rest = messages %}{% endif %}
{{- '[SYSTEM_PROMPT]' + preface + '[/SYSTEM_PROMPT]' }}
{%- for m in rest %}
    {%- if m['role'] == 'user' %}
        {%- if m['content'] is string %}{{- '[INST]' + m['content'] + '[/INST]' }}
        {%- else %}{% for block in m['content'] %}{{- block['text'] }}{% endfor %}{% endif %}
    {%- elif m['role'] == 'system' %}{{- '[SYSTEM_PROMPT]' ~ m['content'] ~ '[/SYSTEM_PROMPT]' }}
    {%- elif m['role'] == 'assistant' %}{{- m['content'] + eos_token }}
    {%- else %}{{- raise_exception('Known roles: user, system, assistant.') }}{% endif %}
{%- endfor %}
""",
        ("[INST]", "[/INST]", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]"),
        bos="<s>",
        eos="</s>",
    ),
    # The assistant is called model; no system role.
    "gemma 1": Family(
        r"""{{ bos_token }}{% if messages[0]['role'] == 'system' %}"""
        r"""{{ raise_exception('There is no system role.') }}{% endif %}"""
        r"""{% for m in messages %}{% if (m['role'] == 'user') != (loop.index0 % 2 == 0) %}"""
        r"""{{ raise_exception('Roles take turns.') }}{% endif %}"""
        r"""{% set role = 'model' if m['role'] == 'assistant' else m['role'] %}"""
        r"""{{ '<start_of_turn>' + role + '\n' + m['content'] | trim + '<end_of_turn>\n' }}"""
        r"""{% endfor %}{% if add_generation_prompt %}{{'<start_of_turn>model\n'}}{% endif %}""",
        TURN,
        bos="<bos>",
        eos="<eos>",
        kind="pieces",
    ),
    # The system message as a prefix of the first user turn; contents may be lists.
    "gemma 3": Family(
        r"""{{ bos_token }}
{%- if messages[0]['role'] == 'system' -%}
    {%- if messages[0]['content'] is string -%}
        {%- set prefix = messages[0]['content'] + '\n\n' -%}
    {%- else -%}{%- set prefix = messages[0]['content'][0]['text'] + '\n\n' -%}{%- endif -%}
    {%- set turns = messages[1:] -%}
{%- else -%}{%- set prefix = "" -%}{%- set turns = messages -%}{%- endif -%}
{%- for m in turns -%}
    {%- if (m['role'] == 'assistant') -%}{%- set role = "model" -%}
    {%- else -%}{%- set role = m['role'] -%}{%- endif -%}
    {{ '<start_of_turn>' + role + '\n' + (prefix if loop.first else "") }}
    {%- if m['content'] is string -%}{{ m['content'] | trim }}
    {%- elif m['content'] is iterable -%}
        {%- for item in m['content'] -%}
            {%- if item['type'] == 'image' -%}{{ '<start_of_image>' }}
            {%- elif item['type'] == 'text' -%}{{ item['text'] | trim }}{%- endif -%}
        {%- endfor -%}
    {%- else -%}{{ raise_exception("Content of an unknown kind") }}{%- endif -%}
    {{ '<end_of_turn>\n' }}
{%- endfor -%}
{%- if add_generation_prompt -%}{{'<start_of_turn>model\n'}}{%- endif -%}
""",
        TURN,
        bos="<bos>",
        eos="<eos>",
        kind="pieces",
    ),
    # An end token where nothing is to be generated.
    "phi 3": Family(
        r"""{% for m in messages %}{% if m['role'] == 'system' and m['content'] %}"""
        r"""{{'<|system|>\n' + m['content'] + '<|end|>\n'}}{% elif m['role'] == 'user' %}"""
        r"""{{'<|user|>\n' + m['content'] + '<|end|>\n'}}{% elif m['role'] == 'assistant' %}"""
        r"""{{'<|assistant|>\n' + m['content'] + '<|end|>\n'}}{% endif %}{% endfor %}"""
        r"""{% if add_generation_prompt %}{{ '<|assistant|>\n' }}"""
        r"""{% else %}{{ eos_token }}{% endif %}""",
        ("<|system|>", "<|user|>", "<|assistant|>", "<|end|>"),
        eos="<|endoftext|>",
        kind="metaspace",
    ),
    # A separator between role and content.
    "phi 4": Family(
        r"""{% for m in messages %}{% if (m['role'] == 'system') %}"""
        r"""{{'<|im_start|>system<|im_sep|>' + m['content'] + '<|im_end|>'}}"""
        r"""{% elif (m['role'] == 'user') %}"""
        r"""{{'<|im_start|>user<|im_sep|>' + m['content'] + '<|im_end|>'}}"""
        r"""{% elif (m['role'] == 'assistant') %}{{'<|im_start|>assistant<|im_sep|>'}}"""
        r"""{% generation %}{{m['content'] + '<|im_end|>'}}{% endgeneration %}{% endif %}"""
        r"""{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant<|im_sep|>' }}"""
        r"""{% endif %}""",
        (*IM, "<|im_sep|>"),
        eos="<|im_end|>",
    ),
    # Tools, and runs of tool answers told by their neighbours.
    "qwen 2.5": Family(
        r"""{%- if tools %}
    {{- '<|im_start|>system\n# Tools' }}
    {%- for tool in tools %}{{- "\n" }}{{- tool | tojson }}{%- endfor %}
{%- elif messages[0]['role'] == 'system' %}
    {{- '<|im_start|>system\n' + messages[0]['content'] + '<|im_end|>\n' }}
{%- else %}{{- '<|im_start|>system\nYou help.<|im_end|>\n' }}{%- endif %}
{%- for m in messages %}
    {%- if (m.role == "user") or (m.role == "system" and not loop.first)
        or (m.role == "assistant" and not m.tool_calls) %}
        {{- '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>' + '\n' }}
    {%- elif m.role == "tool" %}
        {%- if (loop.index0 == 0) or (messages[loop.index0 - 1].role != "tool") %}
            {{- '<|im_start|>user' }}
        {%- endif %}
        {{- '\n<tool_response>\n' }}{{- m.content }}{{- '\n</tool_response>' }}
        {%- if loop.last or (messages[loop.index0 + 1].role != "tool") %}{{- '<|im_end|>\n' }}
        {%- endif %}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}{{- '<|im_start|>assistant\n' }}{%- endif %}
""",
        IM,
        eos="<|im_end|>",
    ),
    # Looks for the last question backwards, takes old thinking out, has a switch.
    "qwen 3": Family(
        r"""{%- set ns = namespace(looking=true, last=messages|length - 1) %}
{%- if messages[0].role == 'system' %}
    {{- '<|im_start|>system\n' + messages[0].content + '<|im_end|>\n' }}
{%- endif %}
{%- for m in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if ns.looking and m.role == "user" and m.content is string
        and not (m.content.startswith('<tool_response>')
                 and m.content.endswith('</tool_response>')) %}
        {%- set ns.looking = false %}{% set ns.last = index %}
    {%- endif %}
{%- endfor %}
{%- for m in messages %}
    {%- if m.content is string %}{% set content = m.content %}
    {%- else %}{% set content = '' %}{% endif %}
    {%- if (m.role == "user") or (m.role == "system" and not loop.first) %}
        {{- '<|im_start|>' + m.role + '\n' + content + '<|im_end|>' + '\n' }}
    {%- elif m.role == "assistant" %}
        {%- set thought = '' %}
        {%- if m.reasoning_content is string %}{% set thought = m.reasoning_content %}
        {%- elif '</think>' in content %}
            {%- set thought = content.split('</think>')[0].rstrip('\n')
                .split('<think>')[-1].lstrip('\n') %}
            {%- set content = content.split('</think>')[-1].lstrip('\n') %}
        {%- endif %}
        {%- if loop.index0 > ns.last and (loop.last or (not loop.last and thought)) %}
            {{- '<|im_start|>' + m.role + '\n<think>\n' + thought.strip('\n') + '\n</think>\n\n'
                + content.lstrip('\n') }}
        {%- else %}{{- '<|im_start|>' + m.role + '\n' + content }}{%- endif %}
        {{- '<|im_end|>\n' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}
        {{- '<think>\n\n</think>\n\n' }}
    {%- endif %}
{%- endif %}""",
        IM,
        eos="<|im_end|>",
    ),
    # A state machine in a namespace; the answer begins inside the thinking.
    "deepseek r1": Family(
        r"""{% if not add_generation_prompt is defined %}
{% set add_generation_prompt = false %}{% endif %}
{%- set ns = namespace(is_first=false, is_tool=false, preface='') -%}
{%- for m in messages %}{% if m['role'] == 'system' %}{% set ns.preface = m['content'] %}
{%- endif %}{% endfor %}{{ bos_token }}{{ ns.preface }}
{%- for m in messages %}
{%- if m['role'] == 'user' %}{% set ns.is_tool = false %}{{ '<｜User｜>' + m['content'] }}
{%- endif %}
{%- if m['role'] == 'assistant' and m['content'] is not none %}
{%- set content = m['content'] %}
{%- if '</think>' in content %}{% set content = content.split('</think>')[-1] %}{% endif %}
{{- '<｜Assistant｜>' + content + '<｜end▁of▁sentence｜>' }}{% endif %}
{%- endfor -%}
{% if add_generation_prompt and not ns.is_tool %}{{ '<｜Assistant｜><think>\n' }}{% endif %}""",
        ("<｜User｜>", "<｜Assistant｜>"),
        bos="<｜begin▁of▁sentence｜>",
        eos="<｜end▁of▁sentence｜>",
    ),
    # Tokens of many words; the safety of a default.
    "command r": Family(
        r"""{{ bos_token }}{% if messages[0]['role'] == 'system' %}
{%- set loop_messages = messages[1:] %}{% set preface = messages[0]['content'] %}
{%- elif false == true %}{% set loop_messages = messages %}{% set preface = 'Never.' %}
{%- else %}{% set loop_messages = messages %}{% set preface = false %}{% endif %}
{%- if preface != false %}
{{- '<|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|>' + preface + '<|END_OF_TURN_TOKEN|>' }}{% endif %}
{%- for m in loop_messages %}{% set content = m['content'] %}
{%- if m['role'] == 'user' %}
{{- '<|START_OF_TURN_TOKEN|><|USER_TOKEN|>' + content.strip() + '<|END_OF_TURN_TOKEN|>' }}
{%- elif m['role'] == 'assistant' %}
{{- '<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>' + content.strip() + '<|END_OF_TURN_TOKEN|>' }}
{%- endif %}{% endfor %}
{%- if add_generation_prompt %}{{ '<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>' }}{% endif %}""",
        ("<|START_OF_TURN_TOKEN|>", "<|END_OF_TURN_TOKEN|>", "<|SYSTEM_TOKEN|>", "<|USER_TOKEN|>",
         "<|CHATBOT_TOKEN|>"),
        bos="<BOS_TOKEN>",
        eos="<|END_OF_TURN_TOKEN|>",
    ),
    # Macros with defaults, a map of roles, headings built from filters.
    "command a": Family(
        r"""{%- macro turn(role, content, close=true) -%}
<|START_OF_TURN_TOKEN|>{{ role }}{{ content }}{% if close %}<|END_OF_TURN_TOKEN|>{% endif %}
{%- endmacro -%}
{%- set names = {'user': '<|USER_TOKEN|>', 'assistant': '<|CHATBOT_TOKEN|>',
                 'system': '<|SYSTEM_TOKEN|>'} -%}
{{ bos_token }}
{%- set preface = messages | selectattr('role', 'equalto', 'system') | map(attribute='content')
    | map('trim') | join('\n') -%}
{{ turn(names.system, '# ' ~ ('style guide' | title) ~ '\n' ~ (preface or 'none')) }}
{%- for m in messages if m.role in ('user', 'assistant') -%}
    {{ turn(names[m.role], m.content | default('', true), close=not (loop.last and m.role == 'tool')) }}
{%- else -%}{{ turn(names['user'], 'nobody spoke') }}
{%- endfor -%}
{%- if add_generation_prompt -%}{{ turn(names.assistant, '<|START_RESPONSE|>', close=false) }}{%- endif -%}
""",
        ("<|START_OF_TURN_TOKEN|>", "<|END_OF_TURN_TOKEN|>", "<|SYSTEM_TOKEN|>", "<|USER_TOKEN|>",
         "<|CHATBOT_TOKEN|>", "<|START_RESPONSE|>"),
        bos="<BOS_TOKEN>",
        eos="<|END_OF_TURN_TOKEN|>",
    ),
    # Dates in the default system message, documents and controls that are absent.
    "granite 3": Family(
        r"""{%- if messages[0]['role'] == 'system' %}
    {%- set preface = messages[0]['content'] %}{%- set loop_messages = messages[1:] %}
{%- else %}
    {%- set preface = "Knowledge ends in April.\nToday: " + strftime_now('%B %d, %Y') + "." %}
    {%- if tools and documents %}{%- set preface = preface + " Use both." %}
    {%- elif documents %}{%- set preface = preface + " Use the documents." %}{%- endif %}
    {%- set loop_messages = messages %}
{%- endif %}
{{- '<|start_of_role|>system<|end_of_role|>' + preface + '<|end_of_text|>\n' }}
{%- if documents %}
    {%- for d in documents %}{{- 'Document ' + loop.index | string + '\n' + d['text'] }}
        {%- if not loop.last %}{{- '\n\n' }}{%- endif %}
    {%- endfor %}
{%- endif %}
{%- for m in loop_messages %}
    {{- '<|start_of_role|>' + m['role'] + '<|end_of_role|>' + m['content'] + '<|end_of_text|>\n' }}
    {%- if loop.last and add_generation_prompt %}
        {{- '<|start_of_role|>assistant' }}
        {%- if controls %}{{- ' ' + controls | tojson() }}{%- endif %}
        {{- '<|end_of_role|>' }}
    {%- endif %}
{%- endfor %}""",
        ("<|start_of_role|>", "<|end_of_role|>", "<|end_of_text|>"),
        eos="<|end_of_text|>",
    ),
    # A switch written into the system message, macros, marks of training.
    "smollm3": Family(
        r"""{# The switch may be an option or a word of the system message. #}
{%- if enable_thinking is not defined -%}{%- set enable_thinking = true -%}{%- endif -%}
{%- set mode = "/think" if enable_thinking else "/no_think" -%}
{%- set custom = "" -%}
{%- if messages[0].role == "system" -%}
    {%- set content = messages[0].content -%}
    {%- if "/no_think" in content -%}{%- set mode = "/no_think" -%}
    {%- elif "/think" in content -%}{%- set mode = "/think" -%}{%- endif -%}
    {%- set custom = content.replace("/no_think", "").replace("/think", "").rstrip() -%}
{%- endif -%}
{{- "<|im_start|>system\n" -}}
{%- set today = strftime_now("%d %B %Y") -%}
{{- "## Facts\n\nToday: " ~ today ~ "\nMode: " ~ mode ~ "\n\n" -}}
{{- custom ~ "\n\n" if custom else "You are small.\n\n" -}}
{{- "<|im_end|>\n" -}}
{%- for m in messages -%}
    {%- set content = m.content if m.content is string else "" -%}
    {%- if m.role == "user" -%}{{ "<|im_start|>" + m.role + "\n" + content + "<|im_end|>\n" }}
    {%- elif m.role == "assistant" -%}
        {% generation %}
        {%- if mode == "/think" -%}
            {{ "<|im_start|>assistant\n" + content.lstrip("\n") + "<|im_end|>\n" }}
        {%- else -%}
            {{ "<|im_start|>assistant\n" + "<think>\n\n</think>\n" + content.lstrip("\n")
               + "<|im_end|>\n" }}
        {%- endif -%}
        {% endgeneration %}
    {%- elif m.role == "tool" -%}{{ "<|im_start|>" + "user\n" + content + "<|im_end|>\n" }}
    {%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}
    {%- if mode == "/think" -%}{{ "<|im_start|>assistant\n" }}
    {%- else -%}{{ "<|im_start|>assistant\n" + "<think>\n\n</think>\n" }}{%- endif -%}
{%- endif -%}
""",
        IM,
        eos="<|im_end|>",
    ),
    # The end token only where another turn follows.
    "olmo 2": Family(
        r"""{{ bos_token }}{% for m in messages %}{% if m['role'] == 'system' %}
{{ '<|system|>\n' + m['content'] + '\n' }}{% elif m['role'] == 'user' %}
{{ '<|user|>\n' + m['content'] + '\n' }}{% elif m['role'] == 'assistant' %}
{% if not loop.last %}{{ '<|assistant|>\n' + m['content'] + eos_token + '\n' }}
{% else %}{{ '<|assistant|>\n' + m['content'] + eos_token }}{% endif %}{% endif %}
{% if loop.last and add_generation_prompt %}{{ '<|assistant|>\n' }}{% endif %}{% endfor %}""",
        (),
        bos="<|endoftext|>",
        eos="<|endoftext|>",
    ),
    # Line ends outside the expressions, which trim_blocks decides about.
    "zephyr": Family(
        r"""{% for message in messages %}
{% if message['role'] == 'user' %}
{{ '<|user|>\n' + message['content'] + eos_token }}
{% elif message['role'] == 'system' %}
{{ '<|system|>\n' + message['content'] + eos_token }}
{% elif message['role'] == 'assistant' %}
{{ '<|assistant|>\n' + message['content'] + eos_token }}
{% endif %}
{% if loop.last and add_generation_prompt %}
{{ '<|assistant|>' }}
{% endif %}
{% endfor %}
""",
        (),
        bos="<s>",
        eos="</s>",
        kind="pieces",
    ),
    # Names in plain text instead of tokens; a map with a default; loop.previtem.
    "vicuna": Family(
        r"""{% set names = dict(user='USER', assistant='ASSISTANT') %}
{%- if messages[0].role == 'system' %}{{ messages[0].content | trim ~ ' ' }}{% endif %}
{%- for m in messages if m.role != 'system' %}
{%- if loop.previtem is defined and loop.previtem.role == m.role %}
{{- raise_exception('Two turns of ' ~ m.role) }}{% endif %}
{{- names.get(m.role, m.role | upper) ~ ': ' ~ m.content | trim }}
{{- eos_token if m.role == 'assistant' else ' ' }}{% endfor %}
{%- if add_generation_prompt %}{{ 'ASSISTANT:' }}{% endif %}""",
        (),
        bos="<s>",
        eos="</s>",
        kind="pieces",
    ),
    # Replacing line ends inside contents; no tokens at all between turns.
    "falcon": Family(
        r"""{% for m in messages %}{% if not loop.first %}{{ '\n' }}{% endif %}
{%- if m['role'] == 'system' %}{{ 'System: ' + m['content'] | trim }}
{%- elif m['role'] == 'user' %}
{{- 'User: ' + m['content'].strip().replace('\r\n', '\n').replace('\n\n', '\n') }}
{%- elif m['role'] == 'assistant' %}{{ 'Falcon: ' + m['content'] | trim }}
{%- else %}{{ raise_exception('unknown: %s' % m['role']) }}{% endif %}{% endfor %}
{%- if add_generation_prompt %}{{ '\n' + 'Falcon:' }}{% endif %}""",
        (),
        eos="<|endoftext|>",
    ),
    # The generation prompt inside the loop, text after a dash on every side.
    "stablelm": Family(
        r"""{%- for m in messages -%}
    {%- if m['role'] is in ['user', 'assistant', 'system'] -%}
        {{- '<|' ~ m['role'] ~ '|>\n' ~ m['content'] | trim ~ eos_token ~ '\n' -}}
    {%- else -%}
        {%- continue -%}
    {%- endif -%}
    {%- if loop.index > 99 -%}{%- break -%}{%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}{{- '<|assistant|>\n' -}}{%- endif -%}
""",
        ("<|user|>", "<|assistant|>", "<|system|>"),
        eos="<|endoftext|>",
    ),
    # A variable that is not passed; the system message kept apart.
    "yi": Family(
        r"""{% if not add_generation_prompt is defined %}{% set add_generation_prompt = false %}
{%- endif %}{% if messages[0]['role'] == 'system' %}
{%- set system_message = messages[0]['content'] %}{% endif %}
{%- if system_message is defined %}{{ system_message }}{% endif %}
{%- for m in messages %}{% set content = m['content'] %}{% if m['role'] == 'user' %}
{{- '<|im_start|>user\n' + content + '<|im_end|>\n<|im_start|>assistant\n' }}
{%- elif m['role'] == 'assistant' %}{{ content + '<|im_end|>' + '\n' }}{% endif %}{% endfor %}""",
        IM,
        bos="<|startoftext|>",
        eos="<|endoftext|>",
        kind="metaspace",
    ),
    # The begin token, then a loop with filters chained over it.
    "internlm": Family(
        r"""{{ bos_token }}{% for m in messages | reject('none') | list %}
{{- '<|im_start|>%s\n%s<|im_end|>\n' | format(m['role'], m['content']) }}{% endfor %}
{%- if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}""",
        IM,
        bos="<s>",
        eos="</s>",
        kind="pieces",
    ),
    # A fixed beginning, observations and tools; role names as tokens.
    "glm 4": Family(
        r"""[gMASK]<sop>
{%- if tools -%}<|system|>
# Tools
{% for tool in tools %}{{ tool | tojson(ensure_ascii=False) }}{% endfor %}
{%- endif -%}
{%- macro seen(content) -%}
{%- if content is string -%}{{- content }}
{%- elif content is iterable and content is not mapping -%}
{%- for item in content -%}{{- item.text if item is mapping else item }}{%- endfor -%}
{%- else -%}{{- content }}{%- endif -%}
{%- endmacro -%}
{%- set ns = namespace(last_user=-1) %}
{%- for m in messages %}{% if m.role == 'user' %}{% set ns.last_user = loop.index0 -%}{% endif %}
{%- endfor %}
{% for m in messages %}
{%- if m.role == 'user' -%}<|user|>
{{ seen(m.content) }}
{{- '/nothink' if (enable_thinking is defined and not enable_thinking
    and not seen(m.content).endswith("/nothink")) else '' -}}
{%- elif m.role == 'assistant' -%}
<|assistant|>
{%- set content = seen(m.content) %}
{%- if '</think>' in content %}
{%- set thought = ((content.split('</think>') | first).split('<think>') | last).strip() %}
{%- set content = (content.split('</think>') | last).strip() %}
{%- endif %}
{%- if loop.index0 > ns.last_user and thought -%}{{ '\n<think>' + thought + '</think>' }}
{%- else -%}{{ '\n<think></think>' }}{%- endif -%}
{%- if content.strip() -%}{{ '\n' + content.strip() }}{%- endif -%}
{%- elif m.role == 'system' -%}<|system|>
{{ seen(m.content) }}
{%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}
    <|assistant|>{{- '\n<think></think>'
        if (enable_thinking is defined and not enable_thinking) else '' -}}
{%- endif -%}
""",
        ("[gMASK]", "<sop>", "<|system|>", "<|user|>", "<|assistant|>"),
        eos="<|endoftext|>",
    ),
    # Marks in brackets, an empty system turn, the end token after answers only.
    "exaone": Family(
        r"""{% for m in messages %}{% if loop.first and m['role'] != 'system' %}
{{- '[|system|][|endofturn|]\n' }}{% endif %}{{ '[|' + m['role'] + '|]' + m['content'] }}
{%- if not loop.last or loop.nextitem is defined %}{% endif %}
{%- if m['role'] == 'user' %}{{ '\n' }}{% else %}{{ '[|endofturn|]\n' }}{% endif %}
{%- endfor %}{% if add_generation_prompt %}{{ '[|assistant|]' }}{% endif %}""",
        ("[|system|]", "[|user|]", "[|assistant|]", "[|endofturn|]"),
        bos="[BOS]",
        eos="[|endofturn|]",
    ),
    # What the others leave: call, with, filter blocks, batches, sorted items, recursion.
    "the rest of the language": Family(
        r"""{%- macro framed(role) -%}<|im_start|>{{ role }}{{ '\n' }}{{ caller(role | length) }}
{%- endmacro -%}
{%- for m in messages -%}
{%- call(size) framed(m.role) -%}
{%- with head = m.content[:3], tail = m.content[3:] -%}{{ head }}{{ tail }}{%- endwith -%}
{{ '<|im_end|>' }}{{ ' %03d' % size }}{{ loop.cycle(',', ';') }}
{%- endcall -%}
{%- endfor -%}
{% filter upper %}{{ messages | length }} turns{% endfilter %}
{%- for name, value in {'b': 2, 'a': [1, none, true]} | dictsort %}
{{ name }}={{ value | tojson }}{% if not loop.last %},{% endif %}
{%- endfor %}
{{ messages | map(attribute='role') | unique | sort | join('+') }} {{ 7 // 2 }} {{ 2 ** 5 }}
{%- for pair in range(5) | batch(2, '-') %}[{{ pair | join }}]{% endfor %}
{%- for item in [1, [2, [3]]] recursive %}{{ loop(item) if item is iterable else item }}{% endfor %}
{{- "a-b_c".split('-')[1].partition('_')[2] ~ 'x' * 3 ~ (1.5 | round | int) }}
{% if add_generation_prompt %}<|im_start|>assistant
{% endif %}""",
        IM,
        eos="<|im_end|>",
    ),
}  # fmt: skip

TURNS = (
    Message("user", "  Hello, wörld! 日本 😀\n"),
    Message("assistant", "<think>\nWhy {{ x }}?\n</think>\n\nThe fox: {'a': 1} "),
    Message("user", "Go on <b>\\n</b>\r\n\r\n/no_think"),
)
SYSTEM = Message("system", " Be brief. /think\n")
CONVERSATIONS = {
    "one turn": TURNS[:1],
    "three turns": TURNS,
    "system": (SYSTEM, TURNS[0]),
    "system and turns": (SYSTEM, *TURNS),
    "two users": (TURNS[0], TURNS[2]),
    "unfinished": (*TURNS, Message("assistant", "Well, the ")),
    "unfinished thought": (TURNS[0], Message("assistant", "<think>\nHm</think>\nSo\n")),
}
THINK = {"as it is": None, "on": True, "off": False}
CASES = [
    (family, name, think)
    for family, made in FAMILIES.items()
    for name in CONVERSATIONS
    for think in THINK
    if think == "as it is" or ("enable_thinking" in made.source and name == "three turns")
]


def is_unfinished(conversation: str) -> bool:
    """Tell whether a conversation ends inside an answer."""
    return conversation.startswith("unfinished")


def digest(ids: list[int]) -> str:
    """Return how many ids there are and a digest of them."""
    return f"{len(ids)}:{hashlib.sha256(repr(ids).encode()).hexdigest()[:16]}"


def by_transformers(family: str, conversation: str, think: str) -> tuple[str, list[int]] | None:
    """Return the text and ids of transformers; None where the template refuses."""
    import jinja2
    import transformers

    made = FAMILIES[family]
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_object=made.engine(), chat_template=made.source, **made.special
    )
    chat = [{"role": m.role, "content": m.content} for m in CONVERSATIONS[conversation]]
    unfinished = is_unfinished(conversation)
    options: dict[str, Any] = {
        "add_generation_prompt": not unfinished,
        "continue_final_message": unfinished,
    }
    if THINK[think] is not None:
        options["enable_thinking"] = THINK[think]
    try:
        text = tokenizer.apply_chat_template(chat, tokenize=False, **options)
    except (jinja2.TemplateError, ValueError):  # it refuses; or the unfinished text is left out
        return None
    return text, list(tokenizer.apply_chat_template(chat, tokenize=True, **options))


def main() -> None:
    """Record what transformers makes of every case."""
    import transformers.utils.chat_template_utils as utils

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return CLOCK

    utils.datetime = Clock
    found: dict[str, Any] = {}
    for case in CASES:
        made = by_transformers(*case)
        found["/".join(case)] = None if made is None else [made[0], digest(made[1])]
    RECORDED.write_text(json.dumps(found, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

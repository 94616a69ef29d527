"""What backends share whose models run on this machine, in the kernel or in engines beside it.

A prompt is rendered and counted before it reaches an engine (`prompts`, `handle`), and the tokens
that come back make the answer (`task`): so that the same request means the same everywhere. An
engine that is an iterator of tokens needs nothing else than `threaded`.
"""

"""What the engines share that run a network in this process.

The way of a load: `backend` fetches and checks, `cache` keeps what is converted from the tensors
that `weights` reads. The way of a request: `prompts` encodes, `engine` queues, `handle` generates
with a `runner` on the `slots` that remember what was read. An engine brings a `Runner`, its kind
of `Slot`, its `Conversion` and an `InProcessBackend` that puts them together.
"""

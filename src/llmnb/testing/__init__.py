"""The conformance suite for backends, llmnb's own and those of other packages.

A package that brings a backend runs the suite with pytest by subclassing it::

    from llmnb.testing import BackendConformance

    class TestMyBackend(BackendConformance):
        @pytest.fixture(scope="class")
        @classmethod
        def backend(cls):
            return "mine"

`BackendLifecycle` and `BackendReloads` are subclassed in the same way. They load models of their
own: the first one two, beside the shared one, the second one as many as it needs, so that a package
whose engine starts slowly marks that subclass and leaves it out of its quick run. A subclass may
override the fixtures ``model`` (what is loaded, by default ``demo``), ``handle`` (to share one with
other tests) and ``gap`` (the bound that greedy answers are held to).

Every test reads what the backend declares in its `Capabilities`; none knows a backend by name. What
is promised:

- greedy answers are those of transformers in fp32: the same tokens at fp32, and in other precisions
  up to the first place where the two largest logits are closer than the bound in `greedy.BOUNDS`;
- a seed repeats an answer, seeds differ, a distribution cut to one token is greedy, min-tokens and
  penalties act, and sampled tokens are as frequent as their log-probabilities say;
- stop strings end an answer wherever its tokens lie; characters arrive whole; chunks join to the
  answer; what a message holds is text;
- log-probabilities are of the raw distribution;
- a cancel is heeded at every moment, from every thread, and by that request alone;
- the context is used to its last token and not beyond; what cannot be read is refused, and the
  model goes on;
- where `Capabilities.structured` is declared, answers keep to the schema, the choices or the regex
  of their request, alone and at once; elsewhere a structure is refused;
- requests in a batch and from many threads are answered as alone, exactly where
  `Capabilities.batch_invariant` is declared;
- unloading ends requests, threads and processes, at any moment; loading again works and does not
  grow; two models at once do not disturb each other; wishes that cannot be met are refused.
"""

from __future__ import annotations

from llmnb.testing.answers import Answers
from llmnb.testing.asking import request
from llmnb.testing.cancelling import Cancelling
from llmnb.testing.lifecycle import BackendLifecycle, BackendReloads
from llmnb.testing.limits import Limits
from llmnb.testing.probabilities import Probabilities
from llmnb.testing.sampled import Sampled
from llmnb.testing.structured import Structured
from llmnb.testing.together import Together


class BackendConformance(Answers, Sampled, Probabilities, Structured, Limits, Together, Cancelling):
    """The promises of `ModelHandle`, as tests; a subclass names the backend.

    All tests share one loaded model and leave it loaded.
    """


__all__ = ["BackendConformance", "BackendLifecycle", "BackendReloads", "request"]

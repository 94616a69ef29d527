"""The conformance suite for backends, llmnb's own and those of other packages.

A package that brings a backend runs the suite with pytest by subclassing two classes::

    from llmnb.testing import BackendConformance, BackendLifecycle

    class Mine:
        @pytest.fixture(scope="class")
        @classmethod
        def backend(cls):
            return "mine"

    class TestConformance(Mine, BackendConformance): ...

    class TestLifecycle(Mine, BackendLifecycle): ...

`BackendConformance` asks one loaded model for everything and leaves it loaded; `BackendLifecycle`
loads, unloads and loads again, so that an engine that starts slowly may run it less often. Every
test reads what the backend declares, its `Capabilities` and its `Backend.bits`; none knows a
backend by name. What is skipped says why.

Greedy answers are compared with those of transformers in float32, which come with the suite (of the
demo model; made by ``tools/greedy_reference.py``). With weights of 32 bits all tokens are the same.
With fewer bits they are the same up to the first place at which the reference's largest logit leads
the second by less than `LEADS` says: there rounding may choose otherwise, and all that follows is
another text.
"""

from llmnb.testing.answers import Answers
from llmnb.testing.cancelling import Cancelling
from llmnb.testing.lifecycle import BackendLifecycle
from llmnb.testing.limits import Limits
from llmnb.testing.sampled import Sampled
from llmnb.testing.subject import LEADS, request


class BackendConformance(Answers, Sampled, Cancelling, Limits):
    """The promises of `ModelHandle`, as tests; a subclass names the backend."""


__all__ = ["LEADS", "BackendConformance", "BackendLifecycle", "request"]

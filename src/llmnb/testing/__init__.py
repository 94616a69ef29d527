"""The conformance suite for backends, llmnb's own and those of other packages.

A package that brings a backend runs the suite with pytest by subclassing it::

    from llmnb.testing import BackendConformance

    class TestMyBackend(BackendConformance):
        @pytest.fixture(scope="class")
        @classmethod
        def backend(cls):
            return "mine"

Every test reads what the backend declares in its `Capabilities`; none knows a backend by name.
"""

from __future__ import annotations

from llmnb.testing.answers import Answers
from llmnb.testing.asking import request
from llmnb.testing.cancelling import Cancelling
from llmnb.testing.lifecycle import BackendLifecycle, BackendReloads
from llmnb.testing.limits import Limits
from llmnb.testing.probabilities import Probabilities
from llmnb.testing.sampled import Sampled
from llmnb.testing.together import Together


class BackendConformance(Answers, Sampled, Probabilities, Limits, Together, Cancelling):
    """The promises of `ModelHandle`, as tests; a subclass names the backend.

    All tests share one loaded model and leave it loaded.
    """


__all__ = ["BackendConformance", "BackendLifecycle", "BackendReloads", "request"]

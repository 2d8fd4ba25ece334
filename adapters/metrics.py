"""Running totals and the process's own figures as a page that Prometheus reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector


class Totals(Collector):
    """`jobs_fired` becomes the counter `baton_jobs_fired_total`."""

    def __init__(self, totals: Mapping[str, float]) -> None:
        self._totals = totals

    def collect(self) -> Iterator[CounterMetricFamily]:
        for name, total in self._totals.items():
            yield CounterMetricFamily(f"baton_{name}", f"{name.replace('_', ' ')} since the start", value=total)


def page(totals: Mapping[str, float]) -> tuple[bytes, str]:
    """The page and its content type."""
    registry = CollectorRegistry()
    registry.register(Totals(totals))
    ProcessCollector(registry=registry)
    return generate_latest(registry), CONTENT_TYPE_LATEST

"""The best allocation, what its quotas and limits cost, and which rules clash where none holds."""
from dataclasses import dataclass, field
from functools import cached_property

from diagnostics.allocation import patterns
from diagnostics.allocation.model import SMALL, Infeasible, Model, Unfinished
from diagnostics.allocation.patterns import Bundles
from diagnostics.allocation.problem import Problem, Solution


@dataclass(frozen=True)
class Price:
    """What leaving a rule out would gain: by the two choices found, and the least and most that is proven."""

    gain: int
    low: int
    high: int
    more_helped: int


@dataclass
class Solver:
    """One problem, solved with all rules or without some of them; the same problem always gives the same answers."""

    problem: Problem
    _known: dict[frozenset[str], Solution] = field(default_factory=dict)

    @cached_property
    def pairs(self) -> int:
        return sum(len(m.options) for m in self.problem.merchants)

    @cached_property
    def bundles(self) -> Bundles | None:
        found = Bundles(self.problem) if self.pairs and patterns.countable(self.problem) else None
        return found if found is not None and len(found.gain) else None

    @cached_property
    def model(self) -> Model:
        return Model(self.problem)

    def best(self, *without: str) -> Solution:
        """The best choice without the named rules. Raises `Infeasible` or `Unfinished`."""
        left_out = frozenset(without)
        if left_out not in self._known:
            self._known[left_out] = self._solve(left_out)
        return self._known[left_out]

    def _solve(self, without: frozenset[str]) -> Solution:
        if self.pairs <= SMALL or self.bundles is None:
            return self.model.solve(without)
        found, prices = patterns.solve(self.bundles, without)
        if found is None:
            if prices:
                return self.model.solve(without)
            raise Infeasible
        return found

    def price(self, name: str) -> Price:
        """The price of one rule, by solving again without it."""
        kept, free = self.best(), self.best(name)
        found = max(0, free.gain - kept.gain)
        return Price(found, max(0, free.gain - kept.bound), max(found, free.bound - kept.gain),
                     len(free.chosen) - len(kept.chosen))

    @cached_property
    def worth(self) -> dict[str, float]:
        """What one unit more of each limit would gain at the margin (won, hundredth of an hour, slot); empty: not known."""
        return {} if self.bundles is None else patterns.duals(self.bundles)

    def names(self) -> list[str]:
        """The rules that can clash: limits first, quotas last."""
        problem = self.problem
        return ["most", *(["cap"] if problem.cap is not None else []), *(f"slots:{t}" for t in sorted(problem.slots)),
                *(["hours"] if problem.hours is not None else []), "budget", *(f"quota:{i}" for i in range(len(problem.quotas)))]

    def clash(self) -> list[str]:
        """Rules that cannot hold together, none of which can be left out of the list (an irreducible set)."""
        kept = self.names()
        for name in list(kept):
            rest = [n for n in kept if n != name]
            if not self._possible(frozenset(self.names()) - set(rest)):
                kept = rest
        return kept

    def _possible(self, without: frozenset[str]) -> bool:
        if self.pairs > SMALL and self.bundles is not None:
            # The bundles hold what may be given to one merchant; that cannot be left out of them.
            return patterns.feasible(self.bundles, without - {"most", "cap"})
        try:
            self.model.solve(without, goal=False, seconds=20.0)
        except Infeasible:
            return False
        except Unfinished:
            return True
        return True

"""The linear system of a process graph: block by block along its loops, all draws at once, balance asserted.

Processes are ordered so that only loops (strongly connected blocks) need a solver: everything else is substitution.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zzcarbon.errors import DataError, Problem

__all__ = ["LinearSystem"]

_TOLERANCE = 1e-12


@dataclass(frozen=True, eq=False)
class LinearSystem:
    """x = d + B x: what each process makes to meet a demand.

    Attributes
    ----------
    names : tuple of str
        Names of the processes, n.
    maker, user : array of int, shape (m,)
        Process that makes and process that uses, of each flow.
    blocks : tuple of tuple of int
        Loops and single processes, users before makers.
    """

    names: tuple[str, ...]
    maker: NDArray[np.intp]
    user: NDArray[np.intp]
    blocks: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, names: tuple[str, ...], maker: NDArray[np.intp], user: NDArray[np.intp]) -> LinearSystem:
        """Return the system of a graph, its loops found."""
        return cls(names, maker, user, _blocks(len(names), maker, user))

    def solve(self, use: NDArray[np.float64], demand: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what each process makes, for each draw.

        Parameters
        ----------
        use : array, shape (m, draws)
            Amount of the maker's product per unit of the user's.
        demand : array, shape (n,)
            What leaves the system.

        Returns
        -------
        array, shape (n, draws)

        Raises
        ------
        DataError
            A loop uses up all that it makes: it is named.
        """
        draws = use.shape[1]
        made = np.repeat(demand[:, None], draws, axis=1)
        into: dict[int, list[int]] = {}
        for flow, maker in enumerate(self.maker.tolist()):
            into.setdefault(maker, []).append(flow)
        for block in self.blocks:
            inside = set(block)
            for process in block:
                outer = [f for f in into.get(process, ()) if self.user[f] not in inside]
                if outer:
                    made[process] += np.einsum("fd,fd->d", use[outer], made[self.user[outer]])
            loop = [f for p in block for f in into.get(p, ()) if self.user[f] in inside]
            if loop:
                made[list(block)] = self._loop(block, loop, use, made[list(block)])
        self._assert_balance(use, demand, made)
        return made

    def _loop(
        self, block: tuple[int, ...], flows: list[int], use: NDArray[np.float64], wanted: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        at = {process: number for number, process in enumerate(block)}
        size, draws = len(block), use.shape[1]
        matrix = np.zeros((draws, size, size))
        for flow in flows:
            matrix[:, at[int(self.maker[flow])], at[int(self.user[flow])]] += use[flow]
        gain = np.abs(np.linalg.eigvals(matrix[:1])).max() if size <= 500 else 0.0
        if gain >= 1 - _TOLERANCE:
            self._refuse(block, gain)
        try:
            solved = np.linalg.solve(np.eye(size) - matrix, wanted.T[:, :, None])
        except np.linalg.LinAlgError:
            self._refuse(block, 1.0)
        return np.asarray(solved[:, :, 0].T, dtype=np.float64)

    def _refuse(self, block: tuple[int, ...], gain: float) -> None:
        loop = " -> ".join(self.names[process] for process in (*block, block[0]))
        problem = f"a loop without output: {loop} uses {gain:.6g} of what it makes"
        remedy = "Correct the amounts: a loop makes more than it uses."
        message = "the process graph has no solution"
        raise DataError(message, [Problem("", "", "process", loop, problem, remedy)])

    def _assert_balance(self, use: NDArray[np.float64], demand: NDArray[np.float64], made: NDArray[np.float64]) -> None:
        used = np.zeros_like(made)
        np.add.at(used, self.maker, use * made[self.user])
        size = np.abs(made) + np.abs(used) + np.abs(demand[:, None])
        gap = np.abs(made - used - demand[:, None])
        if (gap > _TOLERANCE * np.maximum(size, 1e-300)).any() and (gap > _TOLERANCE * size.max()).any():
            worst = self.names[int(np.unravel_index(gap.argmax(), gap.shape)[0])]
            message = f"the balance of {worst!r} does not close to 1e-12: its loop is all but singular"
            raise DataError(message, [Problem("", "", "process", worst, message, "Correct the amounts of its loop.")])


def _blocks(count: int, maker: NDArray[np.intp], user: NDArray[np.intp]) -> tuple[tuple[int, ...], ...]:
    """Return the strongly connected blocks, users before makers (Kosaraju's algorithm, without recursion)."""
    makers: list[list[int]] = [[] for _ in range(count)]
    users: list[list[int]] = [[] for _ in range(count)]
    for made, used in zip(maker.tolist(), user.tolist(), strict=True):
        makers[used].append(made)
        users[made].append(used)
    seen = [False] * count
    finished = [node for root in range(count) for node in _finishing(root, makers, seen)]
    free = [False] * count
    return tuple(tuple(sorted(block)) for root in reversed(finished) if (block := _finishing(root, users, free)))


def _finishing(root: int, edges: list[list[int]], seen: list[bool]) -> list[int]:
    """Return what is reached from a node and was not seen, in the order in which it is done with."""
    if seen[root]:
        return []
    seen[root] = True
    done: list[int] = []
    path = [(root, iter(edges[root]))]
    while path:
        node, rest = path[-1]
        following = next((other for other in rest if not seen[other]), None)
        if following is None:
            done.append(node)
            path.pop()
        else:
            seen[following] = True
            path.append((following, iter(edges[following])))
    return done

"""How large the community is, and how its size is spread."""

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """`longest` is the one thread that shows whether depth costs anything."""

    threads: int = 5_000
    posts: int = 100_000
    accounts: int = 2_000
    longest: int = 5_000
    seed: int = 11

    def thread_sizes(self) -> list[int]:
        """The longest first, then sizes by Zipf's law in no order: a few very long, many with one post."""
        weights = [1 / (rank + 25) ** 0.95 for rank in range(1, self.threads)]
        share = (self.posts - self.longest - (self.threads - 1)) / sum(weights)
        sizes = [1 + int(weight * share) for weight in weights]
        for place in range(self.posts - self.longest - sum(sizes)):
            sizes[place % len(sizes)] += 1
        random.Random(self.seed).shuffle(sizes)
        return [self.longest, *sizes]

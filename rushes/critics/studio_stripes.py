"""The encoder that needs no weights: stripes of colour, as a studio critic uses any other encoder."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import final

import numpy as np
from numpy.typing import NDArray

from rushes.critics.embedding import SIZE, StripeEmbedding
from rushes.film import Frames

WHITE = 244
"""A pixel at or above this in every channel is the white that a cut-out stands on."""


@final
@dataclass(frozen=True, slots=True)
class StripeEncoder:
    """`StripeEmbedding` as an `Encoder`: of what is not white in a cut-out, of everything in a frame."""

    embedding: StripeEmbedding = field(default_factory=StripeEmbedding)

    @property
    def name(self) -> str:
        return self.embedding.name

    def embed(self, pictures: Sequence[Frames]) -> NDArray[np.float64]:
        """(N, 96) unit vectors; zeros for a picture that is all white."""
        made = [self.embedding.embed(p, np.asarray((p < WHITE).any(-1))) for p in pictures]
        return np.nan_to_num(np.array(made, np.float64).reshape(len(pictures), SIZE))

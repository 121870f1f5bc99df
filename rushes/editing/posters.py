"""Small pictures for pages: posters, crops and boundary frames as JPEG."""

import io

import numpy as np
from numpy.typing import NDArray


def jpeg(pixels: NDArray[np.uint8], width: int, quality: int = 78) -> bytes:
    """A JPEG of uint8 sRGB pixels (H, W, 3), scaled down to at most `width` pixels wide; deterministic."""
    from PIL import Image

    image = Image.fromarray(np.ascontiguousarray(pixels))
    image.thumbnail((width, image.height), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    image.save(buffer, format="JPEG", quality=quality, optimize=True)
    return buffer.getvalue()

"""Reading and writing still pictures: PNG for what we keep, any common format for what users hand in."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rushes.errors import CorruptRun, RequestError
from rushes.files import write_with
from rushes.film import ReferenceImage

Picture = NDArray[np.uint8]
"""uint8 sRGB, shape (H, W, 3)."""

MAX_PIXELS = 100_000_000
"""Larger pictures are refused: they are a mistake or an attack on memory."""


def write_png(path: Path, pixels: Picture, mask: NDArray[np.bool_] | None = None) -> None:
    """Write a picture; `mask` (H, W) becomes the alpha channel, the colours below it are kept."""
    from PIL import Image

    planes = pixels if mask is None else np.dstack([pixels, np.where(mask, 255, 0).astype(np.uint8)])
    image = Image.fromarray(np.ascontiguousarray(planes))
    write_with(path, lambda file: image.save(file, format="PNG", compress_level=3))


def read_png(path: Path) -> tuple[Picture, NDArray[np.bool_] | None]:
    """Read what `write_png` wrote.

    Raises:
        CorruptRun: the file is missing or damaged.
    """
    from PIL import Image

    try:
        with Image.open(path) as image:
            planes = np.asarray(image)
    except (OSError, ValueError, SyntaxError) as error:
        raise CorruptRun(
            f"the picture {path} is missing or damaged", todo="delete it and run the same command again"
        ) from error
    if planes.ndim == 3 and planes.shape[2] == 4:
        return planes[..., :3].copy(), planes[..., 3] > 127
    return planes.copy(), None


def read_reference(path: Path, *, subject: str, name: str, of: str, view: str) -> ReferenceImage:
    """The reference image kept at `path`."""
    pixels, mask = read_png(path)
    kind = "character" if of == "character" else "location"
    return ReferenceImage(subject=subject, name=name, of=kind, view=view, pixels=pixels, mask=mask)  # type: ignore[arg-type]


def read_user_image(path: Path) -> Picture:
    """Read a picture that a user handed in, upright and as sRGB.

    Raises:
        RequestError: it is missing, no picture, animated into oblivion or absurdly large.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    if not path.is_file():
        raise RequestError(f"--image {path}: there is no such file", todo="check the path")
    try:
        with Image.open(path) as image:
            if image.width * image.height > MAX_PIXELS:
                raise RequestError(
                    f"--image {path}: {image.width}x{image.height} is too large", todo="make it smaller"
                )
            upright = np.array(ImageOps.exif_transpose(image).convert("RGB"), np.uint8)
            return upright
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise RequestError(
            f"--image {path}: this is not a picture that can be read",
            todo="hand in a whole PNG, JPEG or WebP file",
        ) from error

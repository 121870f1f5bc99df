"""Reading and writing still pictures: PNG for what we keep, any common format for what users hand in."""

import hashlib
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rushes.errors import CorruptRun, RequestError
from rushes.files import write_with
from rushes.film import ReferenceImage

if TYPE_CHECKING:
    from PIL import Image

Picture = NDArray[np.uint8]
"""uint8 sRGB, shape (H, W, 3)."""

MAX_PIXELS = 100_000_000
"""Larger pictures are refused: they are a mistake or an attack on memory."""
REFERENCE_SIDE, LEAST_SIDE = 1024, 64
"""Longest and shortest side of a reference image that was handed in, in pixels."""


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


def fingerprints(images: Iterable[ReferenceImage]) -> dict[str, str]:
    """``subject/view`` -> eight bytes in hex that name the picture's pixels and mask."""
    return {f"{image.subject}/{image.view}": _fingerprint(image) for image in images}


def _fingerprint(image: ReferenceImage) -> str:
    mask = b"" if image.mask is None else np.packbits(image.mask).tobytes()
    whole = repr(image.pixels.shape).encode() + np.ascontiguousarray(image.pixels).tobytes() + mask
    return hashlib.sha256(whole).hexdigest()[:16]


def read_user_image(path: Path) -> Picture:
    """Read a picture that a user handed in, upright and as sRGB.

    Raises:
        RequestError: it is missing, no picture, animated into oblivion or absurdly large.
    """
    return np.array(_upright(path).convert("RGB"), np.uint8)


def read_user_reference(path: Path) -> tuple[Picture, NDArray[np.bool_] | None]:
    """Read a reference image that a user handed in: at most `REFERENCE_SIDE` wide and high.

    Returns the picture and, where a part of it is transparent, the mask of what is not.

    Raises:
        RequestError: as `read_user_image`, or it is too small, too narrow, empty or too deep to be used.
    """
    from PIL import Image

    image = _upright(path)
    if image.mode.startswith(("I", "F")):
        raise RequestError(
            f"--image {path}: its colours are deeper than 8 bits (mode {image.mode})",
            todo="save it with 8 bits per colour",
        )
    whole = image.convert("RGBA")
    whole.thumbnail((REFERENCE_SIDE, REFERENCE_SIDE), Image.Resampling.LANCZOS)
    if min(whole.size) < LEAST_SIDE:
        raise RequestError(
            f"--image {path}: {image.width}x{image.height} is too small or too narrow",
            todo=f"hand in a picture of at least {LEAST_SIDE} pixels each way, and no strip",
        )
    planes = np.array(whole, np.uint8)
    shown = planes[..., 3] > 127
    if not shown.any():
        raise RequestError(
            f"--image {path}: it is wholly transparent", todo="hand in one that shows something"
        )
    return planes[..., :3].copy(), None if shown.all() else shown


def _upright(path: Path) -> "Image.Image":
    """A user's picture, decoded and turned the way it was taken."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    if not path.is_file():
        raise RequestError(f"--image {path}: there is no such file", todo="check the path")
    try:
        with warnings.catch_warnings():
            # Pillow warns from half its limit on; ours is told in words, before anything is decoded.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise RequestError(
                        f"--image {path}: {image.width}x{image.height} is too large", todo="make it smaller"
                    )
                turned = ImageOps.exif_transpose(image)
                turned.load()
                return turned
    except RequestError:  # is a ValueError too
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise RequestError(
            f"--image {path}: this is not a picture that can be read",
            todo="hand in a whole PNG, JPEG or WebP file",
        ) from error

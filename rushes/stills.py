"""Reading and writing still pictures, with Pillow. A PNG appears whole or not at all."""

import io
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rushes.errors import RequestError
from rushes.files import write_with


def write_png(path: Path, pixels: NDArray[np.uint8], metadata: Mapping[str, str] | None = None) -> None:
    """Write uint8 sRGB pixels of shape (H, W, 3) as a PNG, whole or not at all; the same bytes every time.

    Raises:
        DiskFull, MemoryError_: nothing new is left under `path`.
    """
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    for key, value in (metadata or {}).items():
        info.add_itxt(key, value)
    image = Image.fromarray(np.ascontiguousarray(pixels))
    write_with(path, lambda file: image.save(file, format="PNG", pnginfo=info))


def read_png(path: Path) -> NDArray[np.uint8]:
    """Read a PNG (or any still that Pillow knows) as uint8 sRGB of shape (H, W, 3).

    The camera's orientation is applied and transparency falls on white.

    Raises:
        RequestError: missing, broken or absurdly large.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        reason = "is missing" if isinstance(error, FileNotFoundError) else "is not a picture that can be read"
        raise RequestError(f"{path.name} {reason}", todo="give a PNG, JPEG or WebP file") from error
    page = Image.new("RGBA", upright.size, "white")
    pixels: NDArray[np.uint8] = np.asarray(Image.alpha_composite(page, upright).convert("RGB"))
    return pixels


def jpeg(pixels: NDArray[np.uint8], width: int, quality: int = 78) -> bytes:
    """A JPEG of uint8 sRGB pixels (H, W, 3), scaled down to at most `width` pixels wide: for pages."""
    from PIL import Image

    image = Image.fromarray(np.ascontiguousarray(pixels))
    image.thumbnail((width, image.height), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    image.save(buffer, format="JPEG", quality=quality, optimize=True)
    return buffer.getvalue()

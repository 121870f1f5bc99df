"""A face detector and a face recogniser small enough to write by hand, in the ONNX form of YuNet and SFace.

The detector calls what is red a face; the recogniser describes a face by the colours of its 7 x 7 parts.
There is no ONNX writer among the dependencies, so the few protobuf messages that are needed are encoded here.
"""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

FLOAT, INT64 = 1, 7


def varint(value: int) -> bytes:
    made = b""
    value &= (1 << 64) - 1
    while value > 127:
        made += bytes([value & 127 | 128])
        value >>= 7
    return made + bytes([value])


def number(field: int, value: int) -> bytes:
    return varint(field << 3) + varint(value)


def block(field: int, data: bytes | str) -> bytes:
    raw = data.encode() if isinstance(data, str) else data
    return varint(field << 3 | 2) + varint(len(raw)) + raw


def tensor(name: str, array: np.ndarray) -> bytes:
    kind = INT64 if array.dtype == np.int64 else FLOAT
    dims = b"".join(number(1, n) for n in array.shape)
    return dims + number(2, kind) + block(8, name) + block(9, array.tobytes())


def ints(name: str, values: Sequence[int]) -> bytes:
    return block(1, name) + b"".join(number(8, v) for v in values) + number(20, 7)


def node(op: str, inputs: Sequence[str], output: str, **attributes: Sequence[int]) -> bytes:
    made = b"".join(block(1, name) for name in inputs) + block(2, output) + block(3, output) + block(4, op)
    return made + b"".join(block(5, ints(name, values)) for name, values in attributes.items())


def value(name: str, shape: Sequence[int]) -> bytes:
    dims = b"".join(block(1, number(1, n)) for n in shape)
    return block(1, name) + block(2, block(1, number(1, FLOAT) + block(2, dims)))


class Graph:
    def __init__(self) -> None:
        self.nodes, self.weights = list[bytes](), list[bytes]()

    def constant(self, name: str, array: np.ndarray) -> str:
        self.weights.append(block(5, tensor(name, np.ascontiguousarray(array))))
        return name

    def add(self, op: str, inputs: Sequence[str], output: str, **attributes: Sequence[int]) -> str:
        self.nodes.append(block(1, node(op, inputs, output, **attributes)))
        return output

    def convolve(self, source: str, output: str, weights: np.ndarray, bias: Sequence[float]) -> str:
        """A 1 x 1 convolution; `weights` (out, in)."""
        w = self.constant(output + "_w", weights.astype(np.float32)[:, :, None, None])
        b = self.constant(output + "_b", np.array(bias, np.float32))
        return self.add("Conv", [source, w, b], output, kernel_shape=[1, 1], strides=[1, 1])

    def pool(self, source: str, output: str, size: int) -> str:
        return self.add("AveragePool", [source], output, kernel_shape=[size, size], strides=[size, size])

    def save(self, path: Path, shape: Sequence[int], outputs: dict[str, Sequence[int]]) -> Path:
        made = b"".join(self.nodes) + block(2, "tiny") + b"".join(self.weights)
        made += block(11, value("input", shape))
        made += b"".join(block(12, value(name, size)) for name, size in outputs.items())
        path.write_bytes(number(1, 8) + block(7, made) + block(8, block(1, "") + number(2, 13)))
        return path


def yunet(path: Path) -> Path:
    """Calls every cell of 32 pixels that is red a face of 64 x 64 pixels around it."""
    graph, outputs = Graph(), dict[str, Sequence[int]]()
    red = np.array([[-0.01, -0.01, 0.01]])  # of blue, green, red
    spots = [
        v for x, y in ((-0.4, -0.4), (0.4, -0.4), (0, 0), (-0.3, 0.5), (0.3, 0.5)) for v in (x + 0.5, y + 0.5)
    ]
    for stride in (8, 16, 32):
        cells = graph.pool("input", f"pool_{stride}", stride)
        one = red if stride == 32 else 0 * red
        parts = {"cls": (one, [-1.0]), "obj": (one, [-1.0])}
        parts["bbox"] = (np.zeros((4, 3)), [0.5, 0.5, math.log(2), math.log(2)])
        parts["kps"] = (np.zeros((10, 3)), spots)
        for name, (weights, bias) in parts.items():
            raw = graph.convolve(cells, f"{name}_{stride}_raw", weights, bias)
            turned = graph.add("Transpose", [raw], f"{name}_{stride}_turned", perm=[0, 2, 3, 1])
            size = graph.constant(f"{name}_{stride}_size", np.array([1, -1, len(bias)], np.int64))
            graph.add("Reshape", [turned, size], f"{name}_{stride}")
            outputs[f"{name}_{stride}"] = (1, (320 // stride) ** 2, len(bias))
    return graph.save(path, (1, 3, 320, 320), outputs)


def sface(path: Path) -> Path:
    """The colours of 7 x 7 parts of an aligned face, about grey."""
    graph = Graph()
    parts = graph.pool("input", "parts", 16)
    centred = graph.convolve(parts, "centred", np.eye(3) / 128, [-1.0] * 3)
    size = graph.constant("size", np.array([1, 147], np.int64))
    graph.add("Reshape", [centred, size], "fc1")
    return graph.save(path, (1, 3, 112, 112), {"fc1": (1, 147)})

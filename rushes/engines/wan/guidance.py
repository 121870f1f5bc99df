"""How strongly the references bind, in two honest forms.

*tokens*: diffusers' ``conditioning_scale`` may be a tensor; of shape (layers, tokens, 1) it scales
each token of the VACE hints, so references and control video get strengths of their own. Free.

*guidance*: eps = eps(without) + s * (eps(with) - eps(without)), the classifier-free form (Ho and
Salimans 2022) applied to the references. It costs a second pass unless s is 0 or 1.

At strength 0 the references are left out altogether, so they have no influence, exactly.
"""

from typing import Any, Literal

from rushes.engines.wan.timing import GRID, latent_frames

Form = Literal["tokens", "guidance"]


def token_scale(
    layers: int, references: int, frames: int, height: int, width: int, *, reference: float, control: float
) -> Any:
    """Tensor (layers, tokens, 1): `reference` on the first tokens, the references', `control` on the rest."""
    import torch

    per_frame = (height // GRID) * (width // GRID)
    row = torch.cat(
        [
            torch.full((references * per_frame,), float(reference)),
            torch.full((latent_frames(frames) * per_frame,), float(control)),
        ]
    )
    return row.view(1, -1, 1).repeat(layers, 1, 1)


def guided_class() -> Any:
    """VACE's transformer with `n_references` and `reference_scale`: 1 is the stock model, bit for bit.

    The pass without drops the reference frames, as a clip without references has none.
    """
    import torch
    from diffusers import WanVACETransformer3DModel

    class ReferenceGuidedVACE(WanVACETransformer3DModel):  # type: ignore[misc]
        n_references = 0
        reference_scale = 1.0

        def forward(
            self, hidden_states: Any, *args: Any, control_hidden_states: Any = None, **kwargs: Any
        ) -> tuple[Any]:
            kwargs["return_dict"] = False
            count, scale = self.n_references, self.reference_scale
            held = super().forward(
                hidden_states, *args, control_hidden_states=control_hidden_states, **kwargs
            )[0]
            if not count or scale == 1.0:
                return (held,)
            parts = (hidden_states[:, :, count:], control_hidden_states[:, :, count:])
            free = super().forward(parts[0], *args, control_hidden_states=parts[1], **kwargs)[0]
            mixed = free + scale * (held[:, :, count:] - free)
            return (torch.cat([held[:, :, :count], mixed], dim=2),)

    return ReferenceGuidedVACE


def guide(transformer: Any, references: int, scale: float) -> None:
    """Set the reference guidance of a transformer that `guided_class` made."""
    transformer.n_references, transformer.reference_scale = references, scale

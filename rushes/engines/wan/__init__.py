"""Wan2.1 on diffusers: the studio's video engine.

Nothing here imports torch until a shot is rendered. The modules, in the order of one render:

timing        ordered frames and size -> what the model is asked for, chunk by chunk
modes         which checkpoint and which kind of conditioning serve the shot
checks        every constraint of the model, checked before any denoising
weights       a diffusers folder, a hub id or the original files -> a pipeline (original.py, lora.py)
plan          how the weights lie in the GPU's memory, and the rungs below
speed         attention kernel, regional compilation, fused projections, step cache
text          prompt -> embeddings, once, with a cache on disk
conditioning  references, control video and masks as the pipelines want them
guidance      how strongly a reference binds
denoise       one chunk: noise, steps, progress, cancellation
conform       16 frames/s -> the ordered rate and count
engine        WanEngine, which does all of this in one verb
"""

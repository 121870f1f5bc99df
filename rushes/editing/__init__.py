"""The cutting room: stitching, reports, timelines."""

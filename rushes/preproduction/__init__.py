"""Before the shoot: reference images and who paints them."""

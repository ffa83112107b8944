"""Files to models: read one by one, kept between readings, and without a pass of the garbage collector in between."""

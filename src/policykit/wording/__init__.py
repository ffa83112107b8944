"""How words are put: the nearest name, plurals, ordinals, shortening, printable text."""

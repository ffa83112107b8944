"""The recogniser: passes over blocks, each of which settles one thing; see `recognise.run` for their order."""

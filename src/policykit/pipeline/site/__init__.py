"""`site`: the public site of a library, as files for any web space, of which only what changed is made again."""

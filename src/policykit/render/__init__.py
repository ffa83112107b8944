"""Documents in every medium. `FORMATS` names them; each module is loaded when its format is first used."""

from policykit.render.formats import FORMATS, Format, Printing

__all__ = ["FORMATS", "Format", "Printing"]

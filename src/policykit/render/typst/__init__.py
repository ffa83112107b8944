"""Page to PDF by Typst: the same page as the other press, on any machine, many times faster."""

"""What can be proved of a change of words: that it is wording only; and where that fails, what it touches."""

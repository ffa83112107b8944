"""What prints pages on paper: the presses, and the PDF that they make."""

"""Files that others wrote, read into the model: readers give paragraphs, one recogniser says what each of them is."""

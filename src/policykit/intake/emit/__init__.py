"""What was recognised, written as a version: ids, numbering, kinds and inline CommonMark."""

"""What was recognised, written as a version: ids, numbering, kinds, inline CommonMark and YAML."""

"""Compile, compare and check the policies of many councils."""

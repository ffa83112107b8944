"""Editing a version's YAML where it is touched: only the lines of that clause or section are written anew.

An edit becomes a few steps (`steps`), which are carried out on the text (`splice`) and on the model (`tree`) alike;
`apply_edit` does both and makes sure that the text, read anew, is the model. Comments and every other line stay.
"""

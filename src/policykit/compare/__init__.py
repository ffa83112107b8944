"""Comparison: what became of each clause, word by word, in what force, and as amendments.

The core works on plain units and knows no documents. In reading order:

`units`, `align` (which calls `keys`, `backbone`, `gaps`, `residual`, `outstanding`, `groups`, `assignment`, `moves`):
which unit became which; `words`: the marks inside one pair; `vocabulary`, `force`: whether a change is one of force;
`instructions`, `amend`, `amend_text`, `amend_parse`, `amend_apply`: amendments in plain English, written, printed, read
and carried out; `table_orders`, `table_text`: the same for tables; `amend_version`: for a whole version.
"""

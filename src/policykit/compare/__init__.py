"""Comparison: what became of each clause, word by word, in what force, and as amendments.

The core works on plain units and knows no documents. In reading order:

`alignment`: which unit became which; `words`: the marks inside one pair, and whether a change is one of force;
`versions`: two versions of one policy, clause by clause, and the redline; `amendments`: amendments in plain English,
written, printed, read and carried out; `councils`: the policies of several councils, topic by topic.
"""

"""The living review: the science in one half, the book in the other.

`data → analysis → figures, tables → chapter` is the science and knows nothing of
notebooks and rendering; `pipeline → render` is the book and knows nothing of the disease.
The command line (`cli`) joins them.
"""

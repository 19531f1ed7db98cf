"""The inbox: a folder into which machines that extract hand chunks, and from which the one writer merges them.

`extraction_order` is what is extracted, once for all machines; `chunks` are folders of some 2,000 documents with
what was found in them; `arrived` says what lies in the inbox, and how far it can be merged.
"""

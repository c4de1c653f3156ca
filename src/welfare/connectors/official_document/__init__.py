"""Electronic official documents (電子公文): the DI document, the SW exchange form, the pick-up folder.

The DTDs in `dtd/` are reconstructions; official ones go into a folder the operator names.
"""

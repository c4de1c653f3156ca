"""Electronic official documents (電子公文): the DI document, the SW exchange form, the pick-up folder.

The DTDs in `dtd/` are reconstructions. Official ones, when an operator has them, go into a folder of their own.
"""

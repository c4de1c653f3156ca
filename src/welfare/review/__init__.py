"""Review (初審・複審): the township checks and asks for what is missing; the county checks the township.

The township's results travel on a roster (ODS) with an electronic official document.
"""

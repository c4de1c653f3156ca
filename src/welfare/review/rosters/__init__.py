"""The first-review roster (初審名冊) as data, as a sheet, and as the letter that carries it."""

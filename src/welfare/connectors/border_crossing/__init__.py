"""Border crossing (入出境): days in Taiwan."""

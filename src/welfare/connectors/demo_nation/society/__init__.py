"""Who is born, weds, parts and dies: the kinship graph of one circle of clans, told in the order of days."""

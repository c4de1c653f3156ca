"""Annual review (年度總清查): re-opens lookup and determination for everyone who is being paid."""

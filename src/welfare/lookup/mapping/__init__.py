"""From a register's answer to facts as the rules read them: small pure functions, one file per source."""

"""Determination (資格認定・試算): the rules run on the facts; every step keeps its article and inputs."""

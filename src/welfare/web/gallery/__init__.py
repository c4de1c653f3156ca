"""The gallery at `/ui-components/`: one sample of every component, all people synthetic."""

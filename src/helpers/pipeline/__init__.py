"""From chapters to executed notebooks in a staged book project; knows nothing of the disease."""

"""The figures, one module each, as pure functions of the dataset."""

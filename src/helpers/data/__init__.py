"""The case dataset: reading, normalising, checking; what a column is stands in datapackage.json."""

"""What programs leave beside the data: spreadsheets, desktops, editors, and a build itself."""

LITTER = [
    ".~lock.cases.csv#", "~$cases.xlsx", ".DS_Store", ".cases.csv.swp", "cases.csv~",
    ".references.bib.4711",
]  # fmt: skip

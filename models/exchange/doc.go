// Package exchange takes a company's material in from a folder of CSV files, and gives everything out as one.
//
// A folder holds one file for each kind of thing, named as its table: teams.csv, people.csv, objectives.csv and so on.
// Files that this program wrote carry every column and come back exactly as they were. Other people's files are read by
// their headings: for a column X the heading X, else X_derived, and the other headings that kinds.go names. What does not
// fit the method comes in as a draft with a finding; what cannot be taken is refused with its line; nothing is dropped silently.
//
// Exported files are for machines and come back exactly, so their cells are not guarded against the formulas of spreadsheet programs.
package exchange

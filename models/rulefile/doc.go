// Package rulefile carries a rule from one company to another as a JSON file: what it names goes by readable names, never by ids, and
// whoever brings it in says what each name means there.
package rulefile

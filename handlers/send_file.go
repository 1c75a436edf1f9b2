package handlers

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
)

// sendFile gives a file to keep.
func sendFile(c echo.Context, kind, name string, body []byte) error {
	c.Response().Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.Blob(http.StatusOK, kind, body)
}

// sendCSV gives rows as a file for a spreadsheet, the headings first.
func sendCSV(c echo.Context, name string, rows [][]string) error {
	var body bytes.Buffer
	w := csv.NewWriter(&body)
	for _, row := range rows {
		for i := range row {
			row[i] = harmless(row[i])
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	if w.Flush(); w.Error() != nil {
		return w.Error()
	}
	return sendFile(c, "text/csv; charset=utf-8", name, body.Bytes())
}

// harmless keeps a cell from being read as a formula by the program that opens the file; a number stays a number.
func harmless(cell string) string {
	if _, err := strconv.ParseFloat(cell, 64); err != nil && cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

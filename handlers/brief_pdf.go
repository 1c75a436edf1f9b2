package handlers

import (
	"bytes"
	"context"
	"errors"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/handlers/pdf"
	"throughline/models"
	"throughline/views"
	"throughline/views/link"
)

// sendBriefPDF sends a live brief as a PDF; without a Chromium it says so on the page, which prints the same sheet.
func (a *App) sendBriefPDF(c echo.Context) error {
	ref := c.Param("ref")
	if ref == link.Company {
		ref = ""
	}
	return a.sendPDF(c, link.Brief(ref), func(r *models.Read) (views.Page, views.BriefPage, error) { return a.liveBrief(c, r, ref) })
}

// sendEditionPDF sends an issued brief as a PDF.
func (a *App) sendEditionPDF(c echo.Context) error {
	ref := c.Param("ref")
	return a.sendPDF(c, link.Edition(ref), func(r *models.Read) (views.Page, views.BriefPage, error) { return a.edition(c, r, ref) })
}

func (a *App) sendPDF(c echo.Context, page string, find func(*models.Read) (views.Page, views.BriefPage, error)) error {
	var html bytes.Buffer
	name := ""
	// The database is read and let go before Chromium starts.
	if err := a.read(c, func(r *models.Read) error {
		p, v, err := find(r)
		if err != nil {
			return err
		}
		name = pdfName(v)
		return views.Brief(p, v).Render(c.Request().Context(), &html)
	}); err != nil {
		return err
	}
	file, err := a.printer.Print(c.Request().Context(), html.Bytes())
	switch {
	case errors.Is(err, pdf.ErrNone):
		return a.goToSaying(c, page, "No Chromium is set up here to make the PDF. Press Print and save the sheet as a PDF there; it is the same.")
	case errors.Is(err, pdf.ErrBusy), errors.Is(err, context.DeadlineExceeded):
		return trouble{http.StatusServiceUnavailable, "The PDF took too long", "Try again in a moment, or print the page and save it as a PDF there."}
	case err != nil:
		return errors.Join(errFault, err)
	}
	h := c.Response().Header()
	h.Set("Cache-Control", "no-store")
	h.Del("ETag")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	return c.Blob(http.StatusOK, "application/pdf", file)
}

// pdfName is what the file is called: strategy-brief-service-desk-edition-2.pdf.
func pdfName(v views.BriefPage) string {
	name := v.Team
	if name == "" {
		name = v.Company
	}
	name = "strategy-brief-" + name
	if v.Edition != nil {
		name += "-edition-" + strconv.Itoa(v.Edition.N)
	}
	plain := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, name)
	for strings.Contains(plain, "--") {
		plain = strings.ReplaceAll(plain, "--", "-")
	}
	return strings.Trim(plain[:min(len(plain), 120)], "-") + ".pdf"
}

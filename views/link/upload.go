package link

import "strconv"

// The paths of lists of workflows that are brought in.
const (
	PathUploads    = "/alignment/lists"
	PathUpload     = "/alignment/lists/:ref"
	PathUploadGone = "/alignment/lists/:ref/removal"
	PathUploadBack = "/alignment/lists/:ref/confirmation/removal"

	PathSeriesNew  = "/outcomes/:ref/series"
	PathSeries     = "/series/:ref"
	PathSeriesGone = "/series/:ref/removal"
	PathSeriesBack = "/series/:ref/confirmation/removal"
)

// Uploads is where a list of workflows is given (POST), beside those of one's own that were given before.
func Uploads() string { return PathUploads }

// Upload is one list with the preview of each row's fate, and where it is mapped and confirmed (POST).
func Upload(ref string) string { return fill(PathUpload, ref) }

// UploadAt is one list with the rows of one fate only, from page 2 on with its page.
func UploadAt(ref, only string, page int) string {
	at := ""
	if page > 1 {
		at = strconv.Itoa(page)
	}
	return with(Upload(ref), "only", only, "page", at)
}

// UploadGone throws a list away that was not taken in (POST).
func UploadGone(ref string) string { return fill(PathUploadGone, ref) }

// UploadBack takes back what a list brought in (POST).
func UploadBack(ref string) string { return fill(PathUploadBack, ref) }

// SeriesNew is where a time series of one of an outcome's metrics is given (POST); no metric is the first.
func SeriesNew(ref, metric string) string {
	return with(fill(PathSeriesNew, ref), "metric", metric)
}

// Series is one time series with the preview of each row's fate, and where it is mapped and confirmed (POST).
func Series(ref string) string { return fill(PathSeries, ref) }

// SeriesAt is one time series with the rows of one fate only, from page 2 on with its page.
func SeriesAt(ref, only string, page int) string {
	at := ""
	if page > 1 {
		at = strconv.Itoa(page)
	}
	return with(Series(ref), "only", only, "page", at)
}

// SeriesGone throws a time series away that was not taken in (POST).
func SeriesGone(ref string) string { return fill(PathSeriesGone, ref) }

// SeriesBack takes back what a time series brought in (POST).
func SeriesBack(ref string) string { return fill(PathSeriesBack, ref) }

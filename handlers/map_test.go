package handlers

import (
	"encoding/xml"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/views/link"
)

func TestTheMapShowsTheThreadAsADrawingAndAsAList(t *testing.T) {
	h, _ := example(t)
	g := h.as(models.Member)
	page := g.get(link.Map(nil)).is(http.StatusOK).page()
	for _, where := range []string{".mapbox svg", ".maplist"} {
		if text := page.Find(where).Text(); !strings.Contains(text, "Problems are fixed at first") || !strings.Contains(text, "mid-size clinics") {
			t.Errorf("%s lacks the thread: %s", where, text)
		}
	}
	if n := page.Find(`.mapbox a[data-card]`).Length(); n < 20 || n != page.Find(`.mapbox a[data-card][aria-label]`).Length() {
		t.Errorf("%d cards", n)
	}
	// Without script every fold is a link to a whole page on which what was folded stands.
	href := page.Find(`.mapbox a[data-fold="B2"]`).AttrOr("href", "")
	if open := g.get(href).is(http.StatusOK).page(); open.Find(`.mapbox a[data-card^="T"]`).Length() == 0 {
		t.Errorf("%s opens nothing", href)
	}
	part := g.part("map").get(link.Map(nil)).is(http.StatusOK).page()
	if part.Find("#map .mapbox > svg").Length() != 1 || part.Find("form, .rail").Length() != 0 {
		t.Error("the part alone is more than the map")
	}
	list := g.get("/map?view=list").is(http.StatusOK).page()
	if list.Find(".mapbox").Length() != 0 || list.Find(".maplist li li li").Length() == 0 {
		t.Error("the list is not the thread in its levels")
	}
}

func TestAThreadIsFollowedUpAndDownFromAnything(t *testing.T) {
	h, _ := example(t)
	g := h.as(models.TeamLead)
	g.get(link.OnMap("T5")).is(http.StatusOK).says("mid-size clinics", "Problems are fixed at first", "Answer 90% of calls", "Ask Amina Diallo for one more", "Whole map")
	for _, ref := range []string{"O1", "G1", "B2", "W1", "P1", "I1"} {
		page := g.get(link.OnMap(ref)).is(http.StatusOK).page()
		if page.Find(`.mapbox a[aria-current="true"]`).AttrOr("data-card", "") != ref {
			t.Errorf("%s is not marked on its map", ref)
		}
	}
	for _, ref := range []string{"T99999", "O99", "%27", "<b>", "PE1"} {
		g.get(link.Map(map[string][]string{"at": {ref}})).is(http.StatusNotFound)
	}
	g.get("/map?team=TM999").is(http.StatusNotFound)
	g.get("/map?of=S999").is(http.StatusNotFound)
	g.get("/map?down=nonsense&status=nonsense&from=x:-4&open=" + strings.Repeat("B1,", 900) + "&fold=,,,&tasks=x&view=x").is(http.StatusOK)
}

func TestWordsFindTheirThreadOnTheMap(t *testing.T) {
	h, _ := example(t)
	g := h.as(models.Member)
	if at := g.get("/map?find=o3").is(http.StatusSeeOther).Header.Get("Location"); at != link.OnMap("O3") {
		t.Errorf("o3 leads to %s", at)
	}
	g.get("/map?find=headset+line").is(http.StatusSeeOther)
	g.get("/map?find=fix+note").is(http.StatusOK).says("Found for", "Write a fix note for the 20 most repeated tickets")
	g.get("/map?find=%25%25zebra").is(http.StatusOK).says("Nothing on the map is called")
}

func TestTheMapIsADrawingToKeepThatNeedsNothingElse(t *testing.T) {
	h, _ := example(t)
	a := h.as(models.Member).get(link.MapFile(nil)).is(http.StatusOK)
	if kind := a.Header.Get("Content-Type"); !strings.HasPrefix(kind, "image/svg+xml") {
		t.Errorf("it is %s", kind)
	}
	body := a.Body
	for _, not := range []string{"class=", "href=\"/", "<style", "style=", "http://127", "<a "} {
		if strings.Contains(body, not) {
			t.Errorf("the drawing holds %s", not)
		}
	}
	for xml := xml.NewDecoder(strings.NewReader(body)); ; {
		if _, err := xml.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("no other program can read the drawing: %v", err)
		}
	}
	if lines := strings.Count(body, "<tspan"); lines == 0 || strings.Count(body, "textLength=") < lines {
		t.Error("a line of the drawing runs out of its card where our type is not known")
	}
	if !strings.Contains(body, `fill="#fff"`) || !strings.Contains(body, "Problems are fixed at first") {
		t.Error("the drawing is bare")
	}
}

// Whoever reads the map as a list reads the same things, in the same order, tied to the same things as on the drawing.
func TestTheListOfTheMapIsItsDrawing(t *testing.T) {
	h, c := example(t)
	g := h.as(models.Executive)
	for _, q := range []string{"", "down=outcomes", "down=tasks&tasks=all", "at=O2", "at=T5", "at=W1", "at=I1", "open=O1.w,O2.w,O3.w,loose.w,loose.b,loose.i,loose.t,loose.d&tasks=all", "status=amiss", "team=" + c.Root.Ref + "&down=tasks",
		"person=" + c.Lead.Ref, "of=none"} {
		page := g.get("/map?" + q).is(http.StatusOK).page()
		label, leads, ties, order := map[string]string{}, map[string]string{}, map[string]string{}, []string{}
		page.Find(".mapbox a[data-card]").Each(func(_ int, a *goquery.Selection) {
			key := a.AttrOr("data-card", "")
			if strings.HasSuffix(key, "<") || strings.HasSuffix(key, ">") { // a row is turned over
				return
			}
			order = append(order, key)
			label[key], leads[key] = a.AttrOr("aria-label", ""), a.AttrOr("href", "")
			ups := slices.DeleteFunc(strings.Fields(a.AttrOr("data-up", "")), func(up string) bool { return up == "intent" })
			slices.Sort(ups)
			ties[key] = strings.Join(ups, " ")
		})
		drawn := map[string]int{}
		for i, key := range order {
			drawn[key] = i
		}
		last := map[string]int{} // by what they stand under
		page.Find(".maplist [data-key]").Each(func(_ int, a *goquery.Selection) {
			key, item := a.AttrOr("data-key", ""), a.Closest("li")
			place, there := drawn[key]
			above := item.Parent().Closest("li").ChildrenFiltered(".mapitem").Find("[data-key]").AttrOr("data-key", "")
			if !there || !strings.Contains(label[key], strings.TrimSpace(a.Text())) || a.AttrOr("href", "") != leads[key] {
				t.Errorf("%s: %s in the list is not the card: %q %s, %q %s", q, key, a.Text(), a.AttrOr("href", ""), label[key], leads[key])
			}
			if was, some := last[above]; some && was > place {
				t.Errorf("%s: %s stands in another order under %q", q, key, above)
			}
			last[above] = place
			var ups []string
			if above != "" {
				ups = append(ups, above)
			}
			item.ChildrenFiltered(".mapitem").Find("[data-also]").Each(func(_ int, a *goquery.Selection) {
				if strings.TrimSpace(a.Text()) == "" {
					t.Errorf("%s: a tie of %s has no name", q, key)
				}
				ups = append(ups, a.AttrOr("data-also", ""))
			})
			slices.Sort(ups)
			if got := strings.Join(ups, " "); got != ties[key] {
				t.Errorf("%s: %s is tied to %q in the list, and to %q on the drawing", q, key, got, ties[key])
			}
			delete(label, key)
		})
		if len(order) == 0 && q != "of=none" || len(label) > 0 {
			t.Errorf("%s: of %d cards not in the list: %v", q, len(order), label)
		}
	}
}

package handlers

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/views/link"
)

func TestAnAdministratorConnectsAChatRoomAndTestsItWithoutScript(t *testing.T) {
	h := open(t)
	admin, status, arrived := h.as(models.Administrator), 200, 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		arrived++
		w.WriteHeader(status)
	}))
	t.Cleanup(server.Close)
	admin.get(link.CompanySettings()).is(200).says("Chat rooms")
	f := admin.get(link.Chat()).is(200).says("No room is connected.").paper(admin, `form[action="`+link.ChatHosts()+`"]`)
	f.press("Allow this server").is(422).says("Give the name of the server")
	f.write("host", "https://127.0.0.1/x").press("Allow this server").is(422).says("Give the name of the server alone")
	f.values.Set("intranet", "on")
	f.write("host", "127.0.0.1").press("Allow this server").is(422).says("Say in a sentence why")
	f.write("reason", "Our chat stands here.").press("Allow this server").is(303).onward(admin).says("Messages may go to 127.0.0.1 now.", "In our own network", "Our chat stands here.")
	f.press("Allow this server").is(422).says("is on the list already")

	room := admin.get(link.ChatRoomNew()).is(200).paper(admin, "main form.card")
	room.press("Save the room").is(422).says("Give the room a name", "Give the address that the chat program made")
	room.values.Set("kind", "slack")
	room.values["topics"] = []string{"decisions", "outcomes"}
	room.write("name", "#strategy").write("url", "https://elsewhere.example/x").press("Save the room").is(422).says("elsewhere.example is not on the list of servers")
	room.write("url", "ftp://127.0.0.1/x").press("Save the room").is(422).says("Give the whole address")
	page := room.write("url", server.URL+"/services/geheim").press("Save the room").is(303).onward(admin)
	page.says("#strategy", "https://127.0.0.1/…", "Nothing sent yet", "Decisions, Outcomes").silent("geheim")
	address := page.page().Find(`a.what`).AttrOr("href", "")
	admin.get(address).is(200).says("Leave this empty to keep it.").silent("geheim")
	if n := h.count("channels", "sealed_url LIKE ?", "%geheim%") + h.count("events", "payload LIKE ?", "%geheim%"); n != 0 {
		t.Error("the address is kept in the open")
	}
	admin.post(address+"/tests", nil).is(200).says("The test was taken.")
	status = 404
	admin.post(address+"/tests", nil).is(422).says("The test did not arrive. 127.0.0.1 answers 404").silent("geheim")
	admin.get(link.Chat()).is(200).says("Failing since")
	if arrived != 2 {
		t.Errorf("%d messages arrived", arrived)
	}
	for _, role := range []models.Role{models.Executive, models.Member} {
		h.as(role).get(link.Chat()).is(404)
		h.as(role).post(link.ChatRooms(), url.Values{"name": {"x"}}).is(403)
		h.as(role).post(address+"/tests", nil).is(403)
	}
	admin.post(link.ChatTests("none"), nil).is(404)

	support := h.teams["Support"]
	h.write(func(tx *models.Tx) error {
		if err := tx.DB().Exec("UPDATE channels SET team_id = ?", support.ID).Error; err != nil {
			return err
		}
		for _, team := range []*models.Team{support, h.teams["Sales"]} {
			d := &models.Decision{Title: "For " + team.Name, Statement: "x", TeamID: &team.ID, DeciderPersonID: &h.cast[models.Executive].ID, DecidedDay: tx.Today()}
			if err := tx.AddDecision(d); err != nil {
				return err
			}
			if err := tx.AcceptDecision(d); err != nil {
				return err
			}
		}
		var list []*models.Work
		if err := tx.DB().Where("kind = ?", models.TellEvent).Limit(20).Find(&list).Error; err != nil {
			return err
		}
		for range 2 { // told twice, it is sent once
			for _, w := range list {
				if _, err := tx.TellEvent(w); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if n := h.count("deliveries", "content LIKE ?", "%For Support%"); n != 1 || h.count("deliveries", "channel = ?", "slack") != 1 {
		t.Errorf("%d deliveries of what the room hears", n)
	}
	admin.post(address+"/removal", nil).is(303).onward(admin).says("its address forgotten").silent("#strategy")
	if !strings.HasPrefix(address, link.Chat()) || h.count("channels", "sealed_url <> ?", "") != 0 {
		t.Error("the address of a room taken out is still kept")
	}
}

func TestARoomWhoseAddressCannotBeReadAsksForItAndWithoutAKeyThePageSaysHowToGiveOne(t *testing.T) {
	clock, file, key := modelstest.At(modelstest.Monday), modelstest.File(t), filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(key, []byte(strings.Repeat("k", 40)), 0o600); err != nil {
		t.Fatal(err)
	}
	with := func(keyFile string) *models.DB {
		db, err := models.Open(t.Context(), "sqlite:"+file, models.Options{Now: clock.Now, KeyFile: keyFile})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() })
		return db
	}
	h := openOn(t, with(key), clock)
	admin := h.as(models.Administrator)
	admin.post(link.ChatHosts(), url.Values{"host": {"hooks.example.com"}}).is(303)
	entry := url.Values{"name": {"#strategy"}, "kind": {"slack"}, "topics": {"decisions"}, "url": {"https://hooks.example.com/geheim"}}
	admin.post(link.ChatRooms(), entry).is(303)
	address := admin.get(link.Chat()).is(200).silent("Enter its address again").page().Find(`a.what`).AttrOr("href", "")

	h.app.db = with("") // another key, which is made with its first secret
	admin.get(link.Chat()).is(200).says("#strategy", "Enter its address again", "Put that key back")
	admin.get(address).is(200).says("Put that key back")
	admin.post(address+"/tests", nil).is(422).says("The test did not arrive.")
	room := admin.get(address).paper(admin, "main form.card")
	room.write("url", "https://hooks.example.com/geheim").press("Save the room").is(303).onward(admin).silent("Enter its address again")

	h.app.db = with(filepath.Join(t.TempDir(), "gone"))
	admin.get(link.Chat()).is(200).says("gone cannot be read or made", "openssl rand -base64 32").silent("Enter its address again")
	admin.get(link.ChatRoomNew()).is(200).says("THROUGHLINE_KEY")
	refused := admin.post(link.ChatRooms(), entry).is(422).says("THROUGHLINE_KEY")
	if kept := refused.page().Find("input[name=name]").AttrOr("value", ""); kept != "#strategy" {
		t.Errorf("what was typed is %q now", kept)
	}
	if n := h.count("channels", "name = ?", "#strategy"); n != 1 {
		t.Errorf("%d rooms are kept", n)
	}
}

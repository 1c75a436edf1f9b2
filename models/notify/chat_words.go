package notify

import (
	"strings"

	"throughline/models"
)

// mostWords is how much of a sentence goes to a room.
const mostWords = 1500

// message is what one kind of chat program reads.
func message(kind string, m models.ChatMessage, link string) any {
	title, say := clipped(oneLine(m.Title), 200), clipped(oneLine(m.Say), mostWords)
	if kind == models.ChatTeams {
		return card(title, say, link)
	}
	return slack(title, say, link)
}

// slack is a message for an incoming webhook of Slack. Names are not resolved, so nobody is called by what somebody wrote.
func slack(title, say, link string) any {
	text := "*" + slackText(title) + "*\n" + slackText(say)
	if link != "" {
		text = "*<" + link + "|" + slackText(title) + ">*\n" + slackText(say)
	}
	return map[string]any{"text": text, "link_names": false, "parse": "none", "unfurl_links": false, "unfurl_media": false, "mrkdwn": true}
}

// slackText takes the meaning from the signs that Slack reads as links, calls and formats.
func slackText(s string) string {
	s = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
	const joiner = "\u2060" // seen by nobody; it keeps what follows from being read as a sign
	return strings.NewReplacer("*", joiner+"*"+joiner, "_", joiner+"_"+joiner, "~", joiner+"~"+joiner, "`", joiner+"`"+joiner, "|", "¦", "@", "@"+joiner).Replace(s)
}

// card is an adaptive card in the envelope that a workflow of Teams reads.
func card(title, say, link string) any {
	content := map[string]any{
		"$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.4",
		"body": []any{
			map[string]any{"type": "TextBlock", "text": cardText(title), "weight": "Bolder", "wrap": true},
			map[string]any{"type": "TextBlock", "text": cardText(say), "wrap": true},
		},
	}
	if link != "" {
		content["actions"] = []any{map[string]any{"type": "Action.OpenUrl", "title": "Open in Throughline", "url": link}}
	}
	return map[string]any{"type": "message", "attachments": []any{map[string]any{"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": nil, "content": content}}}
}

// cardText takes the meaning from the signs that a card reads as Markdown or as its own functions.
func cardText(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "`", "\\`", "#", `\#`, "<", "‹", ">", "›", "{{", "{ {").Replace(s)
}

func clipped(s string, most int) string {
	if letters := []rune(s); len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return s
}

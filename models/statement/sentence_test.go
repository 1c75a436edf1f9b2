package statement

import (
	"strings"
	"testing"
)

func parts(text string) []string {
	var out []string
	for _, s := range Sentences(text) {
		out = append(out, text[s.From:s.To])
	}
	return out
}

func TestOneSentenceIsCountedAsOne(t *testing.T) {
	for _, text := range []string{
		"We help small shops sell online so that they can stay small",
		"We help small shops sell online.",
		"By 2028 we serve 3.5 million readers in the U.S. market because nobody else does.",
		"Drive U.S. innovation and trade.",
		"Acme Inc. becomes the place where cooks learn.",
		"We work for Dr. Kowalska and her patients, e.g. in Lodz, so that nobody waits.",
		"Increase use of filters (e.g. the price filter), approx. 30 a day, vs. 10 today.",
		"Move everybody to v1.2.3 or Node.js 22.1 by the end of March.",
		"See https://example.com/a.b?c=d.e for why we do this.",
		"We publish at example.org, login.example.gov and www.example.com.",
		"We wait... and then we act.",
		"We wait … and then we act.",
		"“Why now?” is what every customer asks us.",
		"\"Move fast!\" is what we tell new colleagues.",
		"We say “Read it first. Then sign.” to every customer.",
		"We sell tools (cheap ones. Good ones.) to farmers.",
		"We make paying easy 🚀",
		"We make paying easy. 🚀🎉",
		"We want to be the first choice of every team in\nnorthern Europe because they trust us.",
		"We want every patient to see a doctor within one day of calling,\nso that nobody has to wait.",
		"By 2028 we will:\n- lead in two markets\n- be the first choice of teachers\n- earn our own money",
		"The office will: 1) raise the share of paid claims and 2) cut wrong payments.",
		"The office will: (1) raise the share of paid claims; and (2) cut wrong payments.",
		"1. Grow in Poland",
		"Goal 2. Grow in Poland because we are known there.",
		"Become the U.K. leader in p.m. deliveries.",
		"Reach No. 1 in the market.",
		"Yahoo! and others copy what we build.",
		"Bis zum 31. Dezember 2027 wollen wir in 3 Ländern sein.",
		"Wir wollen z. B. Schulen helfen, damit ca. 500 Lehrer Zeit gewinnen.",
		"Wir sind für unsere Kunden da, d.h. Tag und Nacht.",
		"Nous aidons les PME, p. ex. Dupont et Cie, à vendre en ligne.",
		"Queremos ayudar a la Sra. García y a todos los demás.",
		"Мы хотим, чтобы к 2028 г. каждый врач в стране работал с нами.",
		"نريد أن نساعد كل طبيب بحلول عام 2028.",
		"هل نساعد كل طبيب؟",
		"אנחנו רוצים לעזור לכל רופא עד 2028.",
		"हम हर डॉक्टर की मदद करना चाहते हैं।",
		"私たちは世界中の人々が話せるようにします。",
		"「誰でも使える！」を目指します。",
		"我们要让每个人都能编程，因为这很重要。",
		"우리는 모든 의사를 돕고자 합니다.",
		"เราต้องการช่วยแพทย์ทุกคน",
		"Θέλουμε να βοηθήσουμε κάθε γιατρό.",
		"Մենք ուզում ենք օգնել բոլորին։",
		"ሁሉንም ሰው መርዳት እንፈልጋለን።",
		"We grow here.[2]",
		"Make the bar clear and help people find it. (Moved to Q1)",
		"Onboarding",
		"We want “quality first”.",
		"We **never** stop.**",
		"We serve every customer...",
		"Have we won?!",
	} {
		if got := parts(text); len(got) != 1 {
			t.Errorf("%d sentences in %q: %s", len(got), text, strings.Join(got, " | "))
		}
	}
}

func TestSeveralSentencesAreCounted(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"We grow. We sell.", 2},
		{"We grow.We sell.", 2},
		{"We grow in the U.S. We sell there too.", 2},
		{"We are Acme Inc. Our aim is to feed everyone.", 2},
		{"we cut every waste. we grow slowly.", 2},
		{"Grow by 500. Likely by selling more.", 2},
		{"Grow to 3.5 million. By 2028 we lead.", 2},
		{"We move to v1.2. Then we rest.", 2},
		{"See https://example.com. We live there.", 2},
		{"We wait... Then we act.", 2},
		{"Why now? Because people wait.", 2},
		{"We win! We share!", 2},
		{"Our motto is “Code for all.” We live it.", 2},
		{"We sell tools (cheap ones.) We also mend them.", 2},
		{"(We grow. We sell.)", 2},
		{"We grow 🚀. We sell.", 2},
		{"We grow. 🚀 We sell.", 2},
		{"We grow.🚀 We sell.", 2},
		{"We grow.[3] We sell.", 2},
		{"We want to grow in Poland\nWe want to sell there", 2},
		{"We want to grow in Poland.\nwe want to sell there.", 2},
		{"We want to grow in Poland\n\nhappy customers come back", 2},
		{"We want to grow.\r\nWe want to sell.", 2},
		{"- Grow in Poland\n- Cut waste\n- Hire well", 3},
		{"• Grow in Poland • Cut waste", 2},
		{"1. Grow in Poland.\n2. Cut waste.", 2},
		{"The plan: 1. Grow in Poland. 2. Cut waste.", 2},
		{"Wir wachsen. Wir verkaufen.", 2},
		{"Am 3. Oktober beginnen wir. Dann wachsen wir.", 2},
		{"Nous aidons les PME. Nous grandissons.", 2},
		{"Мы растём к 2028 г. Мы продаём.", 2},
		{"نحن ننمو. نحن نبيع.", 2},
		{"هل ننمو؟ نعم ننمو.", 2},
		{"ہم بڑھتے ہیں۔ ہم بیچتے ہیں۔", 2},
		{"אנחנו גדלים. אנחנו מוכרים.", 2},
		{"हम बढ़ते हैं। हम बेचते हैं।", 2},
		{"私たちは成長します。私たちは売ります。", 2},
		{"我们成长。我们销售！我们帮助每个人？", 3},
		{"우리는 성장합니다. 우리는 판매합니다.", 2},
		{"Αυξάνουμε. Πουλάμε.", 2},
		{"Γιατί τώρα; Επειδή περιμένουν.", 2},
		{"Մենք աճում ենք։ Մենք վաճառում ենք։", 2},
		{"", 0},
		{" \n\t ", 0},
		{"...", 0},
		{"🚀🚀", 0},
	} {
		if got := parts(c.text); len(got) != c.want {
			t.Errorf("%d sentences, want %d, in %q: %s", len(got), c.want, c.text, strings.Join(got, " | "))
		}
	}
}

func TestSentencesKeepTheirStopsAndLeaveNoSpaceAround(t *testing.T) {
	got := parts("  We grow (slowly). ‏\n\n “We sell!”  And that is all 🚀 ")
	want := []string{"We grow (slowly).", "“We sell!”", "And that is all 🚀"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestATitleHasNoVerbAndASentenceHas(t *testing.T) {
	for _, title := range []string{
		"Onboarding", "Component library", "Audit readiness", "Customer service excellence", "Automatic end-to-end testing",
		"Private code on our cloud", "Infrastructure as code for all teams", "World-class customer experience", "Growth",
		"Product strategy 2028", "Sustainable growth and innovation", "Data platform", "A better company for everyone",
	} {
		if CountOf(title).HasVerb {
			t.Errorf("%q passes as a sentence", title)
		}
	}
	for _, text := range []string{
		"We help", "Make it easy", "To be the place where cooks learn", "Everyone codes", "Become number one", "Helping every shop sell online",
		"Build the bank that farmers trust", "Reinvigorate the old town", "Gamify our training", "Customers adore our product", "Our customers trust us",
		"Combat hunger", "Phase down the use of coal", "Quietly select better partners", "All our tools natively support Polish", "Teams code faster",
		"Nobody waits", "We're first", "Let's win", "Co-create cities", "Democratise banking", "Code the future", "Design a calmer week",
		"The leader in online payments is us", "Acme democratizes credit",
	} {
		if !CountOf(text).HasVerb {
			t.Errorf("%q is taken for a title", text)
		}
	}
}

func TestTextInAnotherLanguageIsNeverCalledATitle(t *testing.T) {
	for _, text := range []string{
		"Wachstum", "Wir wachsen", "Wir wollen wachsen", "Crear software util", "Crecimiento sostenible", "Aider les PME", "Innover pour nos clients",
		"Innovation et croissance", "Ser lider", "成长", "私たちは成長する", "نمو", "צמיחה", "वृद्धि", "Рост", "Onze klanten helpen", "Crescere insieme", "Rosnąć razem",
		"Büyümek", "Kasvu", "Innovare", "Diventare leader nel mercato", "Ajudar clientes a crescer", "Hjælpe alle", "Tumbuh bersama",
	} {
		if problems, _ := CheckIntent(text); len(problems) != 0 {
			t.Errorf("%q is refused: %v", text, problems)
		}
	}
}

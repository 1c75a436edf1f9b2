.DEFAULT_GOAL := help
.PHONY: help run watch generate test race torture lint bench demo build

GO      := .ci/with-go go
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name what; do printf 'make %-9s %s\n' "$$name" "$$what"; done

run: build ## build and serve on 127.0.0.1:8080, SQLite in data/; mails are printed
	@THROUGHLINE_MAIL_LOG=$${THROUGHLINE_MAIL_LOG:-true} exec bin/throughline serve

watch: ## serve on 127.0.0.1:7331 and reload when a template or Go file changes
	@$(GO) tool templ generate --watch --open-browser=false --proxybind=127.0.0.1 --proxyport=7331 --proxy=http://127.0.0.1:8080 --cmd="go run ./cmd/throughline serve"

generate: ## make the Go files of the templates anew
	@$(GO) tool templ generate

# Memory is there, time is short: GOGC lets compilers and tests collect less often.
test: ## the whole suite, with real Chromium and PostgreSQL
	@GOGC=600 .ci/with-go .ci/with-services --in-memory .ci/test

race: ## the whole suite under the race detector: three times as long
	@GOGC=600 .ci/with-go .ci/with-services --in-memory go test -race '-gcflags=throughline/views=-l' -p 3 -timeout 30m ./...

torture: ## long kill and load loops, and 60 s on each fuzz target
	@.ci/with-go .ci/with-services .ci/torture

lint: ## gofmt, go vet, staticcheck
	@loose=$$(.ci/with-go gofmt -l .) && [ -z "$$loose" ] || { echo "run gofmt -w on:"; echo "$$loose"; exit 1; }
	@$(GO) vet ./...
	@$(GO) tool -modfile=.tools/go.mod staticcheck ./...

bench: build ## speed, memory and size, each against what it must hold
	@.ci/bench

demo: build ## the example company in a throw-away database, with sign-in links
	@.ci/demo

build: ## bin/throughline with its version
	@[ -x bin/throughline ] || echo "Building. The first time takes a few minutes, because SQLite is compiled too." >&2
	@$(GO) build -ldflags "-X main.version=$(VERSION)" -o bin/throughline ./cmd/throughline

// Package link holds every address of the house, one function each, so that no page spells one out.
package link

// Home is the page a person lands on: my outcomes.
func Home() string { return "/" }

// SignIn is the page for those who are signed out.
func SignIn() string { return "/sign-in" }

// SignOut ends the session (POST).
func SignOut() string { return "/sign-out" }

// Theme keeps a person's choice of light, dark or the system's (POST).
func Theme() string { return "/me/theme" }

// Me is a person's own account: name, password, language of dates, where they are signed in.
func Me() string { return "/me" }

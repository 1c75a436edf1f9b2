package builder

import (
	"slices"

	"throughline/models/automation"
	"throughline/models/blocks"
)

// Kind is one kind of block as the palette offers it.
type Kind struct {
	Kind              blocks.Kind
	Label, Icon, Says string
	Group             string
}

// Palette lists the kinds of blocks that the engine can carry out, in the order people read them.
var Palette = slices.DeleteFunc([]Kind{
	{blocks.CreateTask, "Create a task", "ok", "Somebody gets a task with a deadline.", "Work"},
	{blocks.CreateHandoff, "Hand work over", "arrow", "Somebody has to acknowledge it, or says why not.", "Work"},
	{blocks.RerouteTasks, "Re-route tasks", "redesign", "Open tasks that fit get another owner.", "Work"},
	{blocks.Notify, "Tell people", "bell", "In the app, by mail, in a chat room.", "People"},
	{blocks.Approval, "Ask for approval", "check", "The run waits until they have decided.", "People"},
	{blocks.AdjustProcess, "Adjust a process", "edit", "A step is put in, moved, left out or given away, as a new version.", "Change"},
	{blocks.ChangeChain, "Change an approval chain", "users", "Somebody is asked more, no longer or instead, or a stage comes or goes.", "Change"},
	{blocks.SetField, "Set a field", "target", "Of the thing that it happens to.", "Change"},
	{blocks.CallWebhook, "Call another system", "out", "A message that its server can check, with what happened here.", "Outside"},
	{blocks.If, "If", "right", "Some blocks are done when something holds, others when not.", "Course"},
	{blocks.Wait, "Wait", "clock", "For some time, until a day, or until something happens.", "Course"},
	{blocks.Each, "For each", "again", "The blocks inside are done once for each of a list.", "Course"},
	{blocks.Stop, "Stop", "stop", "The run ends here.", "Course"},
	{blocks.RunRule, "Run another rule", "bolt", "With what happened here.", "Course"},
}, func(k Kind) bool { return !slices.Contains(automation.Kinds(), k.Kind) })

// KindOf finds a kind of block in the palette.
func KindOf(kind blocks.Kind) Kind {
	for _, k := range Palette {
		if k.Kind == kind {
			return k
		}
	}
	return Kind{Kind: kind, Label: string(kind), Icon: "risk"}
}

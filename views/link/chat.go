package link

// The paths of chat rooms.
const (
	PathChat         = "/settings/chat"
	PathChatRooms    = "/settings/chat/rooms"
	PathChatRoomNew  = "/settings/chat/rooms/new"
	PathChatRoom     = "/settings/chat/rooms/:id"
	PathChatRoomGone = "/settings/chat/rooms/:id/removal"
	PathChatTests    = "/settings/chat/rooms/:id/tests"
	PathChatHosts    = "/settings/chat/servers"
	PathChatHostGone = "/settings/chat/servers/:id/removal"
)

// Chat is the chat rooms that are told of events, and the servers that messages may go to.
func Chat() string { return PathChat }

// ChatRooms connects a chat room (POST).
func ChatRooms() string { return PathChatRooms }

// ChatRoomNew asks for a chat room.
func ChatRoomNew() string { return PathChatRoomNew }

// ChatRoom changes a chat room.
func ChatRoom(id string) string { return fill(PathChatRoom, id) }

// ChatRoomGone takes a chat room out (POST).
func ChatRoomGone(id string) string { return fill(PathChatRoomGone, id) }

// ChatTests sends a test to a chat room (POST).
func ChatTests(id string) string { return fill(PathChatTests, id) }

// ChatHosts allows a server (POST).
func ChatHosts() string { return PathChatHosts }

// ChatHostGone takes a server off the list (POST).
func ChatHostGone(id string) string { return fill(PathChatHostGone, id) }

// Whole is the address of a thing's page with the address of the company's Throughline before it, for a message that goes out of the house.
func Whole(base, kind, ref, part string) string {
	address := Thing(kind, ref)
	if address == "" {
		return ""
	}
	if part != "" {
		address += "#" + part
	}
	return base + address
}

package handlers

import (
	"throughline/models"
	"throughline/views/link"
)

// settingsRoutes is how each person and the company set the house up: the last pages of the menu.
func (a *App) settingsRoutes() []route {
	return []route{
		{GET, link.PathSettings, a.showSettings, models.ManageSelf},
		{POST, link.PathSettings, a.saveSettings, models.ManageSelf},
		{POST, link.PathPassword, a.savePassword, models.ManageSelf},
		{POST, link.PathTheme, a.saveTheme, models.ManageSelf},
		{POST, link.PathSessionEnd, a.endSession, models.ManageSelf},
		{POST, link.PathSessionsEnd, a.endSessions, models.ManageSelf},
		{GET, link.PathCompanySettings, a.showCompany, models.ManagePeople},
		{POST, link.PathCompanySettings, a.saveCompany, models.ManagePeople},
		{GET, link.PathLadder, a.showLadder, models.ManagePeople},
		{POST, link.PathLadder, a.saveLadder, models.ManagePeople},
		{POST, link.PathExampleGone, a.removeExample, models.ManagePeople},
		{GET, link.PathChat, a.showChat, models.ManagePeople},
		{POST, link.PathChatHosts, a.allowHost, models.ManagePeople},
		{POST, link.PathChatHostGone, a.forbidHost, models.ManagePeople},
		{POST, link.PathChatRooms, a.saveRoom, models.ManagePeople},
		{GET, link.PathChatRoomNew, a.showRoom, models.ManagePeople},
		{GET, link.PathChatRoom, a.showRoom, models.ManagePeople},
		{POST, link.PathChatRoom, a.saveRoom, models.ManagePeople},
		{POST, link.PathChatRoomGone, a.removeRoom, models.ManagePeople},
		{POST, link.PathChatTests, a.testRoom, models.ManagePeople},
		{GET, link.PathCalls, a.showCalls, models.KeepCalls},
		{POST, link.PathSecrets, a.saveSecret, models.KeepCalls},
		{POST, link.PathHooks, a.saveHook, models.KeepCalls},
		{GET, link.PathHookNew, a.showHook, models.KeepCalls},
		{GET, link.PathHook, a.showHook, models.KeepCalls},
		{POST, link.PathHook, a.saveHook, models.KeepCalls},
		{POST, link.PathHookAddress, a.renewHook, models.KeepCalls},
		{POST, link.PathHookGone, a.removeHook, models.KeepCalls},
		{GET, link.PathSecretNew, a.showSecret, models.KeepCalls},
		{GET, link.PathSecret, a.showSecret, models.KeepCalls},
		{POST, link.PathSecret, a.saveSecret, models.KeepCalls},
		{POST, link.PathSecretGone, a.removeSecret, models.KeepCalls},
		{GET, link.PathWork, a.showWork, models.ManagePeople},
		{POST, link.PathWorkTries, a.tryWorkAgain, models.ManagePeople},

		{GET, link.PathMail, a.showMail, models.ManagePeople},
		{POST, link.PathMailTests, a.testMail, models.ManagePeople},
		{GET, link.PathDeliveries, a.showDeliveries, models.ManagePeople},
		{POST, link.PathDeliveryTries, a.tryDeliveryAgain, models.ManagePeople},
	}
}

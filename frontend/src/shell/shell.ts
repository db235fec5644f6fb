// The small script of every page: htmx under the strict policy, keys, palette, menus, toasts, guard.
import htmx from "htmx.org";
import { startArrows } from "./arrows";
import { startCards } from "./cards";
import { startCopying } from "./copying";
import { startDialogs } from "./dialogs";
import { startForms } from "./forms";
import { startGuard } from "./guard";
import { startKeys } from "./keys";
import { startMenus } from "./menus";
import { startPalette } from "./palette";
import { startPreferences } from "./preferences";
import { startRequests } from "./requests";
import { startSchedule } from "./schedule";
import { startTables } from "./tables";
import { startToasts } from "./toasts";

// No eval and no style tag of its own: the content security policy forbids both.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.allowScriptTags = false;
htmx.config.historyCacheSize = 0;
htmx.config.scrollIntoViewOnBoost = false;

startRequests();
startToasts();
startMenus();
startDialogs();
startPalette();
startKeys();
startPreferences();
startGuard();
startForms();
startCopying();
startTables();
startCards();
startArrows();
startSchedule();

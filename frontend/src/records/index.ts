// What pages of records need beyond the shell: keys of the list, cells that are edited in place, the board, drafts.
import { on } from "../shell/dom";
import { startBoard } from "./board";
import { startBulk } from "./bulk";
import { startCells } from "./cells";
import { startDrafts } from "./drafts";
import { startGrid } from "./grid";
import { startMentions } from "./mentions";
import { startPicking } from "./picking";
import { startReview } from "./review";
import { startRows } from "./rows";

startRows();
startCells();
startBulk();
startBoard();
startPicking();
startDrafts();
startMentions();
startReview();
startGrid();
on("click", "[data-print]", () => window.print());

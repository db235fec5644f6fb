import { describe, expect, test } from "vitest";
import { parseLink } from "../src/gantt/choosers";
import { COLUMNS, floatText } from "../src/gantt/columns";
import * as commands from "../src/gantt/commands";
import { exportCsv, safe } from "../src/gantt/csv";
import { cellEntry, formatBlock, mergeEdits, parseBlock, pasteBlock } from "../src/gantt/entry";
import { conflictLines, currentVersions } from "../src/gantt/versions";
import { may, ROW, sample } from "./sample";

const column = (key: string) => COLUMNS.find((candidate) => candidate.key === key)!;
const entry = (row: number, key: string, text: string) => cellEntry(sample(), row, column(key), text);

describe("typed cells", () => {
  test("a start moves the activity to the first working moment of the day", () => {
    expect(entry(ROW.build, "start", "16 May")).toEqual({
      edit: {
        action: "planning.move_activity",
        arguments: { activity: 11, version: 4, start_ticks: may(18) },
      },
    });
  });

  test("a finish sets the duration that reaches it", () => {
    expect(entry(ROW.build, "finish", "+2w")).toEqual({
      edit: {
        action: "planning.change_activity",
        arguments: { activity: 11, version: 4, changes: { duration_ticks: 72000 } },
      },
    });
  });

  test("a milestone's finish moves it", () => {
    expect(entry(ROW.gate, "finish", "20 May")).toMatchObject({ edit: { action: "planning.move_activity" } });
  });

  test("elapsed durations are marked", () => {
    expect(entry(ROW.build, "duration", "3ed")).toMatchObject({
      edit: { arguments: { changes: { duration_ticks: 43200, is_elapsed: true } } },
    });
  });

  test("what is there already is no edit", () => {
    expect(entry(ROW.build, "finish", "15 May")).toEqual({ same: true });
    expect(entry(ROW.build, "duration", "1w")).toEqual({ same: true });
    expect(entry(ROW.build, "progress", "25")).toEqual({ same: true });
  });

  test.each([
    [ROW.build, "finish", "soon", "is not a date"],
    [ROW.build, "finish", "1 May", "after the start"],
    [ROW.build, "duration", "long", "is not a duration"],
    [ROW.build, "progress", "120", "0 to 100"],
    [ROW.build, "name", "  ", "needs a name"],
    [ROW.build, "calendar", "Lunar", "There are Standard"],
    [ROW.build, "float", "3", "computed"],
    [ROW.core, "finish", "1 Jun", "come from its activities"],
  ])("row %i, %s: %s is refused in words", (row, key, text, words) => {
    const found = entry(row, key, text);
    expect("error" in found && found.error).toContain(words);
  });
});

describe("blocks", () => {
  test("a spreadsheet's block is read with its quotes", () => {
    expect(parseBlock('a\t"b ""x""\ty"\r\nc\td\r\n')).toEqual([
      ["a", 'b "x"\ty'],
      ["c", "d"],
    ]);
    expect(
      parseBlock(
        formatBlock([
          ["a\tb", 'q"'],
          ["", "x"],
        ]),
      ),
    ).toEqual([
      ["a\tb", 'q"'],
      ["", "x"],
    ]);
  });

  test("a paste takes what can be read and marks the rest", () => {
    const model = sample();
    const pasted = pasteBlock(
      model,
      [column("name"), column("duration"), column("progress")],
      ROW.design,
      1,
      [
        ["8d", "50"],
        ["x", "60"],
      ],
    );
    expect(pasted.invalid.map(({ row, key }) => [row, key])).toEqual([[ROW.build, "duration"]]);
    expect(pasted.edits).toEqual([
      {
        action: "planning.change_activity",
        arguments: { activity: 10, version: 3, changes: { duration_ticks: 38400 } },
      },
      { action: "planning.set_progress", arguments: { activity: 10, version: 4, percent_complete: 50 } },
      { action: "planning.set_progress", arguments: { activity: 11, version: 4, percent_complete: 60 } },
    ]);
  });

  test("a second kind of edit of one activity expects the version that the first leaves", () => {
    const model = sample();
    const merged = mergeEdits([
      commands.moveActivity(model, ROW.build, may(18)),
      commands.setProgress(model, ROW.build, 0.5),
    ]);
    expect(merged.map((edit) => edit.arguments.version)).toEqual([4, 5]);
  });
});

describe("commands", () => {
  test("a shift of a summary moves each activity below it once", () => {
    const model = sample();
    const edits = commands.shiftRows(model, [ROW.core, ROW.build], 1);
    expect(edits.map((edit) => edit.arguments.activity)).toEqual([10, 11, 12]);
    expect(edits[1].arguments.start_ticks).toBe(may(12));
  });

  test("a drag snaps to days and to working time", () => {
    const model = sample();
    expect(commands.movedStart(model, ROW.build, 14400 * 5.3, 14400)).toBe(may(18));
    expect(commands.movedStart(model, ROW.build, 4000, 14400)).toBe(may(11));
    expect(commands.finishFrom(model, ROW.build, may(13))).toBe(may(19, 17));
    expect(commands.movedFinish(model, ROW.build, 14400, 14400)).toBe(may(15, 17));
    expect(commands.movedFinish(model, ROW.build, 14400 * 3, 14400)).toBe(may(18, 17));
  });

  test("a new activity goes below the row, in its outline", () => {
    const model = sample();
    expect(commands.addActivity(model, ROW.build, "More")?.arguments).toEqual({
      project: 7,
      after: 11,
      name: "More",
      duration_ticks: 4800,
    });
    expect(commands.addActivity(model, ROW.core, "More")?.arguments).toEqual({
      project: 7,
      name: "More",
      duration_ticks: 4800,
    });
    expect(commands.addActivity(model, ROW.program, "More")).toBeNull();
  });

  test("a move in the outline names the sibling to stand after", () => {
    const model = sample();
    const placed = (row: number, move: commands.OutlineMove) =>
      commands.moveInOutline(model, row, move)?.arguments;
    expect(placed(ROW.gate, "up")).toEqual({ activity: 12, version: 5, after: 10 });
    expect(placed(ROW.build, "up")).toEqual({ activity: 11, version: 4 });
    expect(placed(ROW.build, "down")).toEqual({ activity: 11, version: 4, after: 12 });
    expect(placed(ROW.gate, "down")).toBeUndefined();
    expect(commands.moveInOutline(model, ROW.build, "indent")?.action).toBe("planning.indent_activity");
  });

  test("more changes than a request takes become one edit with a list", () => {
    const model = sample();
    const edits = Array.from({ length: 1001 }, () =>
      commands.changeActivity(model, ROW.build, { calendar: 4 }),
    );
    const [one, ...rest] = commands.packed(edits);
    expect(rest).toHaveLength(0);
    expect(one.action).toBe("planning.change_activities");
    expect(one.arguments.edits).toHaveLength(1001);
    expect(commands.packed(edits.slice(0, 3))).toHaveLength(3);
  });

  test("a percent lag is a share", () => {
    const wish = { from: ROW.build, to: ROW.survey, kind: 0, lagTicks: 50, lagUnit: 2 };
    expect(commands.linkActivities(sample(), wish).arguments).toMatchObject({
      lag_ticks: 0,
      lag_unit: "percent",
      lag_share: 0.5,
    });
  });

  test("a link is named by its ends, type and lag", () => {
    const wish = { from: ROW.build, to: ROW.survey, kind: 1, lagTicks: 4800, lagUnit: 1 };
    expect(commands.linkActivities(sample(), wish).arguments).toEqual({
      predecessor: 11,
      successor: 20,
      kind: "SS",
      lag_ticks: 4800,
      lag_unit: "elapsed",
      lag_share: 0,
    });
  });

  test.each([
    ["FS+2d", { kind: 0, lag: 9600, unit: 0 }],
    ["ss", { kind: 1, lag: 0, unit: 0 }],
    ["FF-50%", { kind: 2, lag: -50, unit: 2 }],
    ["+1ed", { kind: 0, lag: 14400, unit: 1 }],
    ["XX", null],
  ])("the text %s of a link", (text, link) => expect(parseLink(text, 480)).toEqual(link));
});

describe("conflicts", () => {
  test("both values are shown by field", () => {
    const model = sample();
    const problem = {
      status: 412,
      code: "stale",
      message: "",
      versions: [{ record: "activity", id: 11, yours: 4, current: 6 }],
      conflicts: [{ record: "activity", id: 11, field: "duration_ticks", yours: 24000, current: 48000 }],
    };
    expect(conflictLines(problem, [], model)).toEqual([
      { what: "Build", field: "duration", yours: "5 d", theirs: "10 d" },
    ]);
    expect(currentVersions(problem).get(11)).toBe(6);
  });
});

describe("export", () => {
  test("text that would run as a formula is put behind an apostrophe, numbers stay numbers", () => {
    expect(safe("=1+1")).toBe("'=1+1");
    expect(safe("@x")).toBe("'@x");
    const model = sample();
    model.rows.name[ROW.build] = '=HYPERLINK("x")';
    const csv = exportCsv(model, [column("name"), column("finish"), column("float"), column("slip")]);
    expect(csv.split("\r\n")[0]).toBe("\ufeffLevel,Activity,Finish,Float,Baseline");
    expect(csv).toContain(`3,"'=HYPERLINK(""x"")",2026-05-15,0,3`);
    expect(csv).toContain("3,Survey,2026-05-22,5,-1");
  });
});

describe("float", () => {
  test.each([
    [2586, "2,586 d"],
    [-2586.4, "-2,586 d"],
    [12345, "12,345 d"],
    [123456, "123k d"],
    [99, "99 d"],
    [1.5, "1.5 d"],
    [0, "0"],
  ])("%s days are told in no more than the column holds", (days, text) => {
    expect(floatText(days * 4800, 480)).toBe(text);
    expect(text.length).toBeLessThanOrEqual(8);
  });
});

import { describe, expect, test } from "vitest";
import { addActivity, removeActivities } from "../src/gantt/commands";
import { Model, NO_FILTER } from "../src/gantt/model";
import { rowName } from "../src/gantt/speech";
import { View } from "../src/gantt/view";
import { may, ROW, sample, sampleWire } from "./sample";

const shown = (model: Model) => Array.from(model.visible, (row) => model.rows.name[row]);

describe("outline", () => {
  test("closing a row hides all below it, and nothing else", () => {
    const model = sample();
    model.setExpanded(ROW.core, false);
    expect(shown(model)).toEqual(["Program", "Core", "Sites", "Survey"]);
    expect(model.position[ROW.design]).toBe(-1);
    model.setExpanded(ROW.core, true);
    expect(shown(model)).toHaveLength(7);
  });

  test("a level shows the outline down to it", () => {
    const model = sample();
    model.expandToLevel(1);
    expect(shown(model)).toEqual(["Program"]);
    model.expandToLevel(2);
    expect(shown(model)).toEqual(["Program", "Core", "Sites"]);
  });

  test("revealing a hidden row opens its parents", () => {
    const model = sample();
    model.expandToLevel(1);
    expect(model.reveal(ROW.survey)).toBe(false);
    expect(model.position[ROW.survey]).toBeGreaterThan(0);
  });

  test("a newer schedule keeps what was closed, by id", () => {
    const model = sample();
    model.setExpanded(ROW.core, false);
    const next = new Model(sampleWire());
    next.inherit(model);
    expect(shown(next)).toEqual(["Program", "Core", "Sites", "Survey"]);
  });
});

describe("filter", () => {
  test("keeps the parents of what matches", () => {
    const model = sample();
    model.setFilter({ ...NO_FILTER, text: "surv" });
    expect(shown(model)).toEqual(["Program", "Sites", "Survey"]);
    expect(model.matches).toBe(1);
  });

  test("finds by code and owner too, all words must match", () => {
    const model = sample();
    model.setFilter({ ...NO_FILTER, text: "ada s-1" });
    expect(shown(model)).toEqual(["Program", "Sites", "Survey"]);
  });

  test("critical and late together show either", () => {
    const model = sample();
    model.setFilter({ ...NO_FILTER, isCriticalOnly: true });
    expect(shown(model)).not.toContain("Survey");
    model.setFilter({ ...NO_FILTER, isLateOnly: true });
    expect(shown(model)).toContain("Gate");
    expect(shown(model)).not.toContain("Design");
  });

  test("a project filter shows that project and its parents", () => {
    const model = sample();
    model.setFilter({ ...NO_FILTER, projects: new Set([8]) });
    expect(shown(model)).toEqual(["Program", "Sites", "Survey"]);
  });

  test("revealing a row that the filter hides takes the filter away", () => {
    const model = sample();
    model.setFilter({ ...NO_FILTER, text: "surv" });
    expect(model.reveal(ROW.build)).toBe(true);
    expect(model.isFiltered).toBe(false);
  });
});

describe("the one summary of a plan", () => {
  /** The plan of Core has a summary of its own above all rows. */
  const rooted = (): Model => {
    const wire = sampleWire();
    const a = wire.activities as unknown as Record<string, unknown[]>;
    for (const [name, column] of Object.entries(a))
      if (name !== "kinds" && Array.isArray(column)) column.splice(2, 0, column[2]);
    Object.assign(a, {
      id: [-1, -7, 9, 10, 11, 12, -8, 20],
      parent: [-1, 0, 1, 2, 2, 2, 0, 6],
      level: [0, 1, 2, 3, 3, 3, 1, 2],
      name: ["Program", "Core", "Core plan v3", "Design", "Build", "Gate", "Sites", "Survey"],
      kind: [4, 3, 2, 0, 0, 1, 3, 0],
      code: ["", "", "", "C-1", "C-2", "C-3", "", "S-1"],
    });
    for (const end of ["from", "to"] as const)
      wire.links![end] = wire.links![end]!.map((row: number) => row + 1);
    return new Model(wire);
  };

  test("is shown as the project, once, and keeps its id", () => {
    const model = rooted();
    expect(shown(model)).toEqual(["Program", "Core", "Design", "Build", "Gate", "Sites", "Survey"]);
    const row = model.rowOf.get(9)!;
    expect(model.rowOf.get(-7)).toBe(row);
    expect([model.isRoot(row), model.nameInPlan(row), model.size]).toEqual([true, "Core plan v3", 7]);
    expect([...model.rows.level]).toEqual([0, 1, 1, 2, 2, 2, 1, 2]);
    model.setFilter({ ...NO_FILTER, text: "plan v3" });
    expect(shown(model)).toEqual(["Program", "Core"]);
    expect(model.matches).toBe(1);
  });

  test("takes what is added below it, and does not go by a key", () => {
    const model = rooted();
    const row = model.rowOf.get(9)!;
    expect(addActivity(model, row, "New")?.arguments).toMatchObject({ project: 7, parent: 9 });
    expect(removeActivities(model, [row])).toEqual([]);
  });
});

describe("facts", () => {
  test("slip is counted in working days, before is negative", () => {
    const model = sample();
    expect(model.slipDays(ROW.build)).toBe(3);
    expect(model.slipDays(ROW.survey)).toBe(-1);
    expect(model.slipDays(ROW.design)).toBe(0);
    expect(model.slipDays(ROW.core)).toBeNaN();
  });

  test("the chain of a row is all that drives it and all that it drives", () => {
    expect([...sample().chainOf(ROW.gate)].sort()).toEqual([0, 1, 2]);
    expect([...sample().chainOf(ROW.design)].sort()).toEqual([0, 1, 2]);
  });

  test("rows of no project of ours, and summaries of the tree, cannot be edited", () => {
    const model = sample();
    expect(model.mayEdit(ROW.build)).toBe(true);
    expect(model.mayEdit(ROW.core)).toBe(false);
    expect(model.isMasteredOutside(ROW.survey)).toBe(true);
  });

  test("the plan's own words for kinds are understood", () => {
    expect(sample().isMilestone(ROW.gate)).toBe(true);
  });

  test("dates of a preview are put in place", () => {
    const model = sample();
    model.applyDates({
      id: [11, 999],
      start: [may(12), 0],
      finish: [may(18, 17), 0],
      totalFloat: [null, 0],
      critical: [0, 0],
    });
    expect(model.rows.finish[ROW.build]).toBe(may(18, 17));
    expect(model.rows.totalFloat[ROW.build]).toBeNaN();
    expect(model.rows.critical[ROW.build]).toBe(0);
  });
});

describe("row names", () => {
  test("say everything that the chart shows", () => {
    expect(rowName(sample(), ROW.build)).toBe(
      "Build, 11 May to 15 May, critical, 25 percent complete, 3 days after baseline, P80 18 May, 1 predecessor, 1 successor",
    );
    expect(rowName(sample(), ROW.gate)).toBe(
      "Gate, milestone, 15 May, critical, 3 days after baseline, deadline 14 May missed, 1 predecessor, 1 successor (Sites)",
    );
    expect(rowName(sample(), ROW.survey)).toBe(
      "Survey, 18 May to 22 May, 5 days of float, 1 day before baseline, 1 predecessor (Core)",
    );
  });
});

describe("scrolling to a row", () => {
  const view = new View(() => {});
  view.bodyHeight = 300;
  view.scrollTop = 600;

  test("rows stay around what is jumped to, above and below", () => {
    expect(view.scrollFor(20, 3)).toBe(17 * 30);
    expect(view.scrollFor(29, 3)).toBe(33 * 30 - 300);
    expect(view.scrollFor(24, 3)).toBe(600);
    expect(view.scrollFor(1, 3)).toBe(0);
  });

  test("a window of few rows leaves less margin", () => {
    view.bodyHeight = 60;
    expect(view.scrollFor(40, 3)).toBe(41 * 30 - 60);
    view.bodyHeight = 300;
  });
});

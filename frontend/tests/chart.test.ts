import { describe, expect, test } from "vitest";
import { hitTest, partBox } from "../src/gantt/hit";
import { barBox, type LayoutOptions, rowShapes, type Shape } from "../src/gantt/layout";
import { linkLayout, linkPath } from "../src/gantt/links";
import { Timescale } from "../src/gantt/timescale";
import { may, ROW, sample } from "./sample";

const options: LayoutOptions = {
  rowHeight: 30,
  width: 900,
  showBaseline: true,
  showFloat: false,
  showNames: false,
  links: "all",
};
const scale = () => new Timescale(may(1, 0), 30);
const shapesOf = (row: number, change: Partial<LayoutOptions> = {}): Shape[] => {
  const out: Shape[] = [];
  rowShapes(sample(), scale(), row, row * 30, { ...options, ...change }, out);
  return out;
};

describe("rows", () => {
  test("a critical bar is red, and what is done is darker", () => {
    const fills = shapesOf(ROW.build).map((shape) => shape.fill);
    expect(fills).toContain("barCritical");
    expect(fills).toContain("barCriticalDone");
    expect(fills).toContain("baseline");
    expect(shapesOf(ROW.build, { showBaseline: false }).map((shape) => shape.fill)).not.toContain("baseline");
  });

  test("split work is drawn in its pieces, joined by a dotted line", () => {
    const model = sample();
    const from = model.rows.start[ROW.survey];
    const to = model.rows.finish[ROW.survey];
    const third = (to - from) / 3;
    model.rows.segments.set(ROW.survey, [
      [from, from + third],
      [to - third, to],
    ]);
    const out: Shape[] = [];
    rowShapes(model, scale(), ROW.survey, 0, options, out);
    const bars = out.filter((shape) => shape.t === "rect" && shape.fill?.startsWith("bar"));
    const whole = shapesOf(ROW.survey).filter((shape) => shape.t === "rect" && shape.fill?.startsWith("bar"));
    expect(bars.length).toBe(whole.length + 1);
    expect(out.some((shape) => shape.t === "path" && shape.dash)).toBe(true);
  });

  test("a bar out of sight leaves a mark at the edge", () => {
    const out: Shape[] = [];
    rowShapes(sample(), new Timescale(may(1, 0) + 14400 * 400, 30), ROW.build, 0, options, out);
    expect(out).toHaveLength(1);
    expect(out[0]).toMatchObject({ stroke: "faint" });
  });

  test("a whisker reaches to the P80 and is thick from the P50 on", () => {
    const model = sample();
    const drawn = shapesOf(ROW.build).filter((shape) => "fill" in shape && shape.fill === "whisker");
    expect(drawn).toHaveLength(1);
    const at = scale();
    expect(drawn[0]).toMatchObject({ x: at.x(model.rows.p50[ROW.build]) });
    const line = shapesOf(ROW.build).find((shape) => shape.t === "path" && shape.stroke === "whisker");
    expect(line && line.t === "path" && line.at[2]).toBe(at.x(model.rows.p80[ROW.build]));
    expect(shapesOf(ROW.survey).some((shape) => "fill" in shape && shape.fill === "whisker")).toBe(false);
  });

  test("the float line is drawn only where asked and where there is float", () => {
    expect(shapesOf(ROW.survey, { showFloat: true }).length).toBeGreaterThan(shapesOf(ROW.survey).length);
    expect(shapesOf(ROW.build, { showFloat: true })).toHaveLength(shapesOf(ROW.build).length);
  });
});

describe("links", () => {
  const layout = (
    first: number,
    last: number,
    change: Partial<LayoutOptions> = {},
    chain = new Set<number>(),
  ) =>
    linkLayout(sample(), scale(), first, last, (position) => position * 30, chain, { ...options, ...change });

  test("near rows get a line, far ones a chip with the other project's name", () => {
    expect(layout(0, 6).chips).toHaveLength(0);
    const far = layout(6, 6);
    expect(far.chips.map((chip) => chip.text)).toEqual(["1 in, Core"]);
  });

  test("the switches narrow what is drawn", () => {
    expect(layout(0, 6).shapes.length).toBe(6);
    expect(layout(0, 6, { links: "cross" }).shapes.length).toBe(2);
    expect(layout(0, 6, { links: "none" }).shapes.length).toBe(0);
  });

  test("the chain of the selected row is drawn even when links are switched off", () => {
    const { shapes } = layout(0, 6, { links: "none" }, new Set([0]));
    expect(shapes.map((shape) => shape.t === "path" && (shape.stroke ?? shape.fill))).toEqual([
      "accent",
      "accent",
    ]);
  });

  test.each([0, 1, 2, 3])("a link of type %i starts and ends at the bars", (kind) => {
    const from = { x: 100, y: 5, w: 80, h: 15 };
    const to = { x: 260, y: 65, w: 80, h: 15 };
    const { line } = linkPath(kind, from, to, 30, false, false);
    expect(line[0]).toBe(kind === 0 || kind === 2 ? 180 : 100);
    for (let i = 2; i < line.length; i += 2) {
      expect(line[i] === line[i - 2] || line[i + 1] === line[i - 1]).toBe(true);
    }
  });
});

describe("hits", () => {
  const at = (x: number, y: number) => hitTest(sample(), scale(), x, y, 30, 0, []);
  const box = barBox(sample(), scale(), ROW.build, ROW.build * 30, 30)!;
  const mid = box.y + box.h / 2;

  test("a bar has its middle, its end, its progress and a handle for links", () => {
    expect(at(box.x + box.w * 0.6, mid - 4)).toMatchObject({ row: ROW.build, part: "bar" });
    expect(at(box.x + box.w - 3, mid)?.part).toBe("finish");
    expect(at(box.x + box.w + 20, mid)?.part).toBe("link");
    const progress = partBox(sample(), scale(), ROW.build, ROW.build * 30, 30, "progress")!;
    expect(at(progress.x + 4, progress.y + 5)?.part).toBe("progress");
  });

  test("rows that may not be edited offer no handles", () => {
    const core = barBox(sample(), scale(), ROW.core, ROW.core * 30, 30)!;
    expect(at(core.x + core.w - 2, core.y + 3)?.part).toBe("bar");
    expect(at(core.x + core.w + 20, core.y + 3)?.part).toBe("row");
  });

  test("the end of a wide bar can be taken over 20 pixels", () => {
    let width = 0;
    for (let x = box.x; x < box.x + box.w + 60; x++) if (at(x, mid)?.part === "finish") width++;
    expect(width).toBeGreaterThanOrEqual(20);
  });

  test.each([0.1, 0.5, 1, 4, 8, 12, 60])(
    "at %s px a day the finish handle is where it is said to be",
    (dayPx) => {
      const narrow = new Timescale(may(1, 0), dayPx);
      const handle = partBox(sample(), narrow, ROW.build, ROW.build * 30, 30, "finish")!;
      const y = handle.y + handle.h / 2;
      for (const x of [handle.x, handle.x + handle.w / 2, handle.x + handle.w - 0.1])
        expect(hitTest(sample(), narrow, x, y, 30, 0, [])?.part).toBe("finish");
      const body = barBox(sample(), narrow, ROW.build, ROW.build * 30, 30)!;
      expect(hitTest(sample(), narrow, body.x + body.w / 2, body.y + 3, 30, 0, [])?.part).toBe("bar");
    },
  );

  test("below the last row there is nothing", () => {
    expect(at(100, 30 * 9)).toBeNull();
  });
});

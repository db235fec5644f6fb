/** One style sheet, constructed, so that the page's policy needs no exception for inline styles. */
const CSS = `
:host {
  --g-bg: var(--bg, #f6f7f9); --g-panel: var(--panel, #ffffff); --g-ink: var(--ink, #1b2130);
  --g-muted: var(--muted, #586174); --g-faint: var(--faint, #667085); --g-line: var(--line, #e2e6ec);
  --g-hover: var(--hover, #f0f3f8); --g-accent: var(--accent, #3550c9); --g-accent-soft: var(--accent-soft, #e8ecfb);
  --g-accent-ink: var(--accent-ink, #2a41a8); --g-good: var(--good, #17713a); --g-warn: var(--warn, #8a5a00);
  --g-bad: var(--bad, #b3261e); --g-bad-soft: var(--bad-soft, #fde4e1); --g-warn-soft: var(--warn-soft, #fdf0cf);
  --g-bar: var(--bar, #6f86e8); --g-bar-critical: var(--bar-critical, #d2554b);
  --g-bar-critical-done: var(--bar-critical-done, #9c2f27); --g-bar-done: var(--bar-done, #3550c9);
  --g-baseline: var(--baseline, #a9b1c0); --g-whisker: var(--whisker, #1b2130); --g-weekend: var(--weekend, #f1f3f6);
  --g-shadow: 0 8px 28px rgb(20 26 40 / .16);
  display: block; position: relative; min-height: 320px; color: var(--g-ink);
  height: var(--ls-gantt-height, max(420px, calc(100dvh - var(--ls-gantt-top, 150px))));
  font: 13px/1.45 var(--font, Inter, "Inter Variable", system-ui, "DejaVu Sans", sans-serif);
  font-variant-numeric: tabular-nums; color-scheme: light;
}
:host([data-dark]) {
  --g-bg: var(--bg, #11141b); --g-panel: var(--panel, #181c25); --g-ink: var(--ink, #e7eaf1);
  --g-muted: var(--muted, #a4adbe); --g-faint: var(--faint, #8b95aa); --g-line: var(--line, #2a303d);
  --g-hover: var(--hover, #202634); --g-accent: var(--accent, #8ea2ff); --g-accent-soft: var(--accent-soft, #232c4d);
  --g-accent-ink: var(--accent-ink, #b4c1ff); --g-good: var(--good, #6fd08f); --g-warn: var(--warn, #e6b64c);
  --g-bad: var(--bad, #ff8f85); --g-bad-soft: var(--bad-soft, #3f1c1a); --g-warn-soft: var(--warn-soft, #372b10);
  --g-bar: var(--bar, #5f75d6); --g-bar-critical: var(--bar-critical, #d2655c);
  --g-bar-critical-done: var(--bar-critical-done, #ffaaa2); --g-bar-done: var(--bar-done, #9db0ff);
  --g-baseline: var(--baseline, #566074); --g-whisker: var(--whisker, #e7eaf1); --g-weekend: var(--weekend, #151922);
  --g-shadow: 0 8px 28px rgb(0 0 0 / .5);
  color-scheme: dark;
}
* { box-sizing: border-box; }
.room { display: flex; flex-direction: column; height: 100%; min-height: inherit; }
[hidden] { display: none !important; }
button, input, select, textarea { font: inherit; color: inherit; }
button, .chip { display: inline-flex; align-items: center; gap: 5px; border: 1px solid var(--g-line); border-radius: 6px;
  min-height: 28px; padding: 2px 9px; color: var(--g-muted); background: var(--g-panel); white-space: nowrap; cursor: pointer; }
button:hover { background: var(--g-hover); color: var(--g-ink); }
button:disabled { opacity: .55; cursor: default; }
button[aria-pressed="true"], button[aria-expanded="true"], button.on { background: var(--g-accent-soft); color: var(--g-accent-ink); border-color: transparent; }
button.primary { background: var(--g-accent); color: var(--g-panel); border-color: var(--g-accent); font-weight: 600; }
button.primary:hover { filter: brightness(1.06); }
button.danger { color: var(--g-bad); }
button.icon { padding: 2px 6px; min-width: 28px; justify-content: center; }
svg path { fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
input, select, textarea { border: 1px solid var(--g-line); border-radius: 6px; min-height: 28px; padding: 2px 8px; background: var(--g-panel); color: var(--g-ink); }
input::placeholder { color: var(--g-faint); opacity: 1; }
:focus-visible { outline: 2px solid var(--g-accent); outline-offset: 1px; }
kbd { font: inherit; font-size: 11px; border: 1px solid var(--g-line); border-radius: 4px; padding: 0 5px; color: var(--g-muted); background: var(--g-bg); }

.toolbar { position: relative; display: flex; flex-wrap: wrap; gap: 6px; align-items: center; padding: 0 0 10px; }
.toolbar slot[name="title"] { display: block; margin-right: 10px; }
.toolbar button { padding-inline: 8px; }
.toolbar button.icon { padding-inline: 6px; }
.toolbar .tail { display: flex; flex: 1 1 440px; gap: 6px; align-items: center; justify-content: flex-end; min-width: 0; }
.toolbar .tail > * { flex: none; }
.toolbar .tail > .names { display: block; flex: 0 1 auto; min-width: 0; max-width: 172px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.toolbar .group { display: inline-flex; }
.toolbar .group > * { border-radius: 0; margin-left: -1px; }
.toolbar .group > :first-child { border-radius: 6px 0 0 6px; margin-left: 0; }
.toolbar .group > :last-child { border-radius: 0 6px 6px 0; }
.toolbar .unit { border: 1px solid var(--g-line); padding: 3px 8px; color: var(--g-muted); min-width: 68px; text-align: center; background: var(--g-panel); min-height: 28px; }
.toolbar input[type="search"] { flex: 100 1 96px; width: 96px; max-width: 168px; }
/* How many rows there are stands over them, in the head of the grid: the toolbar has no room to spare. */
.state { position: absolute; z-index: 4; top: calc(100% + 8px); left: 11px; font-size: 12px; line-height: 16px; color: var(--g-muted); pointer-events: none; }
.state.warn { color: var(--g-warn); }

.frame { position: relative; flex: 1; min-height: 0; border: 1px solid var(--g-line); border-radius: 8px; background: var(--g-panel); overflow: hidden; }
.body { position: absolute; inset: 0; overflow-x: hidden; overflow-y: auto; scrollbar-width: thin; }
.pane { position: sticky; top: 0; display: flex; overflow: hidden; background: var(--g-panel); }
.grid { position: relative; flex: none; overflow-x: auto; overflow-y: hidden; outline: none; scrollbar-width: thin; user-select: none; }
.head { position: relative; z-index: 3; background: var(--g-panel); border-bottom: 1px solid var(--g-line); }
.head .row { display: flex; height: 100%; align-items: flex-end; }
.head .cell { color: var(--g-muted); font-size: 12px; font-weight: 600; padding-bottom: 8px; height: 100%; display: flex; align-items: flex-end; }
.head .cell.right { justify-content: flex-end; }
.head .cell .grip { position: absolute; right: -1px; top: 0; width: 8px; height: 100%; cursor: col-resize; }
.head .cell .grip:hover { background: linear-gradient(90deg, transparent 50%, var(--g-accent) 50%); }
.clip { position: relative; overflow: clip; }
.layer { position: absolute; inset: 0 auto auto 0; will-change: transform; }
.rows .row, .layer .row { position: absolute; left: 0; display: flex; border-bottom: 1px solid var(--g-line); background: var(--g-panel); }
.layer .row:hover { background: var(--g-hover); }
.layer .row[aria-selected="true"] { background: var(--g-accent-soft); }
.cell { position: relative; flex: none; padding: 0 10px; display: flex; align-items: center; overflow: hidden; white-space: nowrap; background: inherit; color: var(--g-muted); }
.cell > span { overflow: hidden; text-overflow: ellipsis; }
.cell.right { justify-content: flex-end; }
.cell.name { position: sticky; left: 0; z-index: 2; }
.layer .cell.name { color: var(--g-ink); }
.row.strong .cell.name, .cell.slip { font-weight: 600; }
.layer .cell.slip { color: var(--g-ink); }
.layer .cell.bad { color: var(--g-bad); } .layer .cell.good { color: var(--g-good); }
.row.inactive .cell > span { text-decoration: line-through; color: var(--g-faint); }
.row.foreign .cell.name > span { font-style: italic; color: var(--g-muted); }
.toggle { flex: none; width: 24px; height: 24px; margin-left: -6px; display: inline-grid; place-items: center; color: var(--g-faint); cursor: pointer; border-radius: 4px; }
.toggle:hover { background: var(--g-hover); color: var(--g-ink); }
.toggle::before { content: ""; border: 4px solid transparent; border-top: 5px solid currentColor; border-bottom: 0; }
.row[aria-expanded="false"] .toggle::before { border: 4px solid transparent; border-left: 5px solid currentColor; border-right: 0; }
.toggle.leaf { visibility: hidden; width: 14px; margin-left: 0; }
.grid:focus .cell.active, .grid.editing .cell.active { box-shadow: inset 0 0 0 2px var(--g-accent); }
.cell.active { box-shadow: inset 0 0 0 1px var(--g-accent); }
.cell.range { background: color-mix(in srgb, var(--g-accent) 12%, var(--g-panel)); }
.cell.invalid { box-shadow: inset 0 0 0 2px var(--g-bad); background: var(--g-bad-soft); }
.cell > input { position: absolute; inset: 0; width: 100%; height: 100%; min-height: 0; border: 0; border-radius: 0; padding: 0 9px; text-align: inherit; box-shadow: inset 0 0 0 2px var(--g-accent); outline: none; }
.cell > input[aria-invalid="true"] { box-shadow: inset 0 0 0 2px var(--g-bad); background: var(--g-bad-soft); }
.split { flex: none; width: 8px; margin: 0 -4px 0 -4px; z-index: 4; cursor: col-resize; position: relative; touch-action: none; outline-offset: -3px; }
.split::before { content: ""; position: absolute; inset: 0 auto 0 3.5px; width: 1px; background: var(--g-line); }
.split:hover::before { width: 3px; left: 2.5px; background: var(--g-accent); }
.chart { position: relative; flex: 1; min-width: 0; overflow: hidden; }
.chart canvas { position: absolute; left: 0; display: block; touch-action: pan-y; }
.chart canvas.bars { cursor: default; }
.hscroll { position: absolute; left: 0; right: 0; bottom: 0; height: 11px; overflow-x: scroll; overflow-y: hidden; scrollbar-width: thin; z-index: 2; }
.hscroll > div { height: 1px; }

.message { position: absolute; inset: 56px 0 0; display: grid; place-content: center; justify-items: center; gap: 10px; text-align: center; padding: 24px; color: var(--g-muted); background: var(--g-panel); z-index: 5; }
.message b { color: var(--g-ink); font-size: 15px; }
.message p { margin: 0; max-width: 440px; }
.skeleton { position: absolute; inset: 0; padding: 66px 14px 0; background: var(--g-panel); z-index: 5; display: grid; align-content: start; gap: 16px; }
.skeleton i { display: block; height: 14px; border-radius: 4px; background: var(--g-line); animation: pulse 1.4s ease-in-out infinite alternate; }
@keyframes pulse { from { opacity: .45 } to { opacity: 1 } }

[popover] { position: fixed; inset: auto; margin: 0; border: 1px solid var(--g-line); border-radius: 8px; background: var(--g-panel); color: var(--g-ink); box-shadow: var(--g-shadow); padding: 6px; }
.menu { min-width: 180px; max-height: 82vh; overflow-y: auto; }
.menu label, .menu button { display: flex; gap: 8px; align-items: center; width: 100%; min-height: 30px; padding: 2px 8px; border: 0; border-radius: 6px; color: var(--g-ink); background: none; cursor: pointer; text-align: left; }
.menu label:hover, .menu button:hover { background: var(--g-hover); }
.menu .note { color: var(--g-faint); font-size: 12px; padding: 4px 8px; max-width: 260px; white-space: normal; }
.menu hr { border: 0; border-top: 1px solid var(--g-line); margin: 5px 0; }
.menu kbd { margin-left: auto; }
input[type="checkbox"], input[type="radio"] { min-height: 0; width: 15px; height: 15px; accent-color: var(--g-accent); margin: 0; }

.preview { width: min(350px, calc(100vw - 16px)); padding: 12px 14px; font-size: 14px; }
.preview b { display: block; margin-bottom: 4px; }
.preview p { margin: 0 0 8px; color: var(--g-muted); }
.preview ul { list-style: none; margin: 0 0 10px; padding: 0; max-height: 132px; overflow-y: auto; font-size: 13px; }
.preview li { display: flex; gap: 8px; justify-content: space-between; padding: 2px 0; color: var(--g-muted); }
.preview li > span:first-child { color: var(--g-ink); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.preview li > span:last-child { white-space: nowrap; }
.preview li .d { font-weight: 600; color: var(--g-ink); }
.preview li .later { color: var(--g-bad); } .preview li .sooner { color: var(--g-good); }
.preview .finding { color: var(--g-bad); }
.actions { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
.actions .grow { flex: 1; }
.tip { pointer-events: none; padding: 6px 10px; font-size: 12px; max-width: 320px; }
.tip b { display: block; }
.tip span { display: block; color: var(--g-muted); }

dialog { border: 1px solid var(--g-line); border-radius: 10px; background: var(--g-panel); color: var(--g-ink); box-shadow: var(--g-shadow); padding: 16px 18px; width: min(480px, calc(100vw - 24px)); font-size: 14px; }
dialog::backdrop { background: rgb(15 20 30 / .35); }
dialog h2 { font-size: 16px; font-weight: 650; margin: 0 0 10px; letter-spacing: -.01em; }
dialog p { margin: 0 0 10px; color: var(--g-muted); }
dialog .field { display: grid; gap: 3px; margin: 0 0 10px; min-width: 0; }
dialog .field :is(input, select, textarea) { width: 100%; min-width: 0; }
dialog .field textarea { resize: vertical; padding: 6px 8px; }
dialog .field > label, dialog .field > span.label { font-size: 12px; color: var(--g-muted); font-weight: 600; }
dialog .field .error { color: var(--g-bad); font-size: 12px; }
dialog .two { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; }
dialog .options { list-style: none; margin: 4px 0 10px; padding: 0; max-height: 240px; overflow-y: auto; border: 1px solid var(--g-line); border-radius: 8px; }
dialog .options li { padding: 6px 10px; display: flex; justify-content: space-between; gap: 10px; cursor: pointer; min-height: 30px; }
dialog .options li[aria-selected="true"] { background: var(--g-accent-soft); color: var(--g-accent-ink); }
dialog .options li.apart { border-top: 1px solid var(--g-line); }
dialog .told { margin: 0; font-size: 12px; min-height: 18px; }
dialog .options small { color: var(--g-muted); font-size: 12px; white-space: nowrap; }
dialog table { border-collapse: collapse; width: 100%; margin: 0 0 12px; }
dialog th, dialog td { text-align: left; padding: 5px 8px 5px 0; border-bottom: 1px solid var(--g-line); vertical-align: top; }
dialog th { font-size: 12px; color: var(--g-muted); }
dialog .keys { max-height: 60vh; overflow-y: auto; margin: 0 0 12px; }
dialog .keys dl { display: grid; grid-template-columns: 172px 1fr; gap: 6px 14px; margin: 0 0 10px; }
dialog .keys dd { margin: 0; color: var(--g-muted); }
dialog .keys h3 { margin: 6px 0; font-size: 12px; color: var(--g-faint); text-transform: uppercase; letter-spacing: .06em; }

dialog .legend { list-style: none; margin: 0 0 12px; padding: 0; display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; font-size: 13px; }
dialog .legend li { display: flex; gap: 10px; align-items: center; }
dialog .legend svg { flex: none; }
svg path.mark-bar { fill: var(--g-bar); stroke: none; } svg path.mark-done { fill: var(--g-bar-done); stroke: none; }
svg path.mark-critical { fill: var(--g-bar-critical); stroke: none; } svg path.mark-summary { fill: var(--g-ink); stroke: none; }
svg path.mark-baseline { fill: var(--g-baseline); stroke: none; } svg path.mark-whisker-band { fill: var(--g-whisker); fill-opacity: 0.4; stroke: none; } svg path.mark-whisker, svg path.mark-line { stroke: var(--g-whisker); }
svg path.mark-float { stroke: var(--g-faint); stroke-dasharray: 1 3; } svg path.mark-deadline { fill: var(--g-good); stroke: var(--g-good); }
svg path.mark-inactive { stroke: var(--g-faint); stroke-dasharray: 3 3; } svg path.mark-margin { stroke: var(--g-warn); stroke-width: 1; }
svg path.mark-today { stroke: var(--g-accent); stroke-width: 2; } svg path.mark-data { stroke: var(--g-warn); stroke-dasharray: 4 3; }

.bulk { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; position: absolute; right: 16px; bottom: 24px; width: max-content; max-width: calc(100% - 32px); z-index: 6; padding: 8px 10px; border: 1px solid var(--g-line); border-radius: 10px; background: var(--g-panel); box-shadow: var(--g-shadow); }
.bulk b { padding: 0 6px; }
.bulk input { width: 64px; }
.bulk .sep { width: 1px; height: 20px; background: var(--g-line); }
.toast { position: fixed; inset: auto auto 20px 20px; padding: 9px 10px 9px 14px; max-width: min(520px, calc(100vw - 40px)); align-items: center; gap: 12px; }
.toast:popover-open { display: flex; }
.toast.bad { border-color: var(--g-bad); }
.toast span { flex: 1; }
.live { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

:host([data-phone]) .toolbar .wide { display: none; }
:host([data-phone]) .state { position: static; order: 6; }
:host([data-phone]) .toolbar .tail { flex: 1 1 auto; }
:host([data-phone]) .toolbar input[type="search"] { order: 5; flex: 1 0 100%; min-width: 0; max-width: none; }
:host([data-phone]) button, :host([data-phone]) input, :host([data-phone]) select { min-height: 40px; }
:host([data-phone]) .pane { flex-direction: column; }
:host([data-phone]) .split { display: none; }
:host([data-phone]) .grid { overflow: hidden; width: 100% !important; flex: 1; order: 2; }
:host([data-phone]) .chart { flex: none; order: 1; width: 100%; border-bottom: 1px solid var(--g-line); }
:host([data-phone]) .layer, :host([data-phone]) .layer .row, :host([data-phone]) .head .row { width: 100% !important; }
:host([data-phone]) .layer .row { flex-wrap: wrap; align-content: center; padding: 0 8px 0 0; }
:host([data-phone]) .layer .cell { width: auto !important; padding: 0 0 0 14px; }
:host([data-phone]) .layer .cell.name { width: 100% !important; height: 28px !important; padding-right: 6px; }
:host([data-phone]) .layer .cell:not(.name) { height: 22px !important; font-size: 12px; }
:host([data-phone]) .layer .cell:not(.name)::before { content: attr(data-title) " "; color: var(--g-faint); white-space: pre; font-weight: 400; }
:host([data-phone]) .layer .cell:not(.name):empty { display: none; }
:host([data-phone]) .head { display: none; }
:host([data-phone]) dialog .legend { grid-template-columns: 1fr; }
:host([data-phone]) .hscroll { height: 6px; }
:host([data-phone]) .bulk { display: none; }
:host([data-phone]) .toast { inset: auto 10px 76px; max-width: none; }
:host([data-phone]) .cell.active { box-shadow: none; }
dialog.sheet { margin: auto auto 0; width: 100vw; max-width: 100vw; border-radius: 14px 14px 0 0; padding-bottom: 22px; }
.stepper { display: grid; grid-template-columns: 48px 1fr 48px; gap: 6px; }
.stepper input { text-align: center; }

@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
@media (forced-colors: active) { .layer .row[aria-selected="true"] { outline: 1px solid Highlight; } }
`;

let sheet: CSSStyleSheet | null = null;

export function styleSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  return sheet;
}

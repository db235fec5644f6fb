import purgeCSSPlugin from "@fullhuman/postcss-purgecss";
import { defineConfig } from "vitest/config";

// Entries are named by their source path, which is what `{% vite_asset %}` of django-vite asks for.
const entries = ["src/styles/app.css", "src/shell/shell.ts", "src/gantt/index.ts", "src/records/index.ts"];

// Tabler whole is as large as the budget of a page; only the rules that a template, a page module or a script
// names are kept.
const keepUsedRules = purgeCSSPlugin({
  content: ["../src/lockstep/web/**/*.html", "../src/lockstep/web/**/*.py", "src/**/*.ts"],
  defaultExtractor: (text: string) => text.match(/[\w-/:]+(?<!:)/g) ?? [],
  safelist: { standard: [/^htmx-/, /^is-/, /^depth-/], greedy: [/data-theme/, /data-density/, /aria-/] },
});

export default defineConfig({
  base: "/static/",
  publicDir: false,
  css: { postcss: { plugins: [keepUsedRules] } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    modulePreload: { polyfill: false },
    // The content security policy allows fonts only from our own origin, so nothing becomes a data: URL.
    assetsInlineLimit: 0,
    rollupOptions: { input: entries },
  },
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});

import { defineConfig } from "vitest/config";

// Entries are named by their source path, which is what `{% vite_asset %}` of django-vite asks for.
const entries = ["src/styles/app.css", "src/shell/shell.ts", "src/gantt/index.ts"];

export default defineConfig({
  base: "/static/",
  publicDir: false,
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

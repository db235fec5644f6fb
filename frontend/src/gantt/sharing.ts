import { exportCsv } from "./csv";
import { h } from "./dom";
import type { Toast } from "./toast";
import type { View } from "./view";

/** What I see, on paper or in a file. The paper's code is loaded when it is asked for. */
export class Sharing {
  constructor(
    private readonly view: View,
    private readonly toast: Toast,
    private readonly heading: () => string,
  ) {}

  csv(): void {
    if (this.view.model)
      this.download("schedule.csv", "text/csv", exportCsv(this.view.model, this.view.columns));
  }

  async svg(): Promise<void> {
    const { pagesOf } = await import("./paper");
    const pages = pagesOf(this.view, this.heading());
    pages.forEach((page, i) => {
      const name = pages.length === 1 ? "schedule.svg" : `schedule-${i + 1}.svg`;
      this.download(name, "image/svg+xml", new XMLSerializer().serializeToString(page));
    });
  }

  async print(): Promise<void> {
    const { printPages } = await import("./paper");
    printPages(this.view, this.heading());
  }

  private download(name: string, type: string, text: string): void {
    const link = h("a", { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    this.toast.show(`Exported ${this.view.model?.visible.length ?? 0} rows to ${name}.`);
  }
}

import type { Preview } from "./api";
import type { Edit } from "./commands";
import { button, h, placeNear } from "./dom";

export interface Proposal {
  edits: Edit[];
  title: string;
  /** The title once the server has said where things go. */
  retitle: (preview: Preview) => string;
  anchor: () => { x: number; y: number; width: number; height: number };
  finishText: (ticks: number) => string;
  fetch: (signal: AbortSignal) => Promise<Preview>;
  shown: (preview: Preview) => void;
  save: (preview: Preview | null, how: "apply" | "propose") => void;
  /** Asks for the change instead of saving it; absent where nobody may ask. True once it was asked for. */
  request?: (preview: Preview, title: string) => Promise<boolean>;
  cancelled: () => void;
  /** The box has gone; whoever opened it takes the keys back. */
  closed: () => void;
  say: (text: string) => void;
  inWords: (error: unknown) => string;
}

const MOST_MILESTONES = 5;

/** What a change would do, in words and before it is saved. Enter saves, Escape takes it back. */
export class PreviewBox {
  readonly box: HTMLElement;
  private proposal: Proposal | null = null;
  private answer: Preview | null = null;
  private request: AbortController | null = null;
  private timer = 0;

  constructor() {
    this.box = h("div", {
      class: "preview",
      popover: "manual",
      role: "dialog",
      "aria-label": "What this change does",
    });
  }

  get isOpen(): boolean {
    return this.proposal !== null;
  }

  get mustPropose(): boolean {
    return this.answer?.mustPropose === true;
  }

  /** A newer proposal replaces the open one, so that keys pressed in a row end in one preview. */
  open(proposal: Proposal, delayMs: number): void {
    this.request?.abort();
    window.clearTimeout(this.timer);
    this.proposal = proposal;
    this.answer = null;
    this.draw(proposal.title, h("p", {}, "Working out what this moves…"));
    this.timer = window.setTimeout(() => void this.load(proposal), delayMs);
  }

  private async load(proposal: Proposal): Promise<void> {
    this.request = new AbortController();
    try {
      const answer = await proposal.fetch(this.request.signal);
      if (this.proposal !== proposal) return;
      this.answer = answer;
      proposal.shown(answer);
      const title = proposal.retitle(answer);
      this.draw(title, ...this.sentences(answer, proposal));
      proposal.say(
        `${title}. ${answer.sentence} ${answer.mustPropose ? "Enter proposes" : "Enter saves"}, Escape cancels.`,
      );
    } catch (error) {
      if (this.proposal !== proposal || (error instanceof DOMException && error.name === "AbortError"))
        return;
      this.answer = { moved: 0, sentence: "", rows: { id: [], start: [], finish: [] }, mayApply: false };
      const sentence = proposal.inWords(error);
      this.draw(proposal.title, h("p", { class: "finding" }, sentence));
      proposal.say(sentence);
    }
  }

  private sentences(answer: Preview, proposal: Proposal): Node[] {
    const parts: Node[] = [h("p", {}, answer.sentence)];
    const milestones = (answer.milestones ?? []).filter((one) => one.before !== one.after);
    if (milestones.length > 0) {
      const list = h("ul", {
        "aria-label": "Milestones moved",
        tabindex: milestones.length > MOST_MILESTONES ? "0" : undefined,
      });
      for (const one of milestones.slice(0, 40)) {
        const days = `${one.days > 0 ? "+" : ""}${Math.round(one.days * 10) / 10} d`;
        list.append(
          h(
            "li",
            {},
            h("span", {}, one.name),
            h(
              "span",
              {},
              `${proposal.finishText(one.before)} → ${proposal.finishText(one.after)} `,
              h("span", { class: `d ${one.days > 0 ? "later" : "sooner"}` }, days),
            ),
          ),
        );
      }
      parts.push(list);
    }
    if (answer.mustPropose)
      parts.push(
        h(
          "p",
          { class: "note" },
          "This plan is kept outside, so you propose: its manager takes it into the file.",
        ),
      );
    for (const finding of answer.findings ?? []) parts.push(h("p", { class: "finding" }, finding.sentence));
    return parts;
  }

  private draw(title: string, ...content: Node[]): void {
    const { answer, box } = this;
    const hadFocus = box.matches(":focus-within");
    const maySave = answer === null || answer.mustPropose || answer.mayApply !== false;
    const actions = h("div", { class: "actions" });
    if (maySave) {
      const label = answer?.mustPropose ? "Propose" : "Save";
      actions.append(
        button(label, () => this.accept(), { class: "primary", disabled: answer === null, title: "Enter" }),
      );
    }
    if (this.mayRequest) {
      const words = "Ask for it in a change request, with this preview as its trial";
      actions.append(button("Request this change…", () => void this.ask(title), { title: words }));
    }
    actions.append(button("Cancel", () => this.cancel(), { title: "Esc" }));
    box.replaceChildren(h("b", {}, title), ...content, actions);
    if (!box.matches(":popover-open")) box.showPopover();
    placeNear(box, this.proposal!.anchor());
    if (hadFocus) box.querySelector<HTMLElement>(".actions button:enabled")?.focus();
  }

  /** Edits that the server could try may be asked for, by whoever may not save them too. */
  private get mayRequest(): boolean {
    return this.proposal?.request !== undefined && this.answer !== null && this.answer.sentence !== "";
  }

  private async ask(title: string): Promise<void> {
    const { proposal, answer } = this;
    if (proposal?.request && answer && (await proposal.request(answer, title)) && this.proposal === proposal)
      this.cancel();
  }

  /** Saves what is shown; before the answer has come it waits, since one should see the effect first. */
  accept(): void {
    const { proposal, answer } = this;
    if (!proposal || !answer || (answer.mayApply === false && !answer.mustPropose)) return;
    this.close();
    proposal.save(answer, answer.mustPropose ? "propose" : "apply");
  }

  cancel(): void {
    const { proposal } = this;
    this.close();
    proposal?.cancelled();
  }

  private close(): void {
    const { proposal } = this;
    window.clearTimeout(this.timer);
    this.request?.abort();
    this.proposal = null;
    this.answer = null;
    if (this.box.matches(":popover-open")) this.box.hidePopover();
    this.box.replaceChildren();
    proposal?.closed();
  }
}

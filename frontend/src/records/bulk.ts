// The bar of chosen rows: one select says what to change, and only its own field is shown and sent.
import { byId, on } from "../shell/dom";

function showField(select: HTMLSelectElement): void {
  for (const part of select.form?.querySelectorAll<HTMLFieldSetElement>("fieldset[data-when]") ?? []) {
    const isWanted = part.dataset.when === select.value;
    part.hidden = !isWanted;
    part.disabled = !isWanted;
  }
  const apply = select.form?.querySelector<HTMLButtonElement>("button[data-apply]");
  if (apply) apply.disabled = !select.value;
}

function refreshAll(): void {
  const offer = byId("choose-found");
  const all = document.querySelector<HTMLInputElement>("input[data-choose-all]");
  if (!offer || !all) return;
  offer.hidden = !all.checked;
  const box = offer.querySelector<HTMLInputElement>("input");
  if (box && !all.checked) box.checked = false;
}

export function startBulk(): void {
  on("change", "#bulk select[name=what]", (select) => showField(select as HTMLSelectElement));
  on("click", "input[data-choose-all], input[data-choose]", () => window.setTimeout(refreshAll));
  on("click", "[data-choose-none]", () => {
    for (const box of document.querySelectorAll<HTMLInputElement>("input[data-choose]:checked")) box.click();
    const all = document.querySelector<HTMLInputElement>("input[data-choose-all]");
    if (all) all.checked = false;
    refreshAll();
  });
}

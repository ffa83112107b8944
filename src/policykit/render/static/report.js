"use strict";
(() => {
  const place = document.getElementById("_tools");
  const cards = [...document.querySelectorAll(".card")];
  if (!place || !cards.length) return;
  const make = (tag, words, attributes = {}) => {
    const element = document.createElement(tag);
    element.textContent = words;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const tools = make("div", "", { class: "tools", role: "group", "aria-label": "Reading the changes" });
  const said = make("span", "", { class: "said", role: "status" });

  // Filter by weight or kind.
  const choice = make("select", "");
  const options = [["", "All changes"], ["weight:normative", "Changes what is asked"], ["weight:wording", "Wording, place and headings only"]];
  if (cards.some((card) => card.dataset.weight === "reach")) {
    options.splice(2, 0, ["weight:reach", "To read: how far it reaches"]);
  }
  if (cards.some((card) => card.dataset.weight === "unexamined")) {
    options.splice(2, 0, ["weight:unexamined", "Not examined for what they ask"]);
  }
  const names = { edited: "Edited", moved: "Moved", split: "Split", merged: "Merged", added: "New", removed: "Removed" };
  for (const [kind, words] of Object.entries(names)) {
    if (cards.some((card) => card.dataset.kind === kind)) options.push([`kind:${kind}`, words]);
  }
  for (const [value, words] of options) choice.append(make("option", words, { value }));
  const label = make("label", "Show ");
  label.append(choice);
  const shown = () => cards.filter((card) => !card.hidden);
  choice.addEventListener("change", () => {
    const [field, value] = choice.value.split(":");
    for (const card of cards) card.hidden = Boolean(field) && card.dataset[field] !== value;
    for (const fold of document.querySelectorAll(".rows .fold")) fold.hidden = Boolean(field);
    for (const heading of document.querySelectorAll("h3.section")) {
      let next = heading.nextElementSibling;
      let full = false;
      while (next && !next.matches("h3.section")) {
        full = full || (next.matches(".card") && !next.hidden);
        next = next.nextElementSibling;
      }
      heading.hidden = Boolean(field) && !full;
    }
    const count = shown().filter((card) => !card.classList.contains("away")).length;
    said.textContent = `${count} shown`;
  });

  // From change to change.
  const go = (step) => {
    const stops = shown().filter((card) => !card.classList.contains("away"));
    if (!stops.length) return;
    let at = stops.indexOf(document.activeElement.closest(".card"));
    if (at < 0) {
      const below = stops.findIndex((card) => card.getBoundingClientRect().top > 90);
      at = step > 0 ? (below < 0 ? stops.length : below) - 1 : below < 0 ? stops.length : below;
    }
    const target = stops[(at + step + stops.length) % stops.length];
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start" });
    said.textContent = `Change ${stops.indexOf(target) + 1} of ${stops.length}`;
  };
  const previous = make("button", "Previous change", { type: "button" });
  const next = make("button", "Next change", { type: "button" });
  previous.addEventListener("click", () => go(-1));
  next.addEventListener("click", () => go(1));
  const keys = make("input", "", { type: "checkbox" });
  keys.checked = true;
  const keyLabel = make("label", "");
  keyLabel.append(keys, "Keys N and P do the same");
  document.addEventListener("keydown", (event) => {
    const busy = event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea");
    if (!keys.checked || busy) return;
    if (event.key === "n" || event.key === "N") go(1);
    if (event.key === "p" || event.key === "P") go(-1);
  });

  // Old and new side by side, made from the marks.
  const beside = make("button", "Side by side", { type: "button", "aria-pressed": "false" });
  const side = (words, without) => {
    const copy = words.cloneNode(true);
    for (const mark of copy.querySelectorAll(without)) mark.remove();
    return copy;
  };
  const pair = (card) => {
    const words = card.querySelector(".words");
    if (!words || !words.querySelector("ins, del")) return;
    const both = make("div", "", { class: "pair" });
    for (const [name, without] of [["Old", "ins"], ["New", "del"]]) {
      const half = make("div", "");
      const copy = side(words, without);
      if (!copy.textContent.trim()) copy.textContent = "—";
      half.append(make("b", name), copy);
      both.append(half);
    }
    words.after(both);
    words.hidden = true;
  };
  beside.addEventListener("click", () => {
    const on = beside.getAttribute("aria-pressed") !== "true";
    beside.setAttribute("aria-pressed", String(on));
    for (const both of document.querySelectorAll(".pair")) both.remove();
    for (const words of document.querySelectorAll(".words")) words.hidden = false;
    if (on) cards.forEach(pair);
  });

  const unfold = make("button", "Show unchanged text", { type: "button", "aria-pressed": "false" });
  unfold.addEventListener("click", () => {
    const on = unfold.getAttribute("aria-pressed") !== "true";
    unfold.setAttribute("aria-pressed", String(on));
    for (const fold of document.querySelectorAll(".fold")) fold.open = on;
  });

  tools.append(label, previous, next, beside, unfold, keyLabel, said);
  place.replaceWith(tools);
})();

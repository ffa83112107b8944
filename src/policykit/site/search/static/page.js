// The search page: reads the question from the address, asks find.js, and shows the clauses. Words are set as text only.
"use strict";

(() => {
  const MORE = 10;
  const STANDINGS = {
    in_force: "In force", pending: "Not in force yet", draft: "Draft, not adopted", recommended: "Draft, not adopted",
    superseded: "No longer in force", withdrawn: "Withdrawn, no longer in force",
  };
  const LONGEST = 320;
  const page = (name) => document.getElementById(name);
  const add = (parent, tag, words = "", classes = "") => {
    const element = document.createElement(tag);
    if (words) element.textContent = words;
    if (classes) element.className = classes;
    parent.append(element);
    return element;
  };

  policykitSearch.loadWith((path) => new Promise((found, missing) => {
    const script = document.createElement("script");
    script.src = path;
    script.addEventListener("load", () => found());
    script.addEventListener("error", () => missing(new Error(path)));
    document.head.append(script);
  }));

  // A folder does not find its own index.html where there is no server.
  const linkTo = ({ address, id }) =>
    `../${address}${location.protocol === "file:" && address.endsWith("/") ? "index.html" : ""}#${encodeURIComponent(id)}`;

  const showWords = (parent, parts) => {
    const first = parts.findIndex(([, hit]) => hit);
    let before = 0, start = Math.max(0, first);
    while (start > 0 && before + parts[start - 1][0].length < LONGEST / 3) before += parts[--start][0].length;
    if (start > 0) parent.append("… ");
    let length = 0;
    for (const [words, hit] of parts.slice(start)) {
      length += words.length;
      if (length > LONGEST) {
        parent.append("…");
        break;
      }
      if (hit) add(parent, "mark", words); else parent.append(words);
    }
  };

  const showClause = (list, clause) => {
    const item = add(list, "li");
    const heading = add(item, "h2");
    const isNamed = !clause.heading || clause.citation.includes(clause.heading);
    add(heading, "a", isNamed ? clause.citation : `${clause.heading} – ${clause.citation}`).href = linkTo(clause);
    const of = add(item, "p", "", "of");
    of.append(`${clause.councilName}: ${clause.title}, version ${clause.version}. `);
    const since = clause.standing === "in_force" && clause.since ? ` since ${clause.since}` : "";
    add(of, "strong", (STANDINGS[clause.standing] || "Not in force") + since, clause.standing);
    showWords(add(item, "p", "", "words"), clause.parts);
  };

  const tell = ({ found, count, meant, unknown }) => {
    const said = [];
    if (!count) said.push("No clause was found. Try other words, or look in the list from A to Z below.");
    else if (count > found.length) said.push(`${count} clauses found; these ${found.length} fit best.`);
    else said.push(count === 1 ? "1 clause found." : `${count} clauses found.`);
    for (const [word, other] of meant) said.push(`No clause has “${word}”: shown for “${other}”.`);
    if (count && unknown.length) said.push(`No clause has ${unknown.map((word) => `“${word}”`).join(" or ")}.`);
    return said.join(" ");
  };

  let latest = 0;
  const ask = async (most = MORE) => {
    const number = ++latest;
    const question = page("_ask").value.trim();
    page("_more").hidden = true;
    if (!question) {
      page("_found").replaceChildren();
      page("_count").textContent = "";
      return;
    }
    let answer;
    try {
      answer = await policykitSearch.search(question, { council: page("_of").value, most });
    } catch {
      page("_count").textContent = "Search does not work: a file of it could not be read. Use the list from A to Z below.";
      return;
    }
    if (number !== latest) return; // another question was asked meanwhile
    const list = document.createDocumentFragment();
    answer.found.forEach((clause) => showClause(list, clause));
    page("_found").replaceChildren(list);
    page("_count").textContent = tell(answer);
    page("_more").hidden = answer.count <= answer.found.length;
    page("_more").onclick = async () => {
      const seen = answer.found.length;
      await ask(most + MORE);
      page("_found").children[seen]?.querySelector("a").focus();
    };
  };

  const asked = new URLSearchParams(location.search);
  page("_ask").value = asked.get("q") || "";
  const council = asked.get("council") || "";
  if ([...page("_of").options].some((option) => option.value === council)) page("_of").value = council;
  let waiting = 0;
  page("_ask").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(), 200);
  });
  page("_of").addEventListener("change", () => ask());
  page("_plain").hidden = true;
  page("_results").hidden = false;
  ask();
})();

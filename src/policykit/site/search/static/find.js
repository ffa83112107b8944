// Finds clauses: reads a question, fetches the few files of the index that it asks for, and ranks what they name.
// A plain script without a page, so that tests ask the very same code outside of a browser.
// The words are read as site/search/tokens.py, stems.py and thesaurus.py read them.
"use strict";

var policykitSearch = (() => {
  const IDEA = 0.6, SHARE = 0.5, LIGHT = 0.5, PREFIX = 0.6, SPELT = 0.7, HOME = 0.5;
  const FLOOR = 0.7;
  const FAR = 0.2; // what is worth less than this share of the best clause is no answer
  const COVERED = 0.9; // how much of a clause's worth depends on how much of the question it speaks of
  const STANDINGS = { in_force: 1, pending: 0.9, draft: 0.85, recommended: 0.85, superseded: 0.5, withdrawn: 0.5 };
  const known = { shards: new Map(), ideas: new Map(), books: new Map(), contents: null, spelling: null, tables: null };
  const waiting = new Map();
  let load = () => Promise.reject(new Error("no way to load files"));

  // What the files of the index call.
  const hand = {
    tables(tables) {
      known.tables = {
        ...tables,
        stop: new Set(tables.stop),
        light: new Set(tables.light),
        weights: new Map([...tables.signs].map((sign, number) => [sign, number])),
        ideas: new Map(Object.entries(tables.ideas)),
        longestIdea: Math.max(...Object.keys(tables.ideas).map((phrase) => phrase.split(" ").length)),
      };
    },
    contents(contents) { known.contents = contents; },
    shard(name, words) { known.shards.set(name, new Map(Object.entries(words))); },
    idea(number, list) { known.ideas.set(number, list); },
    book(path, rows) { known.books.set(path, rows); },
    spelling(words) { known.spelling = words.split(" "); },
  };

  const fetchOnce = (path) => {
    if (!waiting.has(path)) waiting.set(path, load(path).catch((problem) => { waiting.delete(path); throw problem; }));
    return waiting.get(path);
  };

  // Words

  const foldText = (text) => {
    let plain = text.toLowerCase();
    if (/[^\x00-\x7f]/.test(plain)) plain = plain.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    return plain
      .replace(/['’‘`](?:s(?![\p{L}\p{N}_]))?/gu, "")
      .replace(/(?<![\p{L}\p{N}_])(co|sub|e|re|by|bye|on|off|web|non|over|under)-(?=[a-z])/gu, "$1")
      .replace(/(?<=[0-9]),(?=[0-9]{3}(?![0-9]))/g, "");
  };

  const cutWord = (word) => [...word].slice(0, known.tables.longest).join("");
  const splitWords = (text) =>
    (foldText(text).match(/[\p{L}\p{N}]+/gu) || []).filter((word) => !known.tables.stop.has(word)).map(cutWord);

  const markVowels = (word) => {
    let marked = "";
    for (const letter of word) {
      if (letter !== "y") marked += letter;
      else marked += marked && !"aeiou".includes(marked.at(-1)) ? "i" : "j";
    }
    return marked;
  };
  const countSyllables = (word) => (markVowels(word).match(/[aeiou]+[^aeiou]+/g) || []).length;
  const hasVowel = (word) => /[aeiou]/.test(markVowels(word));
  const endsShort = (word) => {
    const shape = markVowels(word).slice(-3);
    return !"wxy".includes(word.at(-1) || "w") && /^[^aeiou][aeiou][^aeiou]$/.test(shape);
  };
  const endsDouble = (word) =>
    word.length > 1 && word.at(-1) === word.at(-2) && !"aeiou".includes(markVowels(word).at(-1));

  const stripPlural = (word) => {
    if (word.endsWith("sses") || word.endsWith("ies")) return word.slice(0, -2);
    return /s$/.test(word) && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
  };
  const stripTense = (word) => {
    if (word.endsWith("eed")) return countSyllables(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
    const root = word.replace(/(?:ed|ing)$/, "");
    if (root === word || !hasVowel(root)) return word;
    if (/(?:at|bl|iz|is)$/.test(root)) return root + "e";
    if (endsDouble(root) && !"lsz".includes(root.at(-1))) return root.slice(0, -1);
    return countSyllables(root) === 1 && endsShort(root) ? root + "e" : root;
  };
  const stripEnd = (word) => {
    if (word.endsWith("e")) {
      const root = word.slice(0, -1), left = countSyllables(root);
      if (left > 1 || (left === 1 && !endsShort(root))) word = root;
    }
    return word.endsWith("ll") && countSyllables(word.slice(0, -1)) > 1 ? word.slice(0, -1) : word;
  };
  const stems = new Map();
  const stemWord = (word) => {
    if (!stems.has(word)) stems.set(word, word.length < 4 || !/^[a-z]+$/.test(word) ? word : findStem(word));
    return stems.get(word);
  };
  const findStem = (word) => {
    word = stripTense(stripPlural(word));
    if (word.endsWith("y") && hasVowel(word.slice(0, -1))) word = word.slice(0, -1) + "i";
    for (const [least, rules] of known.tables.steps) {
      const rule = rules.find(([suffix]) => word.endsWith(suffix));
      if (!rule) continue;
      const root = word.slice(0, word.length - rule[0].length);
      const counted = rule[0] === "sion" || rule[0] === "tion" ? root + rule[1] : root;
      if (countSyllables(counted) > least) word = root + rule[1];
    }
    return stripEnd(word);
  };

  const listWelshKeys = (word) => {
    const ending = known.tables.endings.find((each) => word.endsWith(each) && word.length - each.length > 3) || "";
    word = word.slice(0, word.length - ending.length);
    const [start, plain] = known.tables.classes.find(([each]) => word.startsWith(each)) || ["", ""];
    const own = "~" + plain + word.slice(start.length);
    return start === "g" ? [own, "~" + word.slice(1)] : [own];
  };

  // The question: each word with its stem and the ideas that it, or the phrase that ends with it, stands for.
  const readQuestion = (question) => {
    const words = splitWords(question);
    const units = words.map((word) => ({ word, stem: stemWord(word), ideas: new Set() }));
    units.forEach((_, end) => {
      for (let size = 1; size <= Math.min(known.tables.longestIdea, end + 1); size++) {
        const phrase = units.slice(end + 1 - size, end + 1).map((unit) => unit.stem).join(" ");
        for (const idea of known.tables.ideas.get(phrase) || []) units[end].ideas.add(idea);
      }
    });
    if (units.length && /^\W*(?:what(?:['’]?s| is| are| does| do| counts?)|which .* counts?|define|meaning of)\b/i.test(question))
      units.push({ word: known.tables.definition, stem: known.tables.definition, ideas: new Set(), isAsked: true });
    const seen = new Set();
    return units.filter((unit) => !seen.has(unit.stem) && seen.add(unit.stem));
  };

  // The index

  const nameShard = (letters) =>
    [..."w" + letters].map((sign) => (/[a-zA-Z0-9]/.test(sign) ? sign : `-${sign.codePointAt(0).toString(16)}-`)).join("");

  const findShard = (word) => {
    const signs = [...word];
    for (let size = signs.length; size > 0; size--) {
      const name = signs.slice(0, size).join("");
      if (known.contents.shardNames.has(name)) return name;
    }
    return "";
  };
  const loadShard = async (name) => {
    if (!name) return new Map();
    await fetchOnce(`words/${nameShard(name)}.js`);
    return known.shards.get(name) || new Map();
  };

  const prepareContents = () => {
    const contents = known.contents;
    if (contents.shardNames) return;
    contents.shardNames = new Set(contents.shards.split(" "));
    contents.hasIdea = new Set(contents.ideas);
    contents.isWelsh = [...contents.shardNames].some((name) => name.startsWith("~"));
    const read = new Map();
    const stemsOf = (text) => {
      if (!read.has(text)) read.set(text, new Set(splitWords(text).map(stemWord)));
      return read.get(text);
    };
    const councils = contents.councils.map(([, name]) => stemsOf(name));
    contents.councilWords = new Map();
    councils.forEach((council, number) => {
      for (const stem of council) {
        const among = contents.councilWords.get(stem) || new Set();
        contents.councilWords.set(stem, among.add(number));
      }
    });
    for (const [stem, among] of contents.councilWords)
      if (among.size > Math.max(1, councils.length / 5)) contents.councilWords.delete(stem); // town, parish, council
    contents.homes = contents.texts.map(([council, title]) => new Set([...councils[council], ...stemsOf(title)]));
    contents.homeCounts = new Map();
    for (const home of contents.homes)
      for (const stem of home) contents.homeCounts.set(stem, (contents.homeCounts.get(stem) || 0) + 1);
  };

  // A clause is known by one number, of its text, its book and its place there.
  const BOOKS = 1 << 20, PLACES = 64;
  const findText = (clause) => Math.floor(clause / (BOOKS * PLACES));
  const findBook = (clause) =>
    `${known.contents.texts[findText(clause)][3]}clauses-${Math.floor(clause / PLACES) % BOOKS}.js`;

  const rarity = (count, all) => Math.log(1 + (all - count + 0.5) / (count + 0.5));

  const readList = (list) => {
    const [size, text] = Array.isArray(list) ? list : [null, list];
    const found = [];
    let number = -1;
    for (const [, steps, own] of text.matchAll(/([0-9]+)([^0-9]+)/g)) {
      number += Number(steps);
      own.split("/").forEach((pairs, book) => {
        const start = (number * BOOKS + book) * PLACES;
        for (let at = 0; at < pairs.length; at += 2)
          found.push([start + known.tables.weights.get(pairs[at]), known.tables.weights.get(pairs[at + 1]) / 63]);
      });
    }
    return { found, worth: rarity(size === null ? found.length : size, known.contents.size) };
  };

  // How many letters two words differ by, where that is at most `most`; a swap of neighbours counts once.
  const countSlips = (one, two, most) => {
    if (Math.abs(one.length - two.length) > most) return most + 1;
    let older = [], old = Array.from({ length: two.length + 1 }, (_, number) => number);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= two.length; j++) {
        const same = one[i - 1] === two[j - 1] ? 0 : 1;
        row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1])
          row[j] = Math.min(row[j], older[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      older = old;
      old = row;
    }
    return old[two.length];
  };

  // The known word that was meant by one that no clause has: the nearest one, and of several the most frequent.
  const findSpelling = async (word) => {
    if (word.length < 4 || /^[0-9]+$/.test(word)) return null;
    await fetchOnce("spelling.js");
    let best = null, least = word.length > 7 ? 3 : 2;
    for (const other of known.spelling) {
      const slips = countSlips(word, other, least - 1);
      if (slips < least) [best, least] = [other, slips];
      if (least === 1) break;
    }
    return best;
  };

  const findLists = async (unit, isLast) => {
    const lists = [];
    const shard = await loadShard(findShard(unit.stem));
    if (shard.has(unit.stem)) lists.push([readList(shard.get(unit.stem)), 1]);
    if (known.contents.isWelsh) {
      for (const key of listWelshKeys(unit.word)) {
        const welsh = await loadShard(findShard(key));
        if (welsh.has(key)) lists.push([readList(welsh.get(key)), 1]);
      }
    }
    for (const idea of unit.ideas) {
      if (!known.contents.hasIdea.has(idea)) continue;
      await fetchOnce(`ideas/${idea}.js`);
      lists.push([readList(known.ideas.get(idea)), IDEA]);
    }
    if (isLast && unit.word.length > 2 && !lists.length) {
      const longer = [...shard.keys()].filter((word) => word.startsWith(unit.stem) || word.startsWith(unit.word));
      for (const word of longer.sort((a, b) => a.length - b.length).slice(0, 5)) {
        lists.push([readList(shard.get(word)), PREFIX]);
        unit.alike = [...(unit.alike || []), word];
      }
    }
    return lists;
  };

  const correct = async (unit) => {
    const meant = await findSpelling(unit.word);
    if (!meant) return [];
    const [right] = readQuestion(meant);
    if (!right) return [];
    const lists = await findLists(right, false);
    unit.meant = meant;
    unit.alike = [right.stem];
    unit.ideas = right.ideas;
    return lists.map(([list, factor]) => [list, factor * SPELT]);
  };

  const isHome = (unit) => known.contents.homeCounts.has(unit.stem);

  const gather = async (units) => {
    await Promise.all(units.map(async (unit, number) => {
      unit.lists = await findLists(unit, number === units.length - 1);
      if (!unit.lists.length && !isHome(unit)) unit.lists = await correct(unit);
      const exact = unit.lists.filter(([, factor]) => factor === 1);
      const worths = (exact.length ? exact : unit.lists).map(([list]) => list.worth);
      unit.worth = (worths.length ? Math.max(...worths) : 0) * (known.tables.light.has(unit.word) ? LIGHT : 1);
    }));
    const scores = new Map();
    units.forEach((unit, number) => {
      for (const [list, factor] of unit.lists) {
        // A word that is rarer than the idea it stands for is not worth less for being met by another word of it.
        for (const [place, weight] of list.found) {
          const worth = factor * (SHARE * unit.worth + (1 - SHARE) * Math.min(list.worth, unit.worth)) * weight;
          let row = scores.get(place);
          if (!row) scores.set(place, (row = units.map(() => 0)));
          if (worth > row[number]) row[number] = worth;
        }
      }
    });
    return scores;
  };

  // A question that names a council asks of all its clauses, and not of those that happen to name it.
  const countCouncil = (units, council, row) => {
    units.forEach((unit, number) => {
      const among = known.contents.councilWords.get(unit.stem);
      if (among && among.has(council)) row[number] = Math.max(unit.worth, 1);
    });
  };

  // A word of a title counts for each clause below it, as a word of the clause does, though less.
  const countTitle = (units, text, row) => {
    units.forEach((unit, number) => {
      if (!isHome(unit) || !known.contents.homes[text].has(unit.stem)) return;
      const rare = rarity(known.contents.homeCounts.get(unit.stem), known.contents.texts.length);
      row[number] = Math.max(row[number], HOME * Math.min(rare, unit.worth || rare));
    });
  };

  const rank = (units, scores, council) => {
    const all = units.reduce((sum, unit) => sum + unit.worth, 0) || 1;
    const ranked = [];
    for (const [place, row] of scores) {
      const text = findText(place);
      const [home, , , , standing] = known.contents.texts[text];
      if (council && known.contents.councils[home][0] !== council) continue;
      countCouncil(units, home, row);
      countTitle(units, text, row);
      let sum = 0, covered = 0;
      units.forEach((unit, number) => {
        sum += row[number];
        if (row[number] > 0) covered += unit.worth * Math.min(1, FLOOR + row[number] / (unit.worth || 1));
      });
      const share = Math.min(1, covered / all);
      const score = sum * (1 - COVERED + COVERED * share) * (STANDINGS[standing] || 0.5);
      ranked.push({ place, text, score });
    }
    ranked.sort((a, b) => b.score - a.score || a.place - b.place);
    return ranked.filter(({ score }) => score >= FAR * ranked[0].score);
  };

  const matchedTerms = (units) => {
    const stems = new Set(), ideas = new Set();
    for (const unit of units) {
      stems.add(unit.stem);
      for (const word of unit.alike || []) stems.add(word);
      if (known.contents.isWelsh) listWelshKeys(unit.word).forEach((key) => stems.add(key));
      unit.ideas.forEach((idea) => ideas.add(idea));
    }
    return { stems, ideas };
  };

  // The words of a clause in parts, each with whether it was asked for.
  const markWords = (words, terms) =>
    (words.match(/[\p{L}\p{N}'’]+|[^\p{L}\p{N}'’]+/gu) || []).map((part) => {
      const hit = splitWords(part).some((word) => {
        const stem = stemWord(word);
        if (terms.stems.has(stem) || (known.tables.ideas.get(stem) || []).some((idea) => terms.ideas.has(idea))) return true;
        return known.contents.isWelsh && listWelshKeys(word).some((key) => terms.stems.has(key));
      });
      return [part, hit];
    });

  // The clauses that answer a question, best first, with how many there are and which words were read otherwise.
  const search = async (question, { council = "", most = 10 } = {}) => {
    await Promise.all([fetchOnce("tables.js"), fetchOnce("contents.js")]);
    prepareContents();
    const units = readQuestion(question);
    if (!units.length) return { found: [], count: 0, meant: [], unknown: [] };
    const ranked = rank(units, await gather(units), council);
    const best = ranked.slice(0, most);
    await Promise.all([...new Set(best.map(({ place }) => findBook(place)))].map((book) => fetchOnce(`../${book}`)));
    const terms = matchedTerms(units);
    const found = best.map(({ place, text, score }) => {
      const [id, citation, heading, words] = known.books.get(findBook(place))[place % PLACES];
      const [home, title, version, address, standing, since] = known.contents.texts[text];
      const [name, councilName] = known.contents.councils[home];
      const parts = markWords(words, terms);
      return { id, citation, heading, parts, title, version, address, standing, since, council: name, councilName, score };
    });
    const meant = units.filter((unit) => unit.meant).map((unit) => [unit.word, unit.meant]);
    const unknown = units.filter((unit) => !unit.lists.length && !isHome(unit)).map((unit) => unit.word);
    return { found, count: ranked.length, meant, unknown };
  };

  return {
    ...hand,
    search,
    loadWith(loader) { load = loader; },
    async councils() {
      await fetchOnce("contents.js");
      return known.contents.councils;
    },
    words: { splitWords, stemWord, listWelshKeys },
  };
})();

// Adapter for the rules of exampleton/social-media, version 1
// text sha256: abababababababababababababababababababababababababababababababab
// made by policykit 0.1.0; do not edit
/** A record as people write it, for the engine: `const {kind, facts} = adapt(record)`. */

const KINDS = {"post":{"author_role":{"type":"word","words":["officer","chief_officer","councillor"]},"political":{"type":"yes_no"},"approved_by":{"type":"set","words":["chief_officer","communications_manager","mayor"]},"published_on":{"type":"date","low":20454,"high":20818},"poll_on":{"type":"date","low":20454,"high":20818},"poll_is_called":{"type":"yes_no"}},"group":{"purpose":{"type":"word","words":["work","social"]},"admins":{"type":"number","low":0,"high":50}}};
/** A fact, its value (null: any), and another fact with the value that it cannot have beside it. */
const CONTRADICTIONS = {"post":[["poll_on",null,"poll_is_called",false]],"group":[]};
const META = new Set(["record", "id", "judged"]);

/** A record with facts that cannot be read; `rejected` names them. Nothing may be decided of it. */
export class RejectedError extends Error {
  constructor(rejected) {
    super(`cannot be read: ${rejected.join(", ")}`);
    this.rejected = rejected;
  }
}

/** Give the kind of a record and its known facts as the engine is given them: days count from 1 January 1970. */
export function adapt(record) {
  const kind = record?.record;
  if (typeof kind !== "string" || !Object.hasOwn(KINDS, kind)) throw new RejectedError(["record"]);
  const known = KINDS[kind], facts = {}, rejected = [];
  for (const [name, value] of Object.entries(record)) {
    const isFact = Object.hasOwn(known, name);
    if (META.has(name) || (value === null && isFact)) continue;
    const found = isFact ? read(known[name], value) : null;
    if (found === null) rejected.push(name);
    else facts[name] = found;
  }
  for (const [name, needs, other, wrong] of CONTRADICTIONS[kind]) {
    const implied = needs === null ? Object.hasOwn(facts, name) : facts[name] === needs;
    if (implied && facts[other] === wrong) rejected.push(other);
  }
  if (rejected.length) throw new RejectedError([...new Set(rejected)].sort());
  return { kind, facts };
}

function read(fact, value) {
  switch (fact.type) {
    case "yes_no":
      return typeof value === "boolean" ? value : value === "yes" ? true : value === "no" ? false : null;
    case "word":
      return typeof value === "string" && fact.words.includes(value) ? value : null;
    case "set":
      return Array.isArray(value) && value.every((one) => typeof one === "string" && fact.words.includes(one))
        ? [...new Set(value)].sort()
        : null;
  }
  if (fact.type === "date" && typeof value === "string") {
    const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
    value = Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value ? NaN : time / 86400000;
  }
  return Number.isInteger(value) && fact.low <= value && value <= fact.high ? value : null;
}

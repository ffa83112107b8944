// What has changed on the page since the desk last answered, as edits.
import { isPart, lineOf, readRuns, schema, takeApart } from "./schema.js"

const written = new WeakMap()
const snapshots = new WeakMap()

/** The words of a line as text; lines never change, so each is written once. */
function writeLine(line) {
  if (!written.has(line)) written.set(line, JSON.stringify(readRuns(line)))
  return written.get(line)
}

/** Every part of a document by its key, in order, with what it stands in and after; the title has the empty key. */
export function takeSnapshot(doc) {
  if (!snapshots.has(doc)) snapshots.set(doc, readParts(doc))
  return new Map(snapshots.get(doc))
}

function readParts(doc) {
  const parts = new Map()
  const title = doc.firstChild
  parts.set("", { key: "", id: "", what: "title", text: writeLine(title), source: title.attrs.source, values: {} })
  const walk = (node, parent) => {
    let before = null
    node.forEach(child => {
      if (!isPart(child)) return
      const line = lineOf(child)
      const block = [...child.children].find(each => each.type === schema.nodes.fixed || each.type === schema.nodes.table)
      const { key, id } = child.attrs
      parts.set(key, {
        key,
        id,
        what: child.type.name,
        parent,
        before,
        blank: line ? line.content.size === 0 || (!line.textContent.trim() && line.textContent.length === line.content.size) : true,
        isAlone: line !== null && !block,
        isFixed: child.childCount > 0 && child.firstChild === block,
        text: line ? writeLine(line) : null,
        words: line ? line.textContent : "",
        source: line ? line.attrs.source : null,
        fields: child.attrs.fields,
        ...(child.type === schema.nodes.clause ? readClause(child) : { values: {} }),
        children: [],
      })
      before = key
      if (parent) parts.get(parent)?.children.push(key)
      walk(child, key)
    })
  }
  walk(doc, "")
  return parts
}

/** What of a clause is beside its words, each as text by which it is compared; and whether a footnote has no words yet. */
function readClause(clause) {
  const { head, closing, footnotes } = takeApart(clause)
  const table = head.find(each => each.type === schema.nodes.table)
  const { kind, term, notes } = clause.attrs
  const values = { closing: closing[0]?.content.size ? writeLine(closing[0]) : null, term: term || null }
  values.table = table ? JSON.stringify(writeTable(table, false)) : null
  values.footnotes = footnotes.length ? JSON.stringify(footnotes.map(note => [note.attrs.name, writeLine(note)]).sort()) : null
  values.notes = notes?.length ? JSON.stringify(notes) : null
  if (kind) values.kind = kind // a new clause has none before the desk says which
  return { values, node: clause, isWaiting: footnotes.some(note => !note.content.size) }
}

/** A table as its file has it, with the words of its cells as runs; with `whole`, also what they were. */
function writeTable(table, whole) {
  const [caption, ...rows] = [...table.children]
  const words = cell => ({ runs: readRuns(cell), ...(whole ? { source: cell.attrs.source } : {}) })
  const write = cell => {
    const { columns, rows: down } = cell.attrs
    if (columns === 1 && down === 1) return words(cell)
    return { text: words(cell), ...(columns > 1 ? { columns } : {}), ...(down > 1 ? { rows: down } : {}) }
  }
  const [heads, body] = [rows.filter(row => row.attrs.head), rows.filter(row => !row.attrs.head)]
  return {
    ...(caption.textContent.trim() ? { caption: caption.textContent.trim() } : {}),
    ...(heads.length ? { columns: [...heads[0].children].map(words) } : {}),
    rows: body.map(row => [...row.children].map(write)),
    ...(table.attrs.headed ? { row_headers: true } : {}),
  }
}

/** A value of a clause as the desk takes it. */
function writeValue(clause, key) {
  const { head, closing, footnotes } = takeApart(clause)
  const words = line => ({ runs: readRuns(line), source: line.attrs.source })
  const table = head.find(each => each.type === schema.nodes.table)
  if (key === "table") return table ? writeTable(table, true) : null
  if (key === "closing") return closing[0]?.content.size ? words(closing[0]) : null
  if (key === "footnotes")
    return footnotes.length ? Object.fromEntries(footnotes.map(note => [note.attrs.name, words(note)])) : null
  if (key === "notes") return clause.attrs.notes?.length ? clause.attrs.notes : null
  return clause.attrs[key] || null
}

const byId = parts => new Map([...parts.values()].filter(part => part.id !== null).map(part => [part.id, part]))
const idOf = (parts, key) => (key ? parts.get(key)?.id : "")

/** The words of a part and all in it that is still in it, a line each, as the desk compares them. */
function allWords(part, parts, left) {
  const inside = part.children.map(key => parts.get(key)).filter(child => !left.has(child.id))
  return [part.source ?? "", ...inside.map(child => allWords(child, parts, left))].join("\n")
}

/** The ids, in their old order, of the longest row of siblings that need not be moved. */
function findStill(order) {
  if (order.every((rank, at) => !at || order[at - 1] < rank)) return new Set(order.keys())
  const best = []
  order.forEach((rank, at) => {
    let longest = null
    for (let each = 0; each < at; each++)
      if (order[each] < rank && (longest === null || best[each].length > best[longest].length)) longest = each
    best.push(longest === null ? [at] : [...best[longest], at])
  })
  return new Set(best.reduce((one, other) => (other.length > one.length ? other : one), []))
}

/** The edits that make `now` of what the desk has (`synced`); `failed` tells which were refused as they are. */
export function findEdits(synced, now, failed) {
  const edits = []
  const old = byId(synced)
  const present = byId(now)
  const restore = [...present.values()].filter(part => part.id && !old.has(part.id))
  if (restore.length) return restore.map(part => ({ do: "restore", id: part.id }))
  const joins = findJoins(old, present, synced)
  const splits = findSplits(old, now)
  const gone = new Set([...old.keys()].filter(id => !present.has(id)))
  for (const join of joins) {
    edits.push(join.edit)
    gone.delete(join.edit.other)
  }
  for (const split of splits.values()) edits.push(split.edit)
  edits.push(...findPlaces(synced, old, now, splits, joins))
  edits.push(...findRemovals(synced, old, gone, present))
  edits.push(...findWords(old, now, splits, joins))
  return edits.filter(edit => failed.get(nameEdit(edit)) !== JSON.stringify(edit))
}

/** What an edit is about, by which a refusal of it is remembered. */
export const nameEdit = edit => `${edit.do} ${edit.token ?? edit.id} ${edit.key ?? ""}`

function placeOf(part, now) {
  const before = part.before === null ? null : now.get(part.before)
  const name = other => other.id ?? other.key
  if (before && !isUnsent(before)) return { where: "after", id: name(before) }
  if (before) return placeOf(before, now)
  return { where: "first", id: part.parent ? name(now.get(part.parent)) : "" }
}

const isUnsent = part => part.id === null && part.what === "clause" && part.blank && !part.children.length

function findPlaces(synced, old, now, splits, joins) {
  const edits = []
  const siblings = new Map()
  const joined = new Map(joins.map(join => [join.edit.other, join.edit.id]))
  for (const part of now.values()) {
    if (part.what === "title") continue
    const group = `${part.parent} ${part.what}`
    if (!siblings.has(group)) siblings.set(group, [])
    siblings.get(group).push(part)
  }
  const moved = new Set()
  const ranks = new Map([...old.keys()].map((id, rank) => [id, rank]))
  for (const parts of siblings.values()) {
    const parent = idOf(now, parts[0].parent)
    const stayed = parts.filter(part => {
      if (!part.id || !old.has(part.id)) return false
      const was = idOf(synced, old.get(part.id).parent)
      const home = joined.get(was) ?? was
      const split = [...splits.values()].find(each => each.first === was && each.key === part.parent)
      return split ? true : home === parent
    })
    const still = findStill(stayed.map(part => ranks.get(part.id)))
    const kept = new Set(stayed.filter((_, at) => still.has(at)).map(part => part.id))
    for (const part of parts) if (part.id && old.has(part.id) && !kept.has(part.id)) moved.add(part.id)
  }
  for (const part of now.values()) {
    if (part.what === "title" || isUnsent(part) || splits.has(part.key)) continue
    const spot = placeOf(part, now)
    if (part.id === null) {
      // A footnote follows once its clause is there.
      const words = part.text ? JSON.parse(part.text).filter(run => run.type !== "mark") : ""
      edits.push({ do: "insert", part: part.what, spot, words, token: part.key })
    } else if (moved.has(part.id)) edits.push({ do: "move", id: part.id, spot })
  }
  return edits
}

function findRemovals(synced, old, gone, present) {
  const edits = []
  const left = new Set([...present.keys()])
  for (const id of gone) {
    const part = old.get(id)
    const above = idOf(synced, part.parent)
    if (above && gone.has(above)) continue
    edits.push({ do: "remove", id, was: allWords(part, synced, left) })
  }
  return edits
}

function findWords(old, now, splits, joins) {
  const edits = []
  const changed = new Set([...[...splits.values()].map(split => split.first), ...joins.map(join => join.edit.id)])
  for (const part of now.values()) {
    const was = part.id === null ? null : old.get(part.id)
    if (!was || changed.has(part.id)) continue
    if (part.what === "title") {
      if (part.text !== was.text) {
        const words = JSON.parse(part.text).map(run => run.text).join("").trim()
        edits.push({ do: "field", id: "", key: "title", was: was.source, value: words })
      }
      continue
    }
    if (part.isWaiting) continue
    const isEmptied = part.what === "clause" && part.blank && part.isAlone // it waits for words, or to be taken away
    const isReworded = part.text !== was.text && !isEmptied && !(part.what === "clause" && part.isFixed)
    if (part.what === "section") {
      if (isReworded) edits.push({ do: "heading", id: part.id, was: was.source, words: part.blank ? null : JSON.parse(part.text) })
    } else edits.push(...findClauseEdits(part, was, isReworded))
  }
  return edits
}

/** What has changed of one clause as one edit: a footnote needs its mark, and a term its kind. */
function findClauseEdits(part, was, isReworded) {
  const keys = Object.keys(part.values).filter(key => part.values[key] !== (was.values[key] ?? null))
  const { id } = part
  const runs = part.text === null ? [] : JSON.parse(part.text)
  if (!keys.length) return isReworded ? [{ do: "text", id, was: was.source, words: runs }] : []
  const before = key => was.fields[key] ?? null
  if (keys.length === 1 && !isReworded)
    return [{ do: "field", id, key: keys[0], was: before(keys[0]), value: writeValue(part.node, keys[0]) }]
  const own = isReworded ? { text: { runs, source: null } } : {}
  const values = { ...own, ...Object.fromEntries(keys.map(key => [key, writeValue(part.node, key)])) }
  const seen = { ...(isReworded ? { text: was.source } : {}), ...Object.fromEntries(keys.map(key => [key, before(key)])) }
  return [{ do: "fields", id, was: seen, values }]
}

const squeeze = words => words.replace(/\s+/g, " ").trim()

/** Clauses that were made of the end of the one before them. */
function findSplits(old, now) {
  const found = new Map()
  for (const part of now.values()) {
    const before = part.before === null ? null : now.get(part.before)
    if (part.id !== null || part.what !== "clause" || !before?.id || part.blank || before.blank) continue
    const was = old.get(before.id)
    if (!was?.text || was.text === before.text) continue
    if (squeeze(`${before.words} ${part.words}`).replaceAll(" ", "") !== squeeze(was.words).replaceAll(" ", "")) continue
    const edit = {
      do: "split",
      id: before.id,
      was: was.source,
      first: JSON.parse(before.text),
      second: JSON.parse(part.text),
      token: part.key,
    }
    found.set(part.key, { edit, first: before.id, key: part.key })
  }
  return found
}

/** Clauses that were added to the end of the one before them. */
function findJoins(old, present, synced) {
  const found = []
  for (const was of old.values()) {
    if (present.has(was.id) || was.what !== "clause" || !was.before) continue
    const first = synced.get(was.before)
    const now = first && present.get(first.id)
    if (!now || now.text === first.text || first.children.length) continue
    const joined = squeeze(`${first.words} ${was.words}`).replaceAll(" ", "")
    if (squeeze(now.words).replaceAll(" ", "") !== joined) continue
    const edit = { do: "join", id: first.id, other: was.id, was: first.source ?? "", was_other: was.source ?? "" }
    found.push({ edit: { ...edit, words: JSON.parse(now.text) } })
  }
  return found
}

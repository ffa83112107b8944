// Finding parts of the text on the page.
import { isPart, lineOf } from "./schema.js"

export function eachPart(doc, visit) {
  doc.descendants((node, pos) => {
    if (!isPart(node)) return !node.isTextblock
    visit(node, pos)
    return true
  })
}

/** The first part with this attribute, and where it begins. */
export function findPartBy(doc, name, value) {
  let found = null
  eachPart(doc, (node, pos) => {
    if (!found && node.attrs[name] === value) found = { node, pos }
  })
  return found
}

/** The key of each part by its id. */
export function keysById(doc) {
  const keys = new Map()
  eachPart(doc, node => node.attrs.id !== null && keys.set(node.attrs.id, node.attrs.key))
  return keys
}

/** Give a part an id, or take it away; found by its key or by its old id. */
export function withId(tr, name, value, id) {
  const found = findPartBy(tr.doc, name, value)
  return found ? tr.setNodeMarkup(found.pos, null, { ...found.node.attrs, id }) : tr
}

/** Note with each line the words that the desk's file has for it. */
export function withSources(tr, sources) {
  for (const [id, source] of Object.entries(sources)) {
    const found = findPartBy(tr.doc, "id", id)
    const line = found && lineOf(found.node)
    if (line && line.attrs.source !== source) tr.setNodeAttribute(found.pos + 1, "source", source)
  }
  return tr
}

/** Give the line of a part other words. */
export function withWords(tr, part, content) {
  const line = lineOf(part.node)
  return line ? tr.replaceWith(part.pos + 2, part.pos + 2 + line.content.size, content) : tr
}

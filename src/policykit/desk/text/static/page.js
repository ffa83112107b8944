// The page as it looks: numbers beside the words, chips that follow them, and what is not saved.
import { Decoration, DecorationSet, Fragment, Plugin, PluginKey, Slice } from "./prosemirror.min.js"
import { isPart, lineOf, newKey, schema } from "./schema.js"

export const pageKey = new PluginKey("page")

/** Numbers and marks of what is not saved; `shown` holds `numbers` and `unsaved`, and changes by transactions. */
export function pagePlugin(shown) {
  return new Plugin({
    key: pageKey,
    state: {
      init: (_, state) => decorate(state.doc, shown),
      apply(tr, old) {
        if (tr.getMeta(pageKey)) return decorate(tr.doc, shown)
        if (!tr.docChanged) return old
        return isTyping(tr) ? old.map(tr.mapping, tr.doc) : decorate(tr.doc, shown)
      },
    },
    props: { decorations: state => pageKey.getState(state) },
  })
}

/** Whether only the inside of one line has changed, so that everything else keeps its place. */
function isTyping(tr) {
  return tr.steps.every((step, at) => {
    if (step.attr === "source") return true
    if (tr.docs[at].resolve(step.from ?? 0).parent.type === schema.nodes.caption) return false // its hint comes and goes
    const $from = tr.docs[at].resolve(step.from ?? 0)
    return step.slice?.openStart === 0 && step.slice.openEnd === 0 && $from.parent.inlineContent && step.to <= $from.end()
  })
}

function decorate(doc, shown) {
  const found = []
  let clause = ""
  doc.descendants((node, pos) => {
    if (node.type === schema.nodes.footnote) {
      const name = `${clause}.note-${node.attrs.name}`
      const attrs = { id: `part-${name}`, "data-number": shown.numbers[name]?.[0] ?? "*" }
      if (!node.content.size) attrs.class = "blank"
      found.push(Decoration.node(pos, pos + node.nodeSize, attrs))
    }
    if (node.type === schema.nodes.caption && !node.content.size)
      found.push(Decoration.node(pos, pos + node.nodeSize, { "data-hint": shown.caption }))
    if (!isPart(node)) return !node.isTextblock
    clause = node.attrs.id
    const line = lineOf(node) ?? node.firstChild
    if (line && !isPart(line)) {
      const [number, citation] = shown.numbers[node.attrs.id] ?? ["", ""]
      const attrs = { "data-number": number, id: node.attrs.id ? `part-${node.attrs.id}` : `part-${node.attrs.key}` }
      if (citation) attrs["data-citation"] = citation
      if (node.attrs.term) attrs["data-term"] = `${node.attrs.term}: `
      if (line.isTextblock && !line.content.size) attrs.class = "blank"
      if (shown.unsaved.has(node.attrs.key)) attrs.class = `${attrs.class ?? ""} unsaved`
      found.push(Decoration.node(pos + 1, pos + 1 + line.nodeSize, attrs))
    }
    return true
  })
  return DecorationSet.create(doc, found)
}

/** Gives each part a key of its own, and takes away an id that another part has already. */
export function identityPlugin() {
  return new Plugin({
    appendTransaction(transactions, _, state) {
      if (!transactions.some(tr => tr.docChanged && !isTyping(tr))) return null
      const [ids, keys] = [new Set(), new Set()]
      let tr = null
      state.doc.descendants((node, pos) => {
        if (!isPart(node)) return !node.isTextblock
        const { id, key } = node.attrs
        const twice = id !== null && ids.has(id)
        if (twice || key === null || keys.has(key)) {
          tr ??= state.tr
          tr.setNodeMarkup(pos, null, { ...node.attrs, id: twice ? null : id, key: newKey() })
        } else keys.add(key)
        if (id !== null) ids.add(id)
        return true
      })
      return tr?.setMeta("addToHistory", false) ?? null
    },
  })
}

/** Keeps every table whole: as many cells in each row, and no cell joined with another. */
export const tablePlugin = () =>
  new Plugin({
    filterTransaction(tr) {
      if (!tr.docChanged || tr.getMeta("fromDesk") || isTyping(tr)) return true
      let isWhole = true
      tr.doc.descendants(node => {
        if (node.type === schema.nodes.table) isWhole &&= isRegular(node)
        return !node.isTextblock
      })
      return isWhole
    },
  })

/** Whether the rows of a table fill its columns. */
export function isRegular(table) {
  const [, ...rows] = table.children
  const free = rows.map(() => 0)
  rows.forEach((row, at) =>
    row.forEach(({ attrs }) => {
      for (let below = at; below < Math.min(at + attrs.rows, rows.length); below++) free[below] += attrs.columns
    }),
  )
  return free.every(width => width === free[0]) && rows.slice(1).every(row => !row.attrs.head)
}

/** Chips that say the number of what they refer to, and values that the council's file gives. */
export function chipViews(shown) {
  const chips = new Set()
  const refresh = () => chips.forEach(chip => chip.show())
  const chip = (className, words, tag = "span") => (node, view, getPos) => {
    const dom = document.createElement(tag)
    dom.className = className
    dom.contentEditable = "false"
    const own = {
      dom,
      show() {
        const [text, title, known] = words(node, () => findClause(view, getPos()))
        dom.textContent = text
        dom.title = title
        dom.classList.toggle("lost", !known)
      },
      ignoreMutation: () => true,
      destroy: () => chips.delete(own),
    }
    dom.dataset[{ chip: "target", value: "name" }[className] ?? "note"] = node.attrs.target ?? node.attrs.name
    own.show()
    chips.add(own)
    return own
  }
  const reference = node => {
    const number = shown.numbers[node.attrs.target]
    return number ? [number[2], number[1], true] : ["?", node.attrs.target, false]
  }
  const value = node => {
    const known = shown.parameters[node.attrs.name]
    return [known ?? `{${node.attrs.name}}`, node.attrs.name, known !== undefined]
  }
  const note = (node, find) => {
    const number = shown.numbers[`${find()}.note-${node.attrs.name}`]
    return [number?.[0] ?? "*", number?.[1] ?? "", true]
  }
  const views = { ref: chip("chip", reference), param: chip("value", value), mark: chip("note-mark", note, "sup") }
  return { refresh, views }
}

/** The id of the clause in which a place of the page is. */
function findClause(view, pos) {
  const $pos = pos === undefined ? null : view.state.doc.resolve(pos)
  for (let depth = $pos?.depth ?? 0; depth > 0; depth--)
    if ($pos.node(depth).type === schema.nodes.clause) return $pos.node(depth).attrs.id
  return null
}

const LABEL = /^\s*(?:[•·▪◦o§–-]|\(?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)])[\s\u00a0]+/i

/** What is pasted, as clauses: no styles, no numbers that Word had typed, no second name for a part that is there. */
export function cleanSlice(slice) {
  const lines = []
  let asParts = false
  const walk = fragment =>
    fragment.forEach(node => {
      if (isPart(node) && node.attrs.id !== null) asParts = true
      if (node.isTextblock) lines.push(cleanLine(node))
      else if (!node.isInline) walk(node.content)
    })
  walk(slice.content)
  if (!lines.length) return slice
  if (asParts) return slice
  if (lines.length === 1) return new Slice(Fragment.from(lines[0].content), 0, 0)
  const { clause, para } = schema.nodes
  const clauses = lines.filter(line => line.content.size).map(line => clause.create({ key: newKey() }, para.create(null, line.content)))
  return new Slice(Fragment.from(clauses), 2, 2)
}

function cleanLine(line) {
  const first = line.firstChild
  const label = first?.isText ? first.text.match(LABEL) : null
  const content = label ? line.content.cut(label[0].length) : line.content
  return schema.nodes.para.create(null, content)
}

/** HTML as it is pasted, without what Word puts into it beside words. */
export function cleanHtml(html) {
  const page = new DOMParser().parseFromString(html, "text/html")
  for (const each of page.querySelectorAll("style, script, meta, link, title, xml, img, svg, object, [style*='mso-list:Ignore'], [style*='mso-list: Ignore']"))
    each.remove()
  for (const each of page.querySelectorAll("del, [style*='display:none']")) each.remove()
  for (const each of page.querySelectorAll("[style]")) {
    const style = each.getAttribute("style")
    const isBold = /font-weight:\s*(bold|[6-9]\d\d)/i.test(style)
    const dress = [isBold ? "strong" : "", /font-style:\s*italic/i.test(style) ? "em" : ""].filter(Boolean)
    each.removeAttribute("style")
    for (const tag of dress) {
      const inner = page.createElement(tag)
      inner.append(...each.childNodes)
      each.append(inner)
    }
    if (each.localName === "b" && /font-weight:\s*normal/i.test(style)) each.replaceWith(...each.childNodes)
  }
  return page.body.innerHTML
}

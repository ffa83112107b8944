// What a text is made of on the page: title, sections, clauses; and its words as the desk sends them.
import { Node, Schema } from "./prosemirror.min.js"

const numbered = level => Math.min(Math.max(level, 2), 6)

export const schema = new Schema({
  nodes: {
    doc: { content: "title section+" },
    title: { content: "text*", marks: "", attrs: { source: { default: null } }, defining: true, toDOM: () => ["h1", 0] },
    section: {
      content: "heading? clause* section*",
      attrs: { id: { default: null }, key: { default: null } },
      defining: true,
      toDOM: node => ["section", { "data-id": node.attrs.id ?? "" }, 0],
      parseDOM: [{ tag: "section", getAttrs: dom => ({ id: dom.dataset.id || null }) }],
    },
    heading: {
      content: "inline*",
      attrs: { source: { default: null }, level: { default: 2 } },
      defining: true,
      toDOM: node => [`h${numbered(node.attrs.level)}`, 0],
      parseDOM: [2, 3, 4, 5, 6].map(level => ({ tag: `h${level}`, attrs: { level } })),
    },
    clause: {
      content: "(para | fixed) fixed* clause* closing?",
      attrs: {
        id: { default: null },
        key: { default: null },
        kind: { default: null },
        term: { default: null },
        rules: { default: 0 },
      },
      defining: true,
      toDOM: node => ["div", { class: "clause", "data-id": node.attrs.id ?? "" }, 0],
      parseDOM: [
        { tag: "div.clause", getAttrs: dom => ({ id: dom.dataset.id || null }) },
        { tag: "li" },
      ],
    },
    para: {
      content: "inline*",
      attrs: { source: { default: null } },
      toDOM: () => ["p", 0],
      parseDOM: [{ tag: "p" }, { tag: "h1" }],
    },
    closing: { content: "inline*", attrs: { source: { default: null }, id: { default: null } }, toDOM: () => ["p", { class: "closing" }, 0] },
    fixed: {
      atom: true,
      selectable: true,
      attrs: { what: { default: "table" }, rows: { default: [] } },
      toDOM: node => [
        "div",
        { class: `fixed ${node.attrs.what}`, contenteditable: "false" },
        node.attrs.what === "table"
          ? ["table", ["tbody", ...node.attrs.rows.map(row => ["tr", ...row.map(cell => ["td", cell])])]]
          : ["p", ...node.attrs.rows.flat()],
      ],
    },
    text: { group: "inline" },
    hard_break: { group: "inline", inline: true, selectable: false, toDOM: () => ["br"], parseDOM: [{ tag: "br" }] },
    ref: {
      group: "inline",
      inline: true,
      atom: true,
      attrs: { target: { default: "" } },
      toDOM: node => ["span", { class: "chip", "data-target": node.attrs.target }],
      parseDOM: [{ tag: "span[data-target]", getAttrs: dom => ({ target: dom.dataset.target }) }],
    },
    param: {
      group: "inline",
      inline: true,
      atom: true,
      attrs: { name: { default: "" } },
      toDOM: node => ["span", { class: "value", "data-name": node.attrs.name }],
      parseDOM: [{ tag: "span[data-name]", getAttrs: dom => ({ name: dom.dataset.name }) }],
    },
  },
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      toDOM: mark => ["a", { href: mark.attrs.href }, 0],
      parseDOM: [{ tag: "a[href]", getAttrs: dom => (/^(https?|mailto|tel):/.test(dom.getAttribute("href")) ? { href: dom.getAttribute("href") } : false) }],
    },
    strong: {
      toDOM: () => ["strong", 0],
      parseDOM: [{ tag: "strong" }, { tag: "b" }],
    },
    em: { toDOM: () => ["em", 0], parseDOM: [{ tag: "i" }, { tag: "em" }] },
    code: { toDOM: () => ["code", 0], parseDOM: [{ tag: "code" }] },
  },
})

let lastKey = 0
export const newKey = () => `~${++lastKey}`

/** The document of a page as the desk describes it; parts that are known keep the key that `keys` has for their id. */
export function readDocument(json, keys = new Map()) {
  const named = node => {
    const own = node.type === "section" || node.type === "clause"
    const attrs = own ? { ...node.attrs, key: keys.get(node.attrs.id) ?? newKey() } : { ...node.attrs }
    if (schema.nodes[node.type].spec.attrs?.source && attrs.source === undefined) attrs.source = node.content[0].text
    return { ...node, attrs, content: node.content?.map(named) }
  }
  const doc = Node.fromJSON(schema, named(json))
  doc.check()
  return doc
}

/** The words of a line as the desk takes them. */
export const readRuns = node => node.content.toJSON() ?? []

export const isPart = node => node.type === schema.nodes.section || node.type === schema.nodes.clause

/** The line of words that a part begins with, if it has one. */
export function lineOf(part) {
  const first = part.firstChild
  return first && (first.type === schema.nodes.para || first.type === schema.nodes.heading) ? first : null
}

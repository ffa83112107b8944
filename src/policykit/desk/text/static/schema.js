// What a text is made of on the page: title, sections, clauses; and its words as the desk sends them.
import { Node, Schema } from "./prosemirror.min.js"

const numbered = level => Math.min(Math.max(level, 2), 6)

/** What is to be filled in, as it looks. */
const BLANKS = { "tick-box": "☐", "ticked-box": "☒", blank: "_".repeat(10), "blank-line": "_".repeat(30) }

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
      content: "(para | fixed | table) (table | fixed)* clause* closing? footnote*",
      attrs: {
        id: { default: null },
        key: { default: null },
        kind: { default: null },
        term: { default: null },
        notes: { default: null },
        fields: { default: {} }, // as the file has them
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
    footnote: {
      content: "inline*",
      attrs: { source: { default: null }, name: { default: "" } },
      toDOM: () => ["p", { class: "footnote" }, 0],
    },
    fixed: {
      atom: true,
      selectable: true,
      attrs: { words: { default: "" } },
      toDOM: node => ["div", { class: "fixed model", contenteditable: "false" }, ["p", node.attrs.words]],
    },
    table: {
      content: "caption row+",
      isolating: true,
      attrs: { headed: { default: false } },
      toDOM: () => ["div", { class: "table" }, ["table", ["tbody", 0]]],
    },
    caption: {
      content: "text*",
      marks: "",
      isolating: true,
      attrs: { columns: { default: 1 } },
      toDOM: node => ["tr", { class: "caption" }, ["td", { colspan: node.attrs.columns }, 0]],
    },
    row: { content: "cell+", attrs: { head: { default: false } }, toDOM: () => ["tr", 0] },
    cell: {
      content: "inline*",
      isolating: true,
      attrs: { source: { default: null }, head: { default: false }, columns: { default: 1 }, rows: { default: 1 } },
      toDOM: node => [node.attrs.head ? "th" : "td", { colspan: node.attrs.columns, rowspan: node.attrs.rows }, 0],
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
    mark: {
      group: "inline",
      inline: true,
      atom: true,
      attrs: { name: { default: "" } },
      toDOM: node => ["sup", { "data-note": node.attrs.name }],
      parseDOM: [{ tag: "sup[data-note]", getAttrs: dom => ({ name: dom.dataset.note }), priority: 60 }],
    },
    blank: {
      group: "inline",
      inline: true,
      atom: true,
      attrs: { kind: { default: "blank" } },
      toDOM: node => ["span", { class: "blank-field", "data-blank": node.attrs.kind }, BLANKS[node.attrs.kind]],
      parseDOM: [{ tag: "span[data-blank]", getAttrs: dom => ({ kind: dom.dataset.blank }) }],
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
    sup: { excludes: "sub", toDOM: () => ["sup", 0], parseDOM: [{ tag: "sup" }] },
    sub: { toDOM: () => ["sub", 0], parseDOM: [{ tag: "sub" }] },
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

/** What a clause is made of: what comes first, the list in it, the words after the list, and its footnotes. */
export function takeApart(clause) {
  const { clause: listed, closing, footnote } = schema.nodes
  const children = [...clause.children]
  const of = type => children.filter(each => each.type === type)
  return {
    head: children.filter(each => ![listed, closing, footnote].includes(each.type)),
    list: of(listed),
    closing: of(closing),
    footnotes: of(footnote),
  }
}

/** A clause of such parts. */
export const putTogether = (attrs, { head, list = [], closing = [], footnotes = [] }) =>
  schema.nodes.clause.create(attrs, [...head, ...list, ...closing, ...footnotes])

/** The names of the footnotes that are called in nodes. */
export function findMarks(nodes) {
  const names = new Set()
  for (const node of nodes)
    node.descendants(each => {
      if (each.type === schema.nodes.mark) names.add(each.attrs.name)
    })
  return names
}

/** The line of words that a part begins with, if it has one. */
export function lineOf(part) {
  const first = part.firstChild
  return first && (first.type === schema.nodes.para || first.type === schema.nodes.heading) ? first : null
}

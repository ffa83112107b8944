// What keys and buttons do: clauses are made, joined, indented and moved.
import { Fragment, Selection, TextSelection, toggleMark, undo, redo } from "./prosemirror.min.js"
import { findMarks, lineOf, newKey, putTogether, schema, takeApart } from "./schema.js"
import { enterInTable, isInTable } from "./tables.js"

const { clause: CLAUSE, section: SECTION, para: PARA, heading: HEADING, closing: CLOSING, title: TITLE } = schema.nodes
const { footnote: FOOTNOTE, mark: MARK } = schema.nodes

const freshClause = (content = [PARA.create()]) => CLAUSE.create({ key: newKey() }, content)

/** The innermost clause or section around the cursor, with where it begins. */
export function findPart(state, type = null) {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth)
    if (type ? node.type === type : node.type === CLAUSE || node.type === SECTION)
      return { node, depth, pos: $from.before(depth), index: $from.index(depth - 1), parent: $from.node(depth - 1) }
  }
  return null
}

const at = ($from, where) =>
  where === "end" ? $from.parentOffset === $from.parent.content.size : $from.parentOffset === 0

function finish(dispatch, tr, pos) {
  if (dispatch) dispatch(tr.setSelection(Selection.near(tr.doc.resolve(pos), 1)).scrollIntoView())
  return true
}

export function enter(state, dispatch) {
  const { $from, empty } = state.selection
  if (!empty) return enter(...clear(state, dispatch))
  const type = $from.parent.type
  if (type === TITLE) return finish(dispatch, state.tr, $from.after())
  if (type === HEADING) return enterInHeading(state, dispatch)
  if (isInTable(state)) return enterInTable(state, dispatch)
  const part = findPart(state, CLAUSE)
  if (!part) return true
  if (type === CLOSING || type === FOOTNOTE) return putAfter(state, dispatch, part)
  const { node } = part
  if (!$from.parent.content.size && node.childCount === 1) return outdent(state, dispatch)
  if (at($from, "end")) {
    const list = [...node.children].findIndex(child => child.type === CLAUSE)
    if (list < 0) return putAfter(state, dispatch, part)
    let pos = part.pos + 1
    for (let each = 0; each < list; each++) pos += node.child(each).nodeSize
    return finish(dispatch, state.tr.insert(pos, freshClause()), pos + 1)
  }
  if (at($from, "start")) {
    const tr = state.tr.insert(part.pos, freshClause())
    if (dispatch) dispatch(tr.scrollIntoView())
    return true
  }
  const { head, list, closing, footnotes } = takeApart(node)
  const rest = [PARA.create(null, $from.parent.content.cut($from.parentOffset)), ...head.slice(1)]
  const marks = findMarks([...rest, ...closing])
  const [gone, left] = [true, false].map(is => footnotes.filter(note => marks.has(note.attrs.name) === is))
  const kept = putTogether(node.attrs, { head: [$from.parent.cut(0, $from.parentOffset)], footnotes: left })
  const fresh = putTogether({ key: newKey() }, { head: rest, list, closing, footnotes: gone })
  const tr = state.tr.replaceWith(part.pos, part.pos + node.nodeSize, [kept, fresh])
  return finish(dispatch, tr, part.pos + kept.nodeSize + 1)
}

/** Give the state without what was selected, and a dispatch that carries that along. */
function clear(state, dispatch) {
  const tr = state.tr.deleteSelection()
  const next = state.apply(tr)
  return [next, dispatch && (more => {
    more.steps.forEach(step => tr.step(step))
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(more.selection.from))).scrollIntoView())
  })]
}

function putAfter(state, dispatch, part) {
  const pos = part.pos + part.node.nodeSize
  return finish(dispatch, state.tr.insert(pos, freshClause()), pos + 1)
}

function enterInHeading(state, dispatch) {
  const { $from } = state.selection
  const pos = $from.after()
  const rest = $from.parent.content.cut($from.parentOffset)
  const tr = state.tr.insert(pos, freshClause([PARA.create(null, at($from, "start") ? Fragment.empty : rest)]))
  if (!at($from, "start") && rest.size) tr.delete($from.pos, $from.end())
  return finish(dispatch, tr, tr.mapping.map(pos, -1) + 1)
}

export function backspace(state, dispatch) {
  const { $from, empty } = state.selection
  if (!empty || !at($from, "start")) return false
  if ($from.parent.type !== PARA) {
    if ($from.parent.type === FOOTNOTE && !$from.parent.content.size) return dropFootnote(state, dispatch)
    if ($from.parent.type === CLOSING && !$from.parent.content.size) {
      const pos = $from.before()
      if (dispatch) {
        const tr = state.tr.delete(pos, $from.after())
        dispatch(tr.setSelection(Selection.near(tr.doc.resolve(pos), -1)).scrollIntoView())
      }
    }
    return true
  }
  const part = findPart(state, CLAUSE)
  if (!part) return true
  if (!$from.parent.content.size && part.node.childCount === 1) return takeAway(state, dispatch, part)
  const before = part.index ? part.parent.child(part.index - 1) : null
  if (before?.type === CLAUSE) return join(state, dispatch, part.pos - before.nodeSize, before, part.node)
  return part.parent.type === CLAUSE ? outdent(state, dispatch) : true
}

export function forward(state, dispatch) {
  const { $from, empty } = state.selection
  if (!empty || !at($from, "end")) return false
  const part = $from.parent.type === PARA ? findPart(state, CLAUSE) : null
  const after = part && part.index + 1 < part.parent.childCount ? part.parent.child(part.index + 1) : null
  if (after?.type !== CLAUSE || part.node.childCount > 1) return true
  return join(state, dispatch, part.pos, part.node, after)
}

function takeAway(state, dispatch, part) {
  const only = part.parent.type === CLAUSE && part.parent.childCount === 1
  if (only) return true
  const tr = state.tr.delete(part.pos, part.pos + part.node.nodeSize)
  if (dispatch) dispatch(tr.setSelection(Selection.near(tr.doc.resolve(part.pos), -1)).scrollIntoView())
  return true
}

/** Take a footnote away, and the mark that calls it. */
function dropFootnote(state, dispatch) {
  const { $from } = state.selection
  const { node, pos } = findPart(state, CLAUSE)
  const { name } = $from.parent.attrs
  const tr = state.tr.delete($from.before(), $from.after())
  let cursor = pos + 2
  node.descendants((each, at) => {
    if (each.type !== MARK || each.attrs.name !== name) return
    cursor = pos + 1 + at
    tr.delete(cursor, cursor + 1)
  })
  if (dispatch) dispatch(tr.setSelection(Selection.near(tr.doc.resolve(cursor))).scrollIntoView())
  return true
}

/** Put the mark of a new footnote at the cursor, and go to its words. */
export function addFootnote(state, dispatch) {
  const { $from } = state.selection
  const part = findPart(state, CLAUSE)
  if (!part || !$from.parent.type.contentMatch.matchType(MARK) || $from.parent.type === FOOTNOTE) return false
  const { footnotes } = takeApart(part.node)
  const taken = new Set(footnotes.map(note => note.attrs.name))
  let number = 1
  while (taken.has(String(number))) number++
  const tr = state.tr.insert($from.pos, MARK.create({ name: String(number) }))
  const end = part.pos + part.node.nodeSize // the mark is one sign wide
  return finish(dispatch, tr.insert(end, FOOTNOTE.create({ name: String(number) })), end + 1)
}

/** Make one clause of two that follow each other, where nothing would be in the middle of it. */
function join(state, dispatch, pos, one, other) {
  const [first, second] = [lineOf(one), lineOf(other)]
  const [before, after] = [takeApart(one), takeApart(other)]
  if (!first || !second || before.head.length > 1 || before.list.length) return true
  const names = new Set(before.footnotes.map(note => note.attrs.name))
  if (after.footnotes.some(note => names.has(note.attrs.name))) return true
  const between = first.content.size && second.content.size && !/\s$/.test(first.textContent) ? [schema.text(" ")] : []
  const words = first.content.append(Fragment.from(between)).append(second.content)
  const kept = first.content.size || one.attrs.id || !other.attrs.id ? one : other
  const line = PARA.create({ source: lineOf(kept).attrs.source }, words)
  const footnotes = [...before.footnotes, ...after.footnotes]
  const whole = putTogether(kept.attrs, { ...after, head: [line, ...after.head.slice(1)], footnotes })
  const tr = state.tr.replaceWith(pos, pos + one.nodeSize + other.nodeSize, whole)
  if (dispatch) {
    const cursor = pos + 2 + first.content.size + between.length
    dispatch(tr.setSelection(TextSelection.create(tr.doc, cursor)).scrollIntoView())
  }
  return true
}

/** Make a clause the last in the list of the one before it. */
export function indent(state, dispatch) {
  const part = findPart(state, CLAUSE)
  const before = part?.index ? part.parent.child(part.index - 1) : null
  if (before?.type !== CLAUSE) return false
  const apart = takeApart(before)
  const start = part.pos - before.nodeSize
  const whole = putTogether(before.attrs, { ...apart, list: [...apart.list, part.node] })
  const tr = state.tr.replaceWith(start, part.pos + part.node.nodeSize, whole)
  const after = [...apart.closing, ...apart.footnotes].reduce((size, node) => size + node.nodeSize, 0)
  const moved = part.pos - 1 - after
  return keep(state, dispatch, tr, part.pos, moved)
}

/** Put a clause after the one whose list it is in; those that follow it in the list become its own. */
export function outdent(state, dispatch) {
  const part = findPart(state, CLAUSE)
  if (part?.parent.type !== CLAUSE) return part !== null
  const { $from } = state.selection
  const above = $from.before(part.depth - 1)
  const around = takeApart(part.parent)
  const place = around.list.indexOf(part.node)
  const inside = takeApart(part.node)
  const kept = around.list.slice(0, place)
  const list = [...inside.list, ...around.list.slice(place + 1)]
  // The words after the list stay with it; of two such, or of none to stay with, this is not the way.
  const closing = kept.length ? [] : around.closing
  if (closing.length && (inside.closing.length || !list.length)) return true
  const marks = findMarks(closing)
  const [gone, left] = [true, false].map(is => around.footnotes.filter(note => marks.has(note.attrs.name) === is))
  const parent = putTogether(part.parent.attrs, {
    head: around.head,
    list: kept,
    closing: closing.length ? [] : around.closing,
    footnotes: left,
  })
  const lifted = putTogether(part.node.attrs, {
    head: inside.head,
    list,
    closing: [...closing, ...inside.closing],
    footnotes: [...inside.footnotes, ...gone],
  })
  const tr = state.tr.replaceWith(above, above + part.parent.nodeSize, [parent, lifted])
  return keep(state, dispatch, tr, part.pos, above + parent.nodeSize)
}

/** Change places with the part before or after. */
export const shift = way => (state, dispatch) => {
  const part = findPart(state)
  if (!part) return false
  const beside = part.index + way >= 0 && part.index + way < part.parent.childCount ? part.parent.child(part.index + way) : null
  if (beside?.type !== part.node.type) return false
  const start = way < 0 ? part.pos - beside.nodeSize : part.pos
  const pair = way < 0 ? [part.node, beside] : [beside, part.node]
  const tr = state.tr.replaceWith(start, start + part.node.nodeSize + beside.nodeSize, pair)
  return keep(state, dispatch, tr, part.pos, way < 0 ? start : start + beside.nodeSize)
}

/** Keep the cursor at its place in a part that was at `from` and is at `to`. */
function keep(state, dispatch, tr, from, to) {
  if (dispatch) {
    const move = pos => Math.min(pos - from + to, tr.doc.content.size)
    const { anchor, head } = state.selection
    dispatch(tr.setSelection(TextSelection.between(tr.doc.resolve(move(anchor)), tr.doc.resolve(move(head)))).scrollIntoView())
  }
  return true
}

export function addSection(state, dispatch) {
  const { $from } = state.selection
  let depth = $from.depth
  while (depth > 1) depth--
  const level = HEADING.create({ level: 2 })
  const pos = $from.node(1)?.type === SECTION ? $from.after(1) : state.doc.firstChild.nodeSize
  const tr = state.tr.insert(pos, SECTION.create({ key: newKey() }, [level, freshClause()]))
  return finish(dispatch, tr, pos + 1)
}

export const putReference = target => (state, dispatch) => {
  const { $from } = state.selection
  if (!$from.parent.type.contentMatch.matchType(schema.nodes.ref)) return false
  if (dispatch) dispatch(state.tr.replaceSelectionWith(schema.nodes.ref.create({ target })).scrollIntoView())
  return true
}

export const raised = toggleMark(schema.marks.sup)
export const lowered = toggleMark(schema.marks.sub)
export const bold = toggleMark(schema.marks.strong)
export const italic = toggleMark(schema.marks.em)
export const lineBreak = (state, dispatch) => {
  if (dispatch) dispatch(state.tr.replaceSelectionWith(schema.nodes.hard_break.create()).scrollIntoView())
  return true
}

export const KEYS = {
  Enter: enter,
  "Shift-Enter": lineBreak,
  Backspace: backspace,
  Delete: forward,
  "Mod-Alt-f": addFootnote,
  "Mod-b": bold,
  "Mod-i": italic,
  "Mod-z": undo,
  "Mod-y": redo,
  "Shift-Mod-z": redo,
  "Alt-Shift-ArrowRight": indent,
  "Alt-Shift-ArrowLeft": outdent,
  "Alt-Shift-ArrowUp": shift(-1),
  "Alt-Shift-ArrowDown": shift(1),
}

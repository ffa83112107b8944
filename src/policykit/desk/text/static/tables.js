// Tables in the text: their rows and columns, and how one goes from cell to cell.
import { Selection } from "./prosemirror.min.js"
import { schema } from "./schema.js"

const { caption: CAPTION, cell: CELL, clause: CLAUSE, para: PARA, row: ROW, table: TABLE } = schema.nodes

export const isInTable = state => [CELL, CAPTION].includes(state.selection.$from.parent.type)

/** The table around the cursor, where it begins, and the row and cell that the cursor is in, counted from nought. */
function findTable({ selection: { $from } }) {
  for (let depth = $from.depth; depth > 0; depth--)
    if ($from.node(depth).type === TABLE) {
      const at = { table: $from.node(depth), pos: $from.before(depth), clause: $from.node(depth - 1) }
      const row = $from.index(depth)
      return { ...at, row, cell: $from.node(depth + 1).type === ROW ? $from.index(depth + 1) : 0 }
    }
  return null
}

/** Whether each place of a table is a cell of its own, so that rows and columns can come and go. */
function isPlain(table) {
  const rows = [...table.children].slice(1)
  return rows.every(row => [...row.children].every(({ attrs }) => attrs.columns === 1 && attrs.rows === 1))
}

const freshCell = head => CELL.create({ head })
const freshRow = (width, head = false) => ROW.create({ head }, Array.from({ length: width }, () => freshCell(head)))
const widthOf = table => table.child(1).childCount

/** The place in a cell of a table that begins at `pos`. */
function placeOf(table, pos, row, cell) {
  let place = pos + 1
  for (let at = 0; at < row; at++) place += table.child(at).nodeSize
  for (let at = 0; at < cell; at++) place += table.child(row).child(at).nodeSize
  return place + 2
}

function replace(state, dispatch, found, rows, row, cell) {
  const [caption] = found.table.children
  const width = rows[0].childCount
  const table = TABLE.create(found.table.attrs, [CAPTION.create({ columns: width }, caption.content), ...rows])
  if (!dispatch) return true
  const tr = state.tr.replaceWith(found.pos, found.pos + found.table.nodeSize, table)
  const [toRow, toCell] = [Math.min(row, rows.length), Math.min(cell, width - 1)]
  const place = tr.doc.resolve(placeOf(table, found.pos, toRow, toCell))
  dispatch(tr.setSelection(Selection.near(place)).scrollIntoView())
  return true
}

/** Go to the next cell; behind the last, to a new row. */
export function enterInTable(state, dispatch) {
  const found = findTable(state)
  const { table, pos, row, cell } = found
  const goTo = (toRow, toCell) => {
    const place = state.doc.resolve(placeOf(table, pos, toRow, toCell))
    if (dispatch) dispatch(state.tr.setSelection(Selection.near(place)).scrollIntoView())
    return true
  }
  if (row && cell + 1 < table.child(row).childCount) return goTo(row, cell + 1)
  if (row + 1 < table.childCount) return goTo(row + 1, 0)
  return addRow(state, dispatch) || true
}

/** Put a table behind the words of a clause that has none. */
export function addTable(state, dispatch) {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--) {
    const clause = $from.node(depth)
    if (clause.type !== CLAUSE) continue
    if (clause.firstChild.type !== PARA || clause.maybeChild(1)?.type === TABLE) return false
    const table = TABLE.create(null, [CAPTION.create({ columns: 2 }), freshRow(2, true), freshRow(2)])
    const pos = $from.before(depth) + 1 + clause.firstChild.nodeSize
    const tr = state.tr.insert(pos, table)
    if (dispatch) dispatch(tr.setSelection(Selection.near(tr.doc.resolve(placeOf(table, pos, 1, 0)))).scrollIntoView())
    return true
  }
  return false
}

export function dropTable(state, dispatch) {
  const found = findTable(state)
  if (!found) return false
  const isAlone = found.clause.firstChild === found.table
  const end = found.pos + found.table.nodeSize
  const tr = isAlone ? state.tr.replaceWith(found.pos, end, PARA.create()) : state.tr.delete(found.pos, end)
  if (dispatch) dispatch(tr.setSelection(Selection.near(tr.doc.resolve(found.pos), isAlone ? 1 : -1)).scrollIntoView())
  return true
}

const change = make => (state, dispatch) => {
  const found = findTable(state)
  if (!found || !isPlain(found.table)) return false
  const rows = [...found.table.children].slice(1)
  const made = make(rows, Math.max(found.row - 1, 0), found.cell, widthOf(found.table))
  return made ? replace(state, dispatch, found, ...made) : false
}

/** Each takes the rows, and which row and cell the cursor is in; and gives the new rows, and where the cursor goes. */
export const addRow = change((rows, row, cell, width) => [rows.toSpliced(row + 1, 0, freshRow(width)), row + 2, 0])
export const dropRow = change((rows, row, cell) =>
  rows.filter(each => !each.attrs.head).length > 1 || rows[row].attrs.head ? [rows.toSpliced(row, 1), Math.max(row, 1), cell] : null,
)
export const addColumn = change((rows, row, cell, width) =>
  width < 20 ? [rows.map(each => resize(each, cells => cells.toSpliced(cell + 1, 0, freshCell(each.attrs.head)))), row + 1, cell + 1] : null,
)
export const dropColumn = change((rows, row, cell, width) =>
  width > 1 ? [rows.map(each => resize(each, cells => cells.toSpliced(cell, 1))), row + 1, cell] : null,
)

const resize = (row, make) => ROW.create(row.attrs, make([...row.children]))

/** Say whether the first cell of each row is its heading, or that it is not. */
export function toggleHeaded(state, dispatch) {
  const found = findTable(state)
  if (!found) return false
  if (dispatch) dispatch(state.tr.setNodeAttribute(found.pos, "headed", !found.table.attrs.headed))
  return true
}

export const isHeaded = state => Boolean(findTable(state)?.table.attrs.headed)

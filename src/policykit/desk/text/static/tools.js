// The tools above the text, and the window in which a part to refer to is chosen.
import { redo, undo } from "./prosemirror.min.js"
import * as commands from "./commands.js"
import { Details } from "./details.js"
import { eachPart } from "./parts.js"
import { lineOf, schema } from "./schema.js"
import * as tables from "./tables.js"

const MARKS = { bold: schema.marks.strong, italic: schema.marks.em }
/** What opens a window of its own. */
const WINDOWS = ["reference", "details"]

export class Tools {
  constructor(view, shown) {
    Object.assign(this, { view, shown })
    this.dialog = document.getElementById("text-references")
    this.dialog.querySelector(".close").addEventListener("click", () => this.#close())
    this.details = new Details(view, shown)
    this.buttons = [...document.querySelectorAll("#text-tools button")]
    this.acts = {
      bold: commands.bold,
      italic: commands.italic,
      reference: () => this.openReferences(),
      indent: commands.indent,
      outdent: commands.outdent,
      up: commands.shift(-1),
      down: commands.shift(1),
      section: commands.addSection,
      footnote: commands.addFootnote,
      details: (state, dispatch) => (dispatch ? this.details.open() : commands.findPart(state, schema.nodes.clause) !== null),
      table: tables.addTable,
      "row-add": tables.addRow,
      "row-drop": tables.dropRow,
      "column-add": tables.addColumn,
      "column-drop": tables.dropColumn,
      "table-headed": tables.toggleHeaded,
      "table-drop": tables.dropTable,
      undo,
      redo,
    }
    this.buttons.forEach((button, at) => this.#set(button, at))
  }

  #set(button, at) {
    button.tabIndex = at ? -1 : 0
    button.addEventListener("click", () => {
      this.acts[button.dataset.tool](this.view.state, this.view.dispatch, this.view)
      if (!WINDOWS.includes(button.dataset.tool)) this.view.focus()
    })
    button.addEventListener("keydown", event => {
      const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
      if (!way) return
      const row = this.buttons.filter(each => each.offsetParent)
      const next = row[(row.indexOf(button) + way + row.length) % row.length]
      this.buttons.forEach(each => (each.tabIndex = each === next ? 0 : -1))
      next.focus()
      event.preventDefault()
    })
  }

  /** Say which tools can do something here, and which marks are on. */
  refresh() {
    const { state } = this.view
    for (const each of document.querySelectorAll("#text-tools .of-table")) each.hidden = !tables.isInTable(state)
    for (const button of this.buttons) {
      const { tool } = button.dataset
      button.setAttribute("aria-disabled", String(tool !== "reference" && !this.acts[tool](state)))
      if (tool === "table-headed") button.setAttribute("aria-pressed", String(tables.isHeaded(state)))
      if (!MARKS[tool]) continue
      const { from, to, empty, $from } = state.selection
      const isOn = empty ? MARKS[tool].isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, MARKS[tool])
      button.setAttribute("aria-pressed", String(Boolean(isOn)))
    }
  }

  openReferences() {
    const rows = []
    eachPart(this.view.state.doc, node => {
      if (this.shown.numbers[node.attrs.id]) rows.push(this.#row(node))
    })
    const search = this.dialog.querySelector("input")
    this.dialog.querySelector("ul").replaceChildren(...rows)
    search.value = ""
    search.oninput = () => {
      const wanted = search.value.toLowerCase().split(/\s+/)
      for (const row of rows) row.hidden = !wanted.every(word => row.textContent.toLowerCase().includes(word))
    }
    this.dialog.showModal()
    return true
  }

  #row(node) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "plain"
    button.textContent = `${this.shown.numbers[node.attrs.id][1]}: ${lineOf(node)?.textContent.slice(0, 120) ?? ""}`
    button.addEventListener("click", () => {
      this.#close()
      commands.putReference(node.attrs.id)(this.view.state, this.view.dispatch)
    })
    const row = document.createElement("li")
    row.append(button)
    return row
  }

  #close() {
    this.dialog.close()
    this.view.focus()
  }
}

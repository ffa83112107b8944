// The window with what is beside the words of a clause: what it does, the term that it defines, editors' notes.
import { findPart } from "./commands.js"
import { schema } from "./schema.js"

export class Details {
  constructor(view, shown) {
    Object.assign(this, { view, shown })
    this.dialog = document.getElementById("text-details")
    this.form = this.dialog.querySelector("form")
    this.notes = this.form.querySelector(".notes")
    this.kind = this.form.elements.namedItem("kind")
    this.term = this.form.elements.namedItem("term")
    this.kind.addEventListener("change", () => this.#showTerm())
    this.form.querySelector(".add").addEventListener("click", () => this.#addNote({}).querySelector("textarea").focus())
    this.form.querySelector(".close").addEventListener("click", () => this.#close())
    this.dialog.addEventListener("close", () => this.view.focus())
    this.form.addEventListener("submit", event => {
      event.preventDefault()
      if (this.#keep()) this.#close()
    })
  }

  /** Open the window on the clause around the cursor. */
  open() {
    const part = findPart(this.view.state, schema.nodes.clause)
    if (!part) return false
    const { id, key, kind, term, notes } = part.node.attrs
    this.key = key
    this.dialog.querySelector(".which").textContent = this.shown.numbers[id]?.[1] ?? ""
    this.kind.value = kind ?? "statement"
    this.term.value = term ?? ""
    this.notes.replaceChildren()
    for (const note of notes ?? []) this.#addNote(note)
    this.#showTerm()
    this.dialog.showModal()
    return true
  }

  #showTerm() {
    this.term.closest("p").hidden = this.kind.value !== "definition"
  }

  #addNote({ kind = "drafting", quote = "", text = "" }) {
    const made = this.form.querySelector("template").content.firstElementChild.cloneNode(true)
    const number = (this.count = (this.count ?? 0) + 1)
    for (const field of made.querySelectorAll("[name]")) {
      field.id = `note-${number}-${field.name}`
      field.previousElementSibling.htmlFor = field.id
      field.value = { kind, quote, text }[field.name]
    }
    made.querySelector("button").addEventListener("click", () => {
      made.remove()
      this.form.querySelector(".add").focus()
    })
    this.notes.append(made)
    return made
  }

  #readNotes() {
    return [...this.notes.children].map(each => {
      const { kind, quote, text } = Object.fromEntries([...each.querySelectorAll("[name]")].map(field => [field.name, field.value.trim()]))
      return { kind, text, ...(quote ? { quote } : {}) }
    })
  }

  /** Give the clause what the window says; false where a note has no words. */
  #keep() {
    const empty = [...this.notes.querySelectorAll("textarea")].find(field => !field.value.trim())
    if (empty) {
      empty.focus()
      return false
    }
    const notes = this.#readNotes()
    const wanted = {
      kind: this.kind.value,
      term: this.kind.value === "definition" ? this.term.value.trim() || null : null,
      notes: notes.length ? notes : null,
    }
    let { tr } = this.view.state
    tr.doc.descendants((node, pos) => {
      if (node.attrs.key !== this.key || node.type !== schema.nodes.clause) return !node.isTextblock
      const isSame = Object.entries(wanted).every(([name, value]) => JSON.stringify(value) === JSON.stringify(node.attrs[name]))
      if (!isSame) tr = tr.setNodeMarkup(pos, null, { ...node.attrs, ...wanted })
      return true
    })
    if (tr.docChanged) this.view.dispatch(tr)
    return true
  }

  #close() {
    this.dialog.close()
  }
}

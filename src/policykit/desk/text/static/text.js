// The page in which a text is written.
import { EditorState, EditorView, Fragment, Slice, TextSelection, baseKeymap, history, keymap } from "./prosemirror.min.js"
import { Notes } from "./advice.js"
import { KEYS } from "./commands.js"
import { chipViews, cleanHtml, cleanSlice, identityPlugin, pagePlugin, tablePlugin } from "./page.js"
import { findPartBy } from "./parts.js"
import { Saver } from "./saving.js"
import { newKey, readDocument, schema } from "./schema.js"
import { Server } from "./server.js"
import { Tools } from "./tools.js"

const given = JSON.parse(document.getElementById("text-data").textContent)
const { page, phrases } = given
const shown = { numbers: page.numbers, parameters: page.parameters, unsaved: new Set(), caption: phrases.caption }
const place = document.getElementById("text")
const status = document.getElementById("text-status")
const chips = chipViews(shown)
let saver = null
let tools = null

const view = new EditorView(place, {
  state: EditorState.create({
    doc: readDocument(page.doc),
    plugins: [
      identityPlugin(),
      pagePlugin(shown),
      tablePlugin(),
      history(),
      keymap({ ...KEYS, "Mod-k": () => tools.openReferences(), "Mod-Alt-d": () => tools.details.open() }),
      keymap(baseKeymap),
    ],
  }),
  editable: () => !page.sealed,
  nodeViews: chips.views,
  attributes: {
    role: "textbox",
    "aria-multiline": "true",
    "aria-label": place.dataset.label,
    lang: page.language,
    spellcheck: "true",
    ...(page.sealed ? { "aria-readonly": "true", tabindex: "0" } : {}),
  },
  transformPastedHTML: cleanHtml,
  transformPasted: cleanSlice,
  clipboardTextParser: readPlain,
  handleDOMEvents: { dragstart: () => true, drop: (_, event) => (event.preventDefault(), true) },
  dispatchTransaction(tr) {
    view.updateState(view.state.apply(tr))
    if (tr.docChanged && !tr.getMeta("fromDesk")) saver.schedule()
    if (tools && (tr.docChanged || tr.selectionSet)) tools.refresh()
  },
})

/** Plain text as clauses, a line each. */
function readPlain(text) {
  const lines = text.split(/\r?\n/).map(line => line.trim()).filter(Boolean)
  if (lines.length < 2) return new Slice(Fragment.from(lines.map(line => schema.text(line))), 0, 0)
  const { para, clause } = schema.nodes
  const made = lines.map(line => clause.create({ key: newKey() }, para.create(null, schema.text(line))))
  return new Slice(Fragment.from(made), 2, 2)
}

function say(what, more = "") {
  const words = phrases.status[what] + (more ? ` ${more}` : "")
  status.className = what
  if (status.textContent !== words) status.textContent = words
  const way = document.getElementById("text-trouble")
  if (way) way.hidden = !notes.troubles.size
}

function goTo(id) {
  const found = id ? findPartBy(view.state.doc, "id", id) : null
  const near = TextSelection.near(view.state.doc.resolve(found ? found.pos + 2 : 1))
  view.dispatch(view.state.tr.setSelection(near).scrollIntoView())
  view.focus()
}

const notes = new Notes(document.getElementById("text-notes"), view, shown, phrases, {
  goTo,
  findId: key => saver.idOf(key),
  keepMine: (key, trouble) => saver.keepMine(key, trouble),
  takeTheirs: (key, trouble) => saver.takeTheirs(key, trouble),
})
saver = new Saver(view, new Server(given.address, given.version, given.token), page, shown, say, notes, () => {
  chips.refresh()
  notes.draw()
})
tools = new Tools(view, shown)

document.getElementById("text-trouble")?.addEventListener("click", () => notes.goToTrouble())
saver.showUnsaved(page.unsaved)
notes.draw()
tools.refresh()
if (!page.sealed) say(notes.troubles.size ? "kept" : "saved")
addEventListener("beforeunload", event => !page.sealed && saver.find(true).length && event.preventDefault())
addEventListener("pageshow", event => event.persisted && saver.look(0))
document.addEventListener("visibilitychange", () => !document.hidden && saver.look(0))
document.documentElement.dataset.ready = "true"
if (page.whole) document.documentElement.dataset.whole = "true"
saver.look(0)

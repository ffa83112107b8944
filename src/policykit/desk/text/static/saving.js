// Saving what is written, and taking in what others wrote.
import { EditorState, Fragment } from "./prosemirror.min.js"
import { findEdits, nameEdit, takeSnapshot } from "./edits.js"
import { pageKey } from "./page.js"
import { eachPart, findPartBy, keysById, withId, withSources, withWords } from "./parts.js"
import { lineOf, putTogether, readDocument, schema, takeApart } from "./schema.js"
import { Gone, Refused } from "./server.js"

const QUIET = 250

export class Saver {
  constructor(view, server, page, shown, say, notes, refresh) {
    Object.assign(this, { view, server, shown, say, notes, refresh })
    this.revision = page.revision
    this.first = page.whole ? null : view.state.doc // the beginning of a long text, until the rest is here
    this.sealed = page.sealed
    this.synced = takeSnapshot(view.state.doc)
    this.failed = new Map()
    this.timer = 0
    this.looking = 0
    this.sending = false
    this.isAsking = false
    this.isGone = false
    this.refused = ""
    this.adviceOf = null
  }

  /** What the page has and the desk has not; with `all`, also what it refused. */
  find(all = false, now = takeSnapshot(this.view.state.doc)) {
    return [...findEdits(this.synced, now, all ? new Map() : this.failed), ...this.#findSettled(now)]
  }

  /** Words that could not be saved and are again as the desk has them: it is told, so that it keeps the others no more. */
  #findSettled(now) {
    const found = []
    for (const [key, trouble] of this.notes.troubles) {
      const [part, old] = [now.get(key), this.synced.get(key)]
      if (trouble.state !== "kept" || !["text", "fields"].includes(trouble.do) || part?.text !== old?.text || !part?.id) continue
      found.push({ do: "text", id: part.id, was: old.source, words: JSON.parse(part.text) })
    }
    return found
  }

  schedule(wait = QUIET) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), wait)
    if (!this.sending) this.say("writing")
  }

  async save() {
    if (this.sending || this.sealed) return
    if (this.view.composing || this.first) return this.schedule()
    const sent = takeSnapshot(this.view.state.doc)
    const edits = this.find(false, sent)
    if (!edits.length) return this.conclude()
    this.sending = true
    this.isGone = false
    this.refused = ""
    this.say("saving")
    try {
      this.#take(await this.server.send(edits, this.revision), sent, edits)
    } catch (error) {
      this.#fail(error, edits)
    } finally {
      this.sending = false
    }
    if (this.isGone) return
    if (this.find().length) this.schedule()
    else this.conclude()
  }

  conclude() {
    if (this.refused) return this.say("refused", this.refused)
    const parts = takeSnapshot(this.view.state.doc)
    for (const key of this.notes.troubles.keys()) if (!parts.has(key)) this.setTrouble(key, null)
    const isBlank = part => part.what === "clause" && part.id !== null && ((part.isAlone && part.blank) || part.isWaiting)
    this.say(this.notes.troubles.size ? "kept" : [...parts.values()].some(isBlank) ? "blank" : "saved")
  }

  #take(answer, sent, edits) {
    this.revision = document.documentElement.dataset.revision = answer.revision
    Object.assign(this.shown.numbers, answer.numbers)
    for (const id of answer.gone) delete this.shown.numbers[id]
    let tr = this.#quiet()
    const before = JSON.stringify([...this.shown.unsaved])
    const sources = {}
    for (const outcome of answer.outcomes) {
      const isIt = each => (outcome.token ? each.token === outcome.token : each.do === outcome.do && each.id === outcome.id)
      const edit = edits.find(isIt)
      const key = outcome.token ?? this.keyOf(outcome.id)
      const saved = outcome.state === "saved" || outcome.state === "unchanged"
      if (edit && saved) this.failed.delete(nameEdit(edit))
      else if (edit) this.failed.set(nameEdit(edit), JSON.stringify(edit))
      this.setTrouble(key, saved ? null : outcome)
      if (saved) Object.assign(sources, outcome.sources)
      if (saved && outcome.token) tr = withId(tr, "key", outcome.token, outcome.id)
    }
    for (const each of answer.restored) if (!each.done) tr = withId(tr, "id", each.id, null)
    const isSame = !Object.keys(answer.numbers).length && !answer.gone.length && before === JSON.stringify([...this.shown.unsaved])
    this.view.dispatch(withSources(isSame ? tr.setMeta(pageKey, false) : tr, sources))
    if (answer.page) {
      const doc = readDocument(answer.page.doc, keysById(this.view.state.doc))
      this.#setSynced(doc)
      this.#renewDetails(doc, sent)
      if (answer.outside && !this.find().length) this.adopt(answer.page)
    } else this.#noteSaved(sent, answer.outcomes, edits)
    if (!isSame || answer.page) this.refresh()
    this.look(200)
  }

  /** What was sent and saved is what the desk has. */
  #noteSaved(sent, outcomes, edits) {
    const parts = new Map([...sent.values()].map(part => [part.id, part]))
    for (const { id, state, do: what, sources, fields } of outcomes) {
      const part = parts.get(id)
      const old = part && this.synced.get(part.key)
      if (!old || (state !== "saved" && state !== "unchanged")) continue
      const edit = edits.find(each => each.do === what && each.id === id)
      const changed = what === "fields" ? Object.keys(edit.values) : [edit.key ?? "text"]
      const values = { ...old.values }
      for (const key of changed) if (key in part.values) values[key] = part.values[key]
      const isReworded = changed.includes("text") || id === ""
      const words = isReworded ? { text: part.text, words: part.words } : {}
      const source = id === "" ? edit.value : (sources[id] ?? old.source)
      this.synced.set(part.key, { ...old, ...words, values, source, fields: fields ?? old.fields })
    }
  }

  /** Have clauses that nobody has touched since as the desk tells them after parts were moved, divided or joined. */
  #renewDetails(doc, sent) {
    const tr = this.#quiet()
    const asSent = new Map([...sent.values()].map(part => [part.id, part]))
    eachPart(doc, node => {
      const found = node.type === schema.nodes.clause && findPartBy(tr.doc, "id", node.attrs.id)
      if (!found) return
      const was = asSent.get(node.attrs.id)?.values
      for (const name of ["kind", "term", "notes"]) {
        const [mine, theirs] = [found.node.attrs[name], node.attrs[name]].map(value => JSON.stringify(value ?? null))
        const old = name === "notes" ? (was?.notes ?? "null") : JSON.stringify(was?.[name] ?? null)
        if (mine !== theirs && mine === old) tr.setNodeAttribute(found.pos, name, node.attrs[name])
      }
    })
    if (tr.docChanged) this.view.dispatch(tr)
  }

  /** Note what the desk has; of words that conflict, what this window saw before, until somebody decides. */
  #setSynced(doc) {
    const fresh = takeSnapshot(doc)
    for (const [key, trouble] of this.notes.troubles) {
      const [old, now] = [this.synced.get(key), fresh.get(key)]
      if (trouble.state !== "conflict" || !old || !now) continue
      const { text, words, source, values, fields } = old
      fresh.set(key, { ...now, text, words, source, values, fields })
    }
    this.synced = fresh
  }

  #fail(error, edits) {
    if (error instanceof Refused) {
      this.refused = error.message
      edits.forEach(edit => this.failed.set(nameEdit(edit), JSON.stringify(edit)))
    } else if (error instanceof Gone) {
      this.isGone = true
      this.say("gone")
      setTimeout(() => this.save(), 2000)
    } else throw error
  }

  #quiet() {
    return this.view.state.tr.setMeta("fromDesk", true).setMeta("addToHistory", false).setMeta(pageKey, true)
  }

  keyOf(id) {
    return id === "" ? "" : (findPartBy(this.view.state.doc, "id", id)?.node.attrs.key ?? id)
  }

  idOf(key) {
    return key === "" ? "" : (findPartBy(this.view.state.doc, "key", key)?.node.attrs.id ?? key)
  }

  // Taking in what others wrote

  /** Show what the desk has, but for words of this window that it could not take. */
  adopt(page) {
    Object.assign(this.shown, { parameters: page.parameters })
    for (const id of Object.keys(this.shown.numbers)) if (!(id in page.numbers)) delete this.shown.numbers[id]
    Object.assign(this.shown.numbers, page.numbers)
    const theirs = readDocument(page.doc, keysById(this.view.state.doc))
    const fresh = this.#withMine(theirs)
    this.#setSynced(theirs)
    this.revision = page.revision
    const tr = this.#quiet()
    const old = tr.doc
    const start = old.content.findDiffStart(fresh.content)
    if (start !== null) {
      let { a, b } = old.content.findDiffEnd(fresh.content)
      const overlap = start - Math.min(a, b)
      if (overlap > 0) [a, b] = [a + overlap, b + overlap]
      tr.replace(start, a, fresh.slice(start, b))
    }
    this.view.dispatch(tr)
    this.refresh()
  }

  /** Put the rest of a long text behind its beginning, in which somebody may be writing. */
  #complete(page) {
    Object.assign(this.shown.numbers, page.numbers)
    const known = new Set([...this.first.children].map(part => part.attrs.id))
    const theirs = readDocument(page.doc, keysById(this.view.state.doc))
    const rest = Fragment.from([...theirs.children].filter(part => part.attrs.id && !known.has(part.attrs.id)))
    this.synced = takeSnapshot(this.first.copy(this.first.content.append(rest)))
    this.first = null
    const tr = this.#quiet()
    this.view.dispatch(tr.insert(tr.doc.content.size, rest))
    this.showUnsaved(page.unsaved)
    this.refresh()
    document.documentElement.dataset.whole = "true"
  }

  #withMine(doc) {
    let { tr } = EditorState.create({ doc })
    for (const key of this.notes.troubles.keys()) {
      const mine = findPartBy(this.view.state.doc, "key", key)
      const theirs = findPartBy(tr.doc, "key", key)
      const line = mine && lineOf(mine.node)
      if (line && theirs) tr = withWords(tr, theirs, line.content)
    }
    return tr.doc
  }

  look(wait) {
    clearTimeout(this.looking)
    this.looking = setTimeout(() => this.#ask(), wait)
  }

  async #ask() {
    if (document.hidden || this.isAsking) return
    this.isAsking = true
    try {
      const news = await this.server.news()
      if (news.sealed !== this.sealed) return location.reload()
      if (this.first) this.#complete(await this.server.whole())
      if (news.revision !== this.revision && !this.sending && !this.find().length) {
        const page = await this.server.whole()
        if (!this.sending && !this.find().length) this.adopt(page)
      }
      if (news.advice && news.advice.revision === this.revision && this.adviceOf !== this.revision) {
        this.adviceOf = this.revision
        this.notes.setAdvice(news.advice.remarks)
        document.documentElement.dataset.advice = this.revision
      }
      this.isAsking = false
      this.look(this.sealed ? 10_000 : this.adviceOf === this.revision ? 2000 : 100)
    } catch (error) {
      this.isAsking = false
      if (!(error instanceof Gone) && !(error instanceof Refused)) throw error
      this.say("gone")
      this.look(3000)
    }
  }

  // What is not saved

  setTrouble(key, outcome) {
    this.notes.setTrouble(key, outcome)
    if (outcome) this.shown.unsaved.add(key)
    else this.shown.unsaved.delete(key)
  }

  keepMine(key, trouble) {
    this.#settle(key, trouble)
    this.schedule(0)
  }

  takeTheirs(key, trouble) {
    if (trouble.do !== "text") return this.#takeWhole(key)
    this.#settle(key, trouble)
    const found = findPartBy(this.view.state.doc, "key", key)
    if (found) this.view.dispatch(withWords(this.view.state.tr, found, (trouble.runs ?? []).map(schema.nodeFromJSON)))
    this.view.focus()
  }

  /** Have a clause as the desk has it, but for the list in it. */
  async #takeWhole(key) {
    const page = await this.server.whole()
    const id = this.idOf(key)
    this.#forget(key)
    const theirs = readDocument(page.doc, keysById(this.view.state.doc))
    const [mine, found] = [findPartBy(this.view.state.doc, "key", key), findPartBy(theirs, "id", id)]
    this.#setSynced(theirs)
    this.revision = page.revision
    if (mine && found) {
      const clause = putTogether(found.node.attrs, { ...takeApart(found.node), list: takeApart(mine.node).list })
      this.view.dispatch(this.#quiet().replaceWith(mine.pos, mine.pos + mine.node.nodeSize, clause))
    }
    this.refresh()
    this.schedule(0)
    this.view.focus()
  }

  #forget(key) {
    this.setTrouble(key, null)
    const names = ["text", "field", "fields"].map(what => `${what} ${this.idOf(key)} `)
    for (const name of this.failed.keys()) if (names.some(each => name.startsWith(each))) this.failed.delete(name)
  }

  /** Take what another has written as what this window has seen. */
  #settle(key, trouble) {
    this.#forget(key)
    const old = this.synced.get(key)
    const seen = trouble.do === "text" ? { source: trouble.now, text: JSON.stringify(trouble.runs ?? []) } : {}
    const source = trouble.sources?.[this.idOf(key)]
    if (source !== undefined) seen.source = source
    if (old) this.synced.set(key, { ...old, ...seen, fields: trouble.fields ?? old.fields })
    this.view.dispatch(this.#quiet())
    this.refresh()
  }

  /** Show the words that an earlier window could not save. */
  showUnsaved(entries) {
    const shown = new Set()
    for (const entry of entries) {
      const found = ["text", "fields"].includes(entry.do) ? findPartBy(this.view.state.doc, "id", entry.id) : null
      if (!found || !lineOf(found.node) || this.notes.troubles.has(found.node.attrs.key)) continue
      this.view.dispatch(withWords(this.#quiet(), found, entry.runs.map(schema.nodeFromJSON)))
      this.setTrouble(found.node.attrs.key, { state: "kept", do: entry.do, why: entry.why.map(message => ({ message })) })
      shown.add(entry.id)
    }
    for (const edit of this.find()) if (shown.has(edit.id)) this.failed.set(nameEdit(edit), JSON.stringify(edit))
    this.view.dispatch(this.#quiet())
  }
}

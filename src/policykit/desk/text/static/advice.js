// Beside the text: what a check says of a clause, what is not saved, and words that two have changed.

const make = (tag, className, ...content) => {
  const element = document.createElement(tag)
  if (className) element.className = className
  element.append(...content)
  return element
}

/** What policykit says, in English: its words in backticks become words in quotation marks. */
function told({ message, hint }) {
  const quoted = words => words.replace(/`([^`]*)`/g, "“$1”")
  const paragraphs = [make("p", "said", quoted(message)), ...(hint ? [make("p", "said hint", quoted(hint))] : [])]
  paragraphs.forEach(each => (each.lang = "en"))
  return paragraphs
}

/** Give a card the first free place from where it is wanted; `taken` are places in order. */
function settle(card, taken) {
  card.place = card.wanted
  for (const { start, end } of taken) if (card.place < end && card.place + card.height > start) card.place = end
  return { start: card.place, end: card.place + card.height }
}

export class Notes {
  constructor(place, view, shown, phrases, decide) {
    Object.assign(this, { place, view, shown, phrases, decide })
    this.advice = []
    this.troubles = new Map()
    this.drawn = ""
    this.frame = 0
    new ResizeObserver(() => this.plan()).observe(view.dom)
    addEventListener("resize", () => this.plan())
  }

  setAdvice(remarks) {
    this.advice = remarks
    this.draw()
  }

  /** Arrange the cards before the page is painted next, once however often this is asked. */
  plan() {
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame(() => this.arrange())
  }

  /** Note that a part is not saved, and why; null when it is. */
  setTrouble(key, trouble) {
    if (trouble) this.troubles.set(key, trouble)
    else this.troubles.delete(key)
  }

  draw() {
    const wanted = JSON.stringify([[...this.troubles], this.advice.map(each => [each, this.shown.numbers[each.id]?.[1]])])
    if (wanted === this.drawn) return
    this.drawn = wanted
    const focused = document.activeElement?.closest?.(".note")?.dataset.key
    const cards = [
      ...[...this.troubles].map(([key, trouble]) => this.#trouble(key, trouble)),
      ...this.advice.map(remark => this.#remark(remark)),
    ]
    this.place.replaceChildren(...cards)
    this.place.parentElement.classList.toggle("none", !cards.length)
    if (focused) this.place.querySelector(`[data-key="${CSS.escape(focused)}"] button`)?.focus()
    this.plan()
  }

  #card(className, id, key, label, ...content) {
    const card = make("div", `note ${className}`)
    card.setAttribute("role", "note")
    card.dataset.part = id
    card.dataset.key = key
    const number = this.shown.numbers[id]
    const where = make("a", "where", number ? number[1] : this.phrases.document)
    where.href = `#part-${id}`
    where.addEventListener("click", event => {
      event.preventDefault()
      this.decide.goTo(id)
    })
    card.append(make("p", "about", make("strong", "", label), " ", where), ...content)
    return card
  }

  #remark(remark) {
    const label = { error: this.phrases.error, warning: this.phrases.warning, note: this.phrases.note }[remark.severity]
    return this.#card(remark.severity, remark.id ?? "", `remark ${remark.id} ${remark.code}`, label, ...told(remark))
  }

  #trouble(key, trouble) {
    const part = this.decide.findId(key)
    const said = (trouble.why ?? []).flatMap(told)
    if (trouble.state !== "conflict") return this.#card("trouble", part, key, this.phrases.unsaved, ...said)
    const theirs =
      trouble.now === null
        ? make("p", "", this.phrases.gone)
        : make("blockquote", "", typeof trouble.now === "string" ? trouble.now : this.phrases.beside)
    const keep = make("button", "second", this.phrases.mine)
    const take = make("button", "second", this.phrases.theirs)
    for (const button of [keep, take]) button.type = "button"
    keep.addEventListener("click", () => this.decide.keepMine(key, trouble))
    take.addEventListener("click", () => this.decide.takeTheirs(key, trouble))
    const buttons = make("p", "choice", keep, " ", take)
    return this.#card("conflict", part, key, this.phrases.conflict, make("p", "", this.phrases.other), theirs, buttons)
  }

  /** Put each card beside its part, those of what is not saved first, and each other into the next free place below;
   * on a narrow page they follow the text in order. */
  arrange() {
    const beside = matchMedia("(min-width: 75rem)").matches
    const top = this.view.dom.getBoundingClientRect().top
    const cards = [...this.place.children].map(card => {
      const part = document.getElementById(`part-${card.dataset.part}`)
      return { card, wanted: part ? part.getBoundingClientRect().top - top : 0, height: card.offsetHeight + 12 }
    })
    const isFirst = ({ card }) => card.matches(".trouble, .conflict")
    cards.sort((one, other) => one.wanted - other.wanted)
    const taken = cards.filter(isFirst).reduce((found, each) => [...found, settle(each, found)], [])
    let free = 0
    for (const each of cards) {
      if (isFirst(each)) continue
      each.wanted = Math.max(each.wanted, free)
      const place = settle(each, taken)
      free = place.end
    }
    for (const { card, place } of cards) card.style.top = beside ? `${place}px` : ""
    const end = Math.max(0, free, ...taken.map(each => each.end))
    this.place.style.minHeight = beside ? `${end}px` : ""
  }

  /** Go to the first card of what is not saved. */
  goToTrouble() {
    this.place.querySelector(".trouble .where, .conflict .choice button")?.focus()
  }
}

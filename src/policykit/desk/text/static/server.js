// Asking the desk, and sending to it.

export class Gone extends Error {}

export class Refused extends Error {
  constructor(problems) {
    super(problems.map(problem => problem.message).join("; "))
    this.problems = problems
  }
}

export class Server {
  constructor(address, version, token) {
    this.address = address
    this.query = `?version=${encodeURIComponent(version)}`
    this.token = token
  }

  send(edits, revision) {
    return this.#ask("", {
      method: "POST",
      headers: { "content-type": "application/json", "x-desk-token": this.token },
      body: JSON.stringify({ revision, edits }),
    })
  }

  news() {
    return this.#ask("/news")
  }

  whole() {
    return this.#ask("/whole")
  }

  async #ask(what, options = {}) {
    let answer
    try {
      const headers = { accept: "application/json", ...options.headers }
      answer = await fetch(`${this.address}${what}${this.query}`, { ...options, headers, cache: "no-store" })
    } catch {
      throw new Gone()
    }
    if (answer.ok) return answer.json()
    if (answer.status === 422) throw new Refused((await answer.json()).problems)
    throw new Gone()
  }
}

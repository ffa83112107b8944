"use strict";
(() => {
  // Opened from a folder, an address that ends in a slash would list the folder: name the page.
  if (location.protocol === "file:") {
    const whole = (link) => link.replace(/^([^?#]*\/|)(?=$|[?#])/, (_, path) => (path ? `${path}index.html` : ""));
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      const written = link && link.getAttribute("href");
      if (written && !/^[a-z]+:|^#/i.test(written)) link.setAttribute("href", whole(written));
    }, true);
    for (const form of document.querySelectorAll("form[action]")) {
      form.setAttribute("action", whole(form.getAttribute("action")));
    }
  }
  // Which version was in force on a day: the table has every day; this finds the row.
  const day = new URLSearchParams(location.search).get("day");
  const answer = document.getElementById("_answer");
  if (answer && day && /^\d{4}-\d{2}-\d{2}$/.test(day)) {
    const field = document.getElementById("_day");
    if (field) field.value = day;
    for (const row of document.querySelectorAll(".days tbody tr")) {
      const { first, last } = row.dataset;
      if ((first && day < first) || (last && day > last)) continue;
      row.classList.add("chosen");
      answer.append(`${new Date(`${day}T00:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" })}: `);
      answer.append(...[...row.cells[2].childNodes].map((node) => node.cloneNode(true)));
    }
  }
})();

// The pages are whole without this file: it filters the client's information, prints, and draws charts above tables.

const plain = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
const wordsOf = (text) => plain(text).split(/\s+/).filter(Boolean);

function filterInformation() {
  const box = document.querySelector("[data-filter]");
  if (!box) return;
  const input = box.querySelector("input");
  const output = box.querySelector("output");
  const none = document.querySelector("[data-filter-none]");
  const entries = [...document.querySelectorAll("#file .entry")].map((row) => ({
    row, text: plain(`${row.textContent} ${row.dataset.words ?? ""}`),
  }));
  const sections = [...document.querySelectorAll("#file [data-section]")].map((section) => ({
    section, title: plain(`${section.querySelector("h3").textContent} ${section.dataset.words ?? ""}`),
    rows: [...section.querySelectorAll(".entry")],
  }));
  const apply = () => {
    const words = wordsOf(input.value);
    const fits = (text) => words.every((word) => text.includes(word));
    for (const { row, text } of entries) row.hidden = !fits(text);
    for (const { section, title, rows } of sections) {
      if (words.length && fits(title)) rows.forEach((row) => { row.hidden = false; });
      section.hidden = rows.every((row) => row.hidden);
    }
    const shown = entries.filter(({ row }) => !row.hidden).length;
    const phrase = shown === 1 ? output.dataset.one : output.dataset.many.replace("{count}", shown);
    output.textContent = words.length ? phrase : "";
    none.hidden = shown > 0;
  };
  input.addEventListener("input", apply);
  box.hidden = false;
  if (input.value) apply();
}

function offerPrinting() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => window.print());
    button.hidden = false;
  }
}

async function drawCharts() {
  // On a phone a label and a bar do not fit side by side: the table says the same.
  const figures = [...document.querySelectorAll("figure[data-chart]")].filter((figure) => figure.clientWidth >= 420);
  const address = document.querySelector("#app")?.dataset.vega;
  if (!figures.length || !address) return;
  await import(address);
  const options = {
    ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip: { disableDefaultStyle: true },
  };
  for (const figure of figures) {
    const plot = document.createElement("div");
    plot.className = "plot";
    figure.querySelector("figcaption").after(plot);
    try {
      await window.vegaEmbed(plot, JSON.parse(figure.dataset.chart), options);
    } catch (problem) {
      plot.remove();
      console.error(problem);
    }
  }
}

// Where the server does not answer: whole pages are the worker's, parts of a page wait here and are asked for again.
function waitForTheServer() {
  navigator.serviceWorker?.register("/static/service-worker.js", { scope: "/" }).catch(() => {});
  const notice = document.querySelector("#away");
  if (!notice) return;
  const waiting = [];
  async function ask() {
    try {
      if ((await fetch("/health", { cache: "no-store" })).ok) {
        notice.hidden = true;
        for (const { verb, path, elt, target } of waiting.splice(0)) {
          if (elt.isConnected) window.htmx.ajax(verb.toUpperCase(), path, { source: elt, target });
        }
        return;
      }
    } catch {
      // Not yet.
    }
    setTimeout(ask, 2000);
  }
  document.body.addEventListener("htmx:sendError", ({ detail }) => {
    // What changes something is never sent twice.
    if (detail.requestConfig.verb === "get") {
      waiting.push({ ...detail.requestConfig, path: detail.pathInfo.finalRequestPath, target: detail.target });
    }
    if (notice.hidden) {
      notice.hidden = false;
      setTimeout(ask, 1000);
    }
  });
}

filterInformation();
offerPrinting();
drawCharts();
waitForTheServer();

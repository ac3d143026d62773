"use strict";
// Search, keyboard steps and the light on a clause and its changes.  Everything else is style sheet.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);

  // Choices: a key takes the next option of a group.
  const next = (name) => {
    const options = all(`input[name="${name}"]`);
    if (!options.length) return;
    const index = options.findIndex((option) => option.checked);
    options[(index + 1) % options.length].checked = true;
  };
  const choose = (id) => {
    const option = document.getElementById(id);
    if (option) option.checked = true;
  };

  // Where the reader is: the address decides whether clauses or the text are shown.
  const go = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    choose(target.closest(".text") ? "view-text" : "view-clauses");
    target.scrollIntoView();
    if (target.matches("article")) stand(target);
  };
  const stand = (article) => {
    article.focus({ preventScroll: true });
    all(".index .here").forEach((item) => item.classList.remove("here"));
    const item = one(`.index li[data-clause="${CSS.escape(article.id)}"]`);
    if (!item) return;
    item.classList.add("here");
    item.scrollIntoView({ block: "nearest" });
  };

  // The light: a clause, its changes and its links shine together.
  let lit = [];
  const light = (event) => {
    lit.forEach((element) => element.classList.remove("lit"));
    lit = [];
    const source = event.target.closest?.("del[data-clause], ins[data-clause], .whose a, .index li, .marked");
    if (!source) return;
    const paragraph = source.closest(".marked");
    const clauses = source.dataset.clause
      ? [source.dataset.clause]
      : all(".whose a", paragraph).map((link) => link.dataset.clause);
    for (const clause of clauses) {
      const id = CSS.escape(clause);
      lit.push(...all(`.text [data-clause="${id}"], .index li[data-clause="${id}"]`));
      lit.push(...all(`.text [data-clauses~="${id}"]`));
    }
    lit.forEach((element) => element.classList.add("lit"));
  };
  if (one(".text")) {
    document.addEventListener("mouseover", light);
    document.addEventListener("focusin", light);
  }

  // Search and kinds of change.
  const articles = all(".clauses article");
  const search = one("#search");
  const kind = one("#kind");
  const shown = () => articles.filter((article) => !article.hidden);
  const words = new Map();
  const wording = (article) => {
    if (!words.has(article)) words.set(article, article.textContent.replace(/〔分段〕|〔(删除|插入)：|〕|\s/g, "").toLowerCase());
    return words.get(article);
  };
  const filter = () => {
    const sought = search.value.replace(/\s/g, "").toLowerCase();
    for (const article of articles) {
      const fits = !kind.value || article.dataset.operations.split(" ").includes(kind.value);
      article.hidden = !fits || !(article.id.startsWith(sought) || wording(article).includes(sought));
      one(`.index li[data-clause="${CSS.escape(article.id)}"]`).hidden = article.hidden;
    }
    for (const chapter of all(".clauses .chapter, .index section")) {
      chapter.hidden = articles.some((article) => article.hidden) && !all("article, li", chapter).some((item) => !item.hidden);
    }
    const count = shown().length;
    one("#count").value = count === articles.length ? `${count} 条` : `${count} / ${articles.length} 条`;
    one(".index .none").hidden = count > 0;
  };
  if (search) {
    search.addEventListener("input", filter);
    kind.addEventListener("input", filter);
    if (matchMedia("(max-width: 62rem)").matches) one(".index details").open = false;
  }

  // Steps: the clause after or before the one at the top of the window.
  const step = (by) => {
    choose("view-clauses");
    const list = shown();
    if (!list.length) return;
    const at = list.indexOf(document.activeElement?.closest?.("article"));
    const top = list.findIndex((article) => article.getBoundingClientRect().bottom > 80);
    const index = at >= 0 ? at + by : by > 0 ? top : top - 1;
    const article = list[Math.max(0, Math.min(list.length - 1, index))];
    history.replaceState(null, "", `#${article.id}`);
    article.scrollIntoView();
    stand(article);
  };

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    d: () => next("form"),
    i: () => next("layout"),
    t: () => next("theme"),
    f: () => next("view"),
    "/": () => {
      one(".index details").open = true;
      search.select();
      search.focus();
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target === search) {
      search.value = "";
      filter();
      search.blur();
      return;
    }
    if (event.target.matches?.("input:not([type=radio]), select, textarea")) return;
    const act = keys[event.key];
    if (!act || (!articles.length && "jkf/".includes(event.key))) return;
    event.preventDefault();
    act();
  });
  addEventListener("hashchange", go);
  go();
})();

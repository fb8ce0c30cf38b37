// Instant search of the home page over search.json (see govmedia.pages.searchdata for its shape). No libraries.
(() => {
  const box = document.querySelector("[data-search]");
  if (!box) return;
  const STEP = 50;
  const SLOW_MS = 300;
  const form = box.querySelector("form");
  const results = box.querySelector(".gm-results");
  const count = box.querySelector("[role=status]");
  const more = box.querySelector(".gm-more");
  const idle = count.textContent;
  const NONE = "没有查到。可以少输几个字，或者只输入单位名称中间的两个字";
  const FAILED = "查找用的数据没有取到，请刷新页面，或按地区查找。";
  // Material opens its own search for ?q=; ours takes the address first and gives it back when Material has started.
  const asked = new URLSearchParams(location.search);
  if (asked.size) history.replaceState(null, "", location.pathname);
  const started = new Promise((done) => addEventListener("load", done));
  const filters = ["region", "platform", "state", "field"];
  let data, find, found, turn = 0;

  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const make = (tag, options) => Object.assign(document.createElement(tag), options);

  // All that an account can be found by, one text a line; `units` is the table that its row refers to.
  function hayOf(account, units) {
    const unit = units[account[3]];
    const words = [account[1], account[2], unit[1], unit[2], data.platforms[account[4]][1], account[7], unit[4], data.fields[account[6]]?.[1] ?? ""];
    return words.map(fold).join("\n");
  }

  function rowOf(account, units) {
    const [key, name, former, unit, platform, state] = account;
    return { key, name, former, owner: units[unit], platform: data.platforms[platform][1], state: data.states[state] };
  }

  // Looking through everything at once. What every way of looking answers: a text, and hits as they are asked for.
  function whole() {
    const hay = data.accounts.map((account) => hayOf(account, data.units));

    function within(region, wanted) {
      for (let at = region; at >= 0; at = data.regions[at][2]) if (data.regions[at][0] === wanted) return true;
      return false;
    }

    function matches(index, words, chosen) {
      const account = data.accounts[index];
      if (chosen.platform && data.platforms[account[4]][0] !== chosen.platform) return false;
      if (chosen.state && data.states[account[5]][0] !== chosen.state) return false;
      if (chosen.field && (account[6] < 0 || data.fields[account[6]][0] !== chosen.field)) return false;
      if (chosen.region && !within(data.units[account[3]][3], chosen.region)) return false;
      return words.every((word) => hay[index].includes(word));
    }

    return async (words, chosen) => {
      const hits = data.accounts.map((_, index) => index).filter((index) => matches(index, words, chosen));
      const first = (index) => words.every((word) => fold(data.accounts[index][1]).includes(word)) ? 0 : 1;
      hits.sort((a, b) => first(a) - first(b) || data.accounts[a][5] - data.accounts[b][5] || a - b);
      let at = 0;
      return {
        text: hits.length ? `查到 ${hits.length} 个账号` : NONE,
        next: async (many) => hits.slice(at, at += many).map((index) => rowOf(data.accounts[index], data.units)),
        left: () => at < hits.length,
      };
    };
  }

  async function prepare(loaded) {
    data = loaded;
    find = data.shards ? (await import("./shards.js")).sharded(data, { folder: "searchdata/", fold, hayOf, rowOf, NONE }) : whole();
    for (const name of filters) fill(form.elements[name], data[name + "s"] || []);
  }

  function fill(select, rows) {
    rows.forEach((row, index) => select.append(make("option", { value: row[0], textContent: depth(row, rows) + row[1] })));
  }

  // Regions are listed by code, so indenting by depth shows the tree.
  function depth(row, rows) {
    let text = "";
    for (let up = row.length > 2 && typeof row[2] === "number" ? row[2] : -1; up >= 0; up = rows[up][2]) text += "\u3000";
    return text;
  }

  function wanted() {
    const chosen = Object.fromEntries(filters.map((name) => [name, form.elements[name].value]));
    const words = form.elements.q.value.split(/\s+/).map(fold).filter(Boolean);
    return [words, chosen];
  }

  async function search() {
    const [words, chosen] = wanted();
    const mine = ++turn;
    remember();
    if (!words.length && !Object.values(chosen).some(Boolean)) return show(null, [], idle);
    const slow = setTimeout(() => { count.textContent = "正在查找…"; }, SLOW_MS);
    try {
      const answer = await find(words, chosen);
      const rows = await answer.next(STEP);
      if (mine === turn) show(answer, rows, rows.length || answer.left() || !answer.text.startsWith("查到") ? answer.text : NONE);
    } catch {
      if (mine === turn) show(null, [], FAILED);
    } finally {
      clearTimeout(slow);
    }
  }

  function show(answer, rows, text) {
    found = answer;
    count.textContent = text;
    results.replaceChildren(make("ul", { className: "gm-hits" }));
    results.hidden = !rows.length;
    append(rows);
  }

  function append(rows) {
    results.firstElementChild.append(...rows.map(hit));
    more.hidden = !found?.left();
  }

  function hit(row) {
    const item = make("li");
    const [word, term, shape] = row.state;
    const badge = make("span", { className: `gm-state gm-${word}` });
    badge.append(make("span", { textContent: shape, ariaHidden: "true" }), ` ${term}`);
    const link = make("a", { href: `accounts/${row.key.includes("/") ? row.key : `${row.owner[0]}/${row.key}`}.html`, textContent: row.name });
    const about = make("span", { className: "gm-soft", textContent: `${row.platform} · ` });
    about.append(make("a", { href: `units/${row.owner[0]}.html`, textContent: row.owner[1] }));
    if (row.former) about.append(`，曾用名 ${row.former.replaceAll("|", "、")}`);
    item.append(badge, " ", link, " ", about);
    return item;
  }

  function remember() {
    const kept = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", kept.size ? `?${kept}` : location.pathname);
  }

  function recall() {
    for (const [name, value] of asked) if (form.elements[name]) form.elements[name].value = value;
  }

  // While an input method is still composing, the letters typed are not yet what is looked for.
  form.addEventListener("input", (event) => { if (find && !event.isComposing) search(); });
  form.addEventListener("compositionend", () => { if (find) search(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); if (find) search(); });
  more.addEventListener("click", async () => {
    const answer = found;
    const before = results.firstElementChild.children.length;
    const rows = await answer.next(STEP).catch(() => null);
    if (answer !== found) return;
    if (!rows) { count.textContent = FAILED; return; }
    append(rows);
    results.firstElementChild.children[before]?.querySelector("a").focus();
  });
  const loading = fetch(box.dataset.search).then((answer) => answer.ok ? answer.json() : Promise.reject(answer.status));
  Promise.all([loading, started])
    .then(async ([loaded]) => {
      const typed = form.elements.q.value;
      await prepare(loaded);
      recall();
      if (asked.size || typed) await search();
      box.dataset.ready = "yes";
    })
    .catch(() => { count.textContent = FAILED; });
})();

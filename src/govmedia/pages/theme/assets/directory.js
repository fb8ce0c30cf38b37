// Instant search of the home page over search.json (see govmedia.pages.searchdata for its shape). No libraries.
(() => {
  const box = document.querySelector("[data-search]");
  if (!box) return;
  const STEP = 50;
  const form = box.querySelector("form");
  const results = box.querySelector(".gm-results");
  const count = box.querySelector("[role=status]");
  const more = box.querySelector(".gm-more");
  const idle = count.textContent;
  // Material opens its own search for ?q=; ours takes the address first and gives it back when Material has started.
  const asked = new URLSearchParams(location.search);
  if (asked.size) history.replaceState(null, "", location.pathname);
  const started = new Promise((done) => addEventListener("load", done));
  const filters = ["region", "platform", "state", "field"];
  let data, hay, shown = STEP, found = [];

  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const make = (tag, options) => Object.assign(document.createElement(tag), options);

  function prepare(loaded) {
    data = loaded;
    hay = data.accounts.map((account) => {
      const unit = data.units[account[3]];
      const words = [account[1], account[2], unit[1], unit[2], data.platforms[account[4]][1], account[7], unit[4], data.fields[account[6]]?.[1] ?? ""];
      return words.map(fold).join("\n");
    });
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

  function wanted() {
    const chosen = Object.fromEntries(filters.map((name) => [name, form.elements[name].value]));
    const words = form.elements.q.value.split(/\s+/).map(fold).filter(Boolean);
    return [words, chosen];
  }

  function search() {
    const [words, chosen] = wanted();
    shown = STEP;
    remember();
    if (!words.length && !Object.values(chosen).some(Boolean)) {
      found = [];
      count.textContent = idle;
    } else {
      found = data.accounts.map((_, index) => index).filter((index) => matches(index, words, chosen));
      const first = (index) => words.every((word) => fold(data.accounts[index][1]).includes(word)) ? 0 : 1;
      found.sort((a, b) => first(a) - first(b) || data.accounts[a][5] - data.accounts[b][5] || a - b);
      count.textContent = found.length ? `查到 ${found.length} 个账号` : "没有查到。可以少输几个字，或者只输入单位名称中间的两个字";
    }
    draw();
  }

  function draw() {
    if (shown === STEP) results.replaceChildren(make("ul", { className: "gm-hits" }));
    const list = results.firstElementChild;
    for (const index of found.slice(list.children.length, shown)) list.append(hit(index));
    results.hidden = !found.length;
    more.hidden = found.length <= shown;
  }

  function hit(index) {
    const [key, name, former, unit, platform, state] = data.accounts[index];
    const owner = data.units[unit];
    const item = make("li");
    const [word, term, shape] = data.states[state];
    const badge = make("span", { className: `gm-state gm-${word}` });
    badge.append(make("span", { textContent: shape, ariaHidden: "true" }), ` ${term}`);
    const link = make("a", { href: `accounts/${key.includes("/") ? key : `${owner[0]}/${key}`}.html`, textContent: name });
    const about = make("span", { className: "gm-soft", textContent: `${data.platforms[platform][1]} · ` });
    about.append(make("a", { href: `units/${owner[0]}.html`, textContent: owner[1] }));
    if (former) about.append(`，曾用名 ${former.replaceAll("|", "、")}`);
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

  form.addEventListener("input", () => data && search());
  form.addEventListener("submit", (event) => { event.preventDefault(); if (data) search(); });
  more.addEventListener("click", () => {
    const next = shown;
    shown += STEP;
    draw();
    results.firstElementChild.children[next].querySelector("a").focus();
  });
  const loading = fetch(box.dataset.search).then((answer) => answer.ok ? answer.json() : Promise.reject(answer.status));
  Promise.all([loading, started])
    .then(([loaded]) => {
      const typed = form.elements.q.value;
      prepare(loaded);
      recall();
      if (asked.size || typed) search();
      box.dataset.ready = "yes";
    })
    .catch(() => { count.textContent = "查找用的数据没有取到，请刷新页面，或按地区查找。"; });
})();

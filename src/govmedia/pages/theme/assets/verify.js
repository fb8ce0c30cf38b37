// Is this account real? Compares what is typed with verify.json (see govmedia.pages.verifydata), here in the browser only.
(() => {
  const box = document.querySelector("[data-verify]");
  if (!box) return;
  const form = box.querySelector("form");
  const answer = box.querySelector("#gm-answer");
  const STATES = { suspended: "关停", cancelled: "注销" };
  let data;

  // Material opens its own search for ?q=; ours takes the address first and gives it back when Material has started.
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) history.replaceState(null, "", location.pathname);
  const started = new Promise((done) => addEventListener("load", done));

  // Letters that look alike are taken for the same one before names are compared.
  const ALIKE = { 0: "o", 1: "l", i: "l", "|": "l", 已: "己", 巳: "己", 末: "未", 土: "士", 人: "入", 日: "曰", 宫: "官", 戌: "戍", 戊: "戍", 天: "夭", 发: "髪", 發: "髪", 東: "东", 嶺: "岭", 廣: "广", 衛: "卫", 衞: "卫", 縣: "县", 區: "区", 務: "务", 網: "网", 稅: "税", 門: "门", 電: "电", 國: "国", 號: "号", 佈: "布" };
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\u200b-\u200f\u2060\ufeff]+/g, "");
  const skeleton = (text) => [...fold(text)].map((c) => ALIKE[c] ?? c).join("").replaceAll("rn", "m").replaceAll("vv", "w");
  const plainUrl = (text) => fold(text).replace(/^https?:\/\//, "").replace(/^www\./, "").replace(/[/?#]+$/, "");
  const make = (tag, options, ...children) => {
    const element = Object.assign(document.createElement(tag), options);
    element.append(...children);
    return element;
  };

  function near(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let i = 0;
    while (i < a.length && i < b.length && a[i] === b[i]) i++;
    let j = 0;
    while (j < a.length - i && j < b.length - i && a[a.length - 1 - j] === b[b.length - 1 - j]) j++;
    return Math.max(a.length, b.length) - i - j <= 1;
  }

  function idsIn(url) {
    const found = new Set();
    data.platforms.forEach(([, patterns], platform) => {
      for (const pattern of patterns) {
        const match = new RegExp(`^(?:${pattern})$`).exec(url);
        for (const value of Object.values(match?.groups ?? {})) if (value) found.add(`${platform} ${value}`);
      }
    });
    return found;
  }

  function exact(text) {
    const word = fold(text);
    const ids = /[./]/.test(text) ? idsIn(text.trim()) : new Set();
    const url = plainUrl(text);
    return data.accounts.filter(([id, name, , platform, values, address]) =>
      fold(name) === word || id === text.trim() || values.some((v) => fold(v) === word || ids.has(`${platform} ${v}`)) || (address && plainUrl(address) === url));
  }

  function formerly(text) {
    const word = fold(text);
    return data.accounts.filter(([, , former]) => former.split("|").some((name) => name && fold(name) === word));
  }

  // One letter more, less or other; letters that look alike; an official name with something before or after it.
  function lookalikes(text) {
    const bones = skeleton(text);
    if (bones.length < 3) return [];
    return data.accounts.filter(([, name, , , values]) => {
      const own = skeleton(name);
      if (own.length >= 3 && (near([...own], [...bones]) || (bones.includes(own) && bones.length - own.length <= 6))) return true;
      return values.some((v) => v.length > 5 && near([...skeleton(v)], [...bones]));
    });
  }

  function card(account) {
    const [id, name, former, platform, values, , state, since, sponsor, kind] = account;
    const link = make("a", { href: `../accounts/${id}.html`, textContent: name });
    const words = [`（${data.platforms[platform][0]}），主办单位：${sponsor}`];
    if (values.length) words.push(`，编号 ${values.join("、")}`);
    if (former) words.push(`，曾用名 ${former.replaceAll("|", "、")}`);
    if (STATES[state]) words.push(`，已于 ${since || "早前"} ${STATES[state]}`);
    if (kind === 1) words.push("，主办单位尚未核实");
    if (kind === 2) words.push("，登记在案，不在本办法适用范围");
    return make("li", {}, link, words.join(""));
  }

  function verdict(kind, title, note, accounts = []) {
    const part = make("div", { className: `gm-verdict gm-verdict--${kind}` }, make("p", {}, make("strong", { textContent: title })), make("p", { textContent: note }));
    if (accounts.length) part.append(make("ul", {}, ...accounts.slice(0, 20).map(card)));
    part.dataset.verdict = kind;
    return part;
  }

  function judge(text) {
    const found = exact(text);
    const good = found.filter(([, , , , , , state, , , kind]) => !STATES[state] && kind !== 1);
    const unsure = found.filter(([, , , , , , state, , , kind]) => !STATES[state] && kind === 1);
    const closed = found.filter(([, , , , , , state]) => STATES[state]);
    const parts = [];
    if (good.length) parts.push(verdict("good", good.length > 1 ? `登记在册，共 ${good.length} 个` : "登记在册", "名称可以冒用，请再核对平台和编号是否与下列一致。", good));
    if (unsure.length) parts.push(verdict("warn", "登记在册，主办单位尚未核实", "不能据此认定是官方账号。", unsure));
    if (closed.length) parts.push(verdict("bad", "已经关停或者注销", "这个账号不再发布信息；仍以它的名义发布的，不是官方行为。", closed));
    if (parts.length) return parts;
    const old = formerly(text);
    if (old.length) return [verdict("warn", "这是曾用名", "账号已经改名，现名如下。仍用旧名的，请核对编号。", old)];
    const alike = lookalikes(text);
    if (alike.length) return [verdict("bad", "没有登记，但与下列账号相似", "名称或编号只差一点的，可能是仿冒，请勿相信。", alike)];
    if (/^https?:\/\/(v\.douyin\.com|t\.cn|dwz\.cn|url\.cn)\//i.test(text.trim())) return [verdict("none", "短网址无法核对", "请在平台里打开账号主页，再复制完整网址或者编号。")];
    return [verdict("none", "没有登记", "本目录里没有这个账号，不能据此断定真假。党委、人大、政协、法院、检察院等机关的账号一般不在本目录。")];
  }

  function ask() {
    const text = form.elements.q.value.trim();
    history.replaceState(null, "", text ? `?q=${encodeURIComponent(text)}` : location.pathname);
    answer.replaceChildren(...(text ? judge(text) : [make("p", { textContent: "请输入网址、编号或者名称。" })]));
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); if (data) ask(); });
  const loading = fetch(box.dataset.verify).then((reply) => reply.ok ? reply.json() : Promise.reject(reply.status));
  Promise.all([loading, started])
    .then(([loaded]) => {
      data = loaded;
      box.dataset.ready = "yes";
      if (asked) { form.elements.q.value = asked; ask(); }
    })
    .catch(() => { answer.textContent = "核验用的数据没有取到，请刷新页面。"; });
})();

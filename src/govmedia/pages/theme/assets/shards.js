// The home page's search in a large directory, over the small files that govmedia.pages.searchshards describes.
const ZERO = 48;
const MANY_BLOCKS = 40; // beyond that many files nothing is fetched only to count
const SHORT = "账号较多，只输一个字查不了。请至少输入两个字，或者先选地区、平台再输";

// Numbers are accounts. A rank is 0 where the account's name holds all words as far as the shards tell, else 1.
export function sharded(index, { folder, fold, hayOf, rowOf, NONE }) {
  const files = new Map();

  function load(name) {
    if (!files.has(name)) {
      const file = fetch(`${folder}${name}.json`).then((answer) => answer.ok ? answer.json() : Promise.reject(answer.status));
      file.catch(() => files.delete(name)); // so that the next try asks again
      files.set(name, file);
    }
    return files.get(name);
  }

  const shardOf = ([first, second]) => (first.codePointAt(0) * 31 + second.codePointAt(0)) % index.shards;

  function unpack(gaps, rank, into) {
    let number = 0;
    for (const gap of gaps) into.set(number += gap, rank);
  }

  async function ofPair(pair) {
    const [inName, elsewhere] = (await load(`s${shardOf(pair)}`))[pair.join("")] ?? [[], []];
    const found = new Map();
    unpack(inName, 0, found);
    unpack(elsewhere, 1, found);
    return found;
  }

  function both(one, other) {
    const found = new Map();
    for (const [number, rank] of one) if (other.has(number)) found.set(number, Math.max(rank, other.get(number)));
    return found;
  }

  // Accounts that may hold a word of two characters or more, with their rank.
  async function holding(word) {
    const letters = Array.from(word);
    const found = (await Promise.all(letters.slice(1).map((letter, at) => ofPair([letters[at], letter])))).reduce(both);
    for (const [table, name] of [["platforms", "platform"], ["fields", "field"]]) {
      const named = new Set(index[table].flatMap((row, at) => fold(row[1]).includes(word) ? [at] : []));
      if (named.size) await eachWith(name, (at, number) => { if (named.has(at) && !found.has(number)) found.set(number, 1); });
    }
    return found;
  }

  async function eachWith(name, take) {
    const text = await load(name);
    for (let number = 0; number < text.length; number++) take(text.charCodeAt(number) - ZERO, number);
  }

  // Whether a number lies in the region or below it.
  function inRegion(wanted) {
    const runs = index.regions.filter((_, at) => above(at).includes(wanted)).map((row) => [row[3], row[4]]);
    return (number) => runs.some(([first, end]) => first <= number && number < end);
  }

  function above(at) {
    const ids = [];
    for (; at >= 0; at = index.regions[at][2]) ids.push(index.regions[at][0]);
    return ids;
  }

  async function filtersOf(chosen) {
    const kept = chosen.region ? [inRegion(chosen.region)] : [];
    for (const [table, name] of [["platforms", "platform"], ["states", "state"], ["fields", "field"]]) {
      if (!chosen[name]) continue;
      const text = await load(name);
      const code = ZERO + index[table].findIndex((row) => row[0] === chosen[name]);
      kept.push((number) => text.charCodeAt(number) === code);
    }
    return kept;
  }

  const blockOf = (number) => Math.floor(number / index.block);
  const spread = (numbers) => new Set(numbers.map(blockOf)).size;

  // Of these accounts those that hold every word, as what the page shows of them; in the same order.
  async function verified(numbers, words) {
    const blocks = await Promise.all(numbers.map((number) => load(`b${blockOf(number)}`)));
    return numbers.flatMap((number, at) => {
      const { accounts, units } = blocks[at];
      const account = accounts[number % index.block];
      const hay = hayOf(account, units);
      return words.every((word) => hay.includes(word)) ? [{ number, row: rowOf(account, units) }] : [];
    });
  }

  async function candidates(words, chosen) {
    const kept = await filtersOf(chosen);
    const lists = await Promise.all(words.map(holding));
    const found = lists.length ? lists.reduce(both) : new Map(Array.from({ length: index.total }, (_, number) => [number, 1]));
    const states = await load("state");
    const numbers = [...found.keys()].filter((number) => kept.every((keeps) => keeps(number)));
    return numbers.sort((a, b) => found.get(a) - found.get(b) || states.charCodeAt(a) - states.charCodeAt(b) || a - b);
  }

  return async (words, chosen) => {
    const long = words.filter((word) => Array.from(word).length > 1);
    let numbers = await candidates(long, chosen);
    // Two characters side by side are in the shards as they are; longer words may be scattered over a candidate's texts.
    let exact = words.every((word) => Array.from(word).length === 2);
    const few = spread(numbers) <= MANY_BLOCKS;
    if (long.length < words.length && !few) return { text: SHORT, next: async () => [], left: () => false };
    if (!exact && few) {
      numbers = (await verified(numbers, words)).map((found) => found.number);
      exact = true;
    }
    let at = 0;
    return {
      text: numbers.length ? `查到${exact ? "" : "约"} ${numbers.length} 个账号` : NONE,
      left: () => at < numbers.length,
      next: async (many) => {
        const rows = [];
        while (rows.length < many && at < numbers.length) {
          const part = numbers.slice(at, at += many - rows.length);
          rows.push(...(await verified(part, words)).map((found) => found.row));
        }
        return rows;
      },
    };
  };
}

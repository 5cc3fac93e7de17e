// Put once into a world of its own in each frame: finds a banner, aims at a button, and tells whether the banner is gone.
(data) => {
  if (globalThis.__vidne_consent) return;
  const { rules, words } = data;
  const many = 20000, longest = 15000;
  const cut = (text, length) => String(text ?? "").replace(/\s+/g, " ").trim().slice(0, length);

  // Elements, through open shadow roots.
  const roots = () => {
    const found = [document];
    let seen = 0;
    for (let at = 0; at < found.length && found.length < 200; at++) {
      for (const each of found[at].querySelectorAll("*")) {
        if (++seen > many) return found;
        if (each.shadowRoot) found.push(each.shadowRoot);
      }
    }
    return found;
  };
  const above = (node) => node.parentElement || (node.getRootNode() instanceof ShadowRoot ? node.getRootNode().host : null);
  const holds = (outer, inner) => { for (let node = inner; node; node = above(node)) if (node === outer) return true; return false; };
  const query = (selector) => {
    let from = [document];
    for (const part of selector.split(">>>")) {
      from = from.flatMap((root) => Array.from((root.shadowRoot ?? root).querySelectorAll(part)));
    }
    return from;
  };

  // A thing that is there but cannot be seen asks for nothing.
  const isVisible = (node) => {
    if (!node || !node.isConnected || !node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const box = node.getBoundingClientRect();
    if (box.width * box.height < 4) {
      // A box without a size may hold some that have one.
      return Array.from(node.children).slice(0, 50).some(isVisible);
    }
    let isFixed = false;
    for (let each = node; each && !isFixed; each = above(each)) isFixed = getComputedStyle(each).position === "fixed";
    return !isFixed || (box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight);
  };
  const textOf = (node, most) => {
    let text = "";
    const add = (each) => {
      if (text.length > most) return;
      if (each.nodeType === Node.TEXT_NODE) text += each.data + " ";
      else if (each.nodeType === Node.ELEMENT_NODE && !/^(script|style|template|noscript)$/.test(each.localName)) {
        (each.shadowRoot ?? each).childNodes.forEach(add);
      }
    };
    add(node);
    return text;
  };
  const describe = (node) => {
    const name = (each) => each.localName + (each.id ? "#" + CSS.escape(each.id) : Array.from(each.classList).slice(0, 3).map((one) => "." + CSS.escape(one)).join(""));
    const parent = above(node);
    return cut(node.id || !parent ? name(node) : `${name(parent)} > ${name(node)}`, 200);
  };

  // What a button says.
  const fold = (text) => {
    const plain = String(text).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
    return plain.split(" ").filter((word) => !words.filler.includes(word)).join(" ");
  };
  const said = Object.fromEntries(["reject", "accept", "acknowledge", "settings", "save", "part", "never"].map((kind) => [kind, words[kind].map(fold)]));
  const has = (text, phrase) => phrase !== "" && ` ${text} `.includes(` ${phrase} `);
  const label = (node) => cut(node.innerText || node.value || node.getAttribute("aria-label") || node.title || node.textContent, 200);
  // How well it says it: the place of the phrase in the list, or -1.
  const rank = (text, kind) => {
    const folded = fold(text);
    if (folded === "" || text.split(/\s+/).length > 12 || said.never.some((phrase) => has(folded, phrase))) return -1;
    if (kind === "acknowledge") return said.acknowledge.indexOf(folded);
    const at = said[kind].findIndex((phrase) => has(folded, phrase));
    if (kind === "accept" && (said.part.some((phrase) => has(folded, phrase)) || rank(text, "reject") >= 0)) return -1;
    return at;
  };

  // A button that leads to another page or sends a form is never touched.
  const isHarmless = (node) => {
    const link = node.closest("a[href]");
    if (link && !/^(#|javascript:)/i.test(link.getAttribute("href").trim()) && link.getAttribute("href").trim() !== "") return false;
    return !(node.form && /^(submit|image)$/.test(node.type));
  };
  const buttons = () => roots().flatMap((root) => Array.from(root.querySelectorAll("button, input[type=button], [role=button], a")).slice(0, 3000));

  // The layer that a button stands in, and how sure it is that it is one: 0 surely, 1 by its name only.
  const layerOf = (button) => {
    for (let node = above(button); node; node = above(node)) {
      const isWhole = node === document.body || node === document.documentElement;
      if (isWhole && window === window.top) return null;
      const text = textOf(node, longest);
      if (text.length > longest) return null;
      const small = text.toLowerCase();
      if (!words.topic.some((word) => small.includes(word))) continue;
      const style = getComputedStyle(node);
      const isAbove = /^(fixed|sticky)$/.test(style.position) || (style.position !== "static" && Number(style.zIndex) >= 100);
      const isDialog = node.localName === "dialog" || /^(alert)?dialog$/.test(node.getAttribute("role") || "") || node.getAttribute("aria-modal") === "true";
      if (isAbove || isDialog || (isWhole && window !== window.top)) return { node, sure: 0 };
      const name = `${node.id} ${node.getAttribute("class") || ""} ${node.localName} ${node.getAttribute("aria-label") || ""}`.toLowerCase();
      if (words.name.some((part) => name.includes(part))) return { node, sure: 1 };
    }
    return null;
  };

  let banner = null;
  let layers = [];
  let aimed = null;
  let landed = false;
  const clicks = [];
  const touched = [];

  const best = (kind) => {
    const found = [];
    for (const node of buttons()) {
      const at = rank(label(node), kind);
      if (at < 0 || !isVisible(node) || !isHarmless(node)) continue;
      const layer = banner && holds(banner, node) ? { node: banner, sure: -1 } : layerOf(node);
      if (layer) found.push({ node, layer, at });
    }
    found.sort((one, other) => one.layer.sure - other.layer.sure || one.at - other.at);
    return found[0] ?? null;
  };
  const aimAt = (node, layer) => {
    const inView = (box) => box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
    if (!inView(node.getBoundingClientRect())) node.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = node.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    let hit = document.elementFromPoint(x, y);
    while (hit && hit.shadowRoot) {
      const inner = hit.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    if (layer && !layers.includes(layer)) layers.push(layer);
    [aimed, landed] = [node, false];
    node.addEventListener("click", () => { landed = true; }, { capture: true, once: true });
    return { selector: describe(node), text: label(node), x, y, reachable: !!hit && holds(node, hit) };
  };

  addEventListener("click", (event) => {
    const node = event.composedPath()[0];
    if (!(node instanceof Element) || touched.length >= 50) return;
    touched.push(node);
    clicks.push(`${describe(node)} "${label(node)}"`);
  }, { capture: true });

  globalThis.__vidne_consent = {
    // What of our own data knows a banner here.
    look(action) {
      [banner, layers] = [null, []];
      for (const rule of rules) {
        const node = rule.banner.flatMap(query).find(isVisible);
        if (!node) continue;
        banner = node;
        layers = [node];
        return { rule: rule.id, ways: rule[action] ?? [], banner: describe(node) };
      }
      for (const kind of [action, "acknowledge", "settings", "accept"]) {
        const found = best(kind);
        if (!found) continue;
        banner = found.layer.node;
        layers = [banner];
        return { rule: null, ways: [], banner: describe(banner) };
      }
      return null;
    },
    aim(selector) {
      const node = query(selector).find(isVisible);
      return node ? aimAt(node, null) : null;
    },
    find(kind) {
      const found = best(kind);
      return found ? aimAt(found.node, found.layer.node) : null;
    },
    landed: () => landed,
    press() { aimed.click(); },
    // Takes back every choice of the layers that can be taken back.
    untick() {
      const told = [];
      for (const layer of layers.filter(isVisible)) {
        for (const box of layer.querySelectorAll("input[type=checkbox]:checked:not(:disabled), [role=switch][aria-checked=true]:not([aria-disabled=true])")) {
          if (told.length >= 50) return told;
          told.push(`${describe(box)} "${cut(box.labels?.[0]?.innerText || label(box), 100)}"`);
          box.click();
        }
      }
      return told;
    },
    isThere: () => layers.some(isVisible),
    // Whether the banner that somebody else works may still be there: what we know of it, else what was clicked, else nobody knows.
    isLeft: () => (layers.length > 0 ? layers.some(isVisible) : touched.length === 0 || touched.some(isVisible)),
    clicks: () => clicks.splice(0),
  };
}

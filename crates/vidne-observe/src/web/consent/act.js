// Put once into a world of its own in each frame: finds a banner, aims at a button, and tells whether the banner is gone.
// What a label means is told to it (`know`); it reads none itself.
(data) => {
  if (Object.hasOwn(globalThis, "__vidne_consent")) return;
  const { rules, words } = data;
  const many = 20000, longest = 15000;
  const cut = (text, length) => String(text ?? "").replace(/\s+/g, " ").trim().slice(0, length);

  // A field may be called `getAttribute`, a picture `body`: what a form or a document is asked for goes past such names.
  const reader = (kind, key) => { const { get } = Object.getOwnPropertyDescriptor(kind.prototype, key); return (of) => get.call(of); };
  const caller = (kind, key) => { const call = kind.prototype[key]; return (of, ...given) => call.apply(of, given); };
  const kindOf = reader(Node, "nodeType"), parentOf = reader(Node, "parentElement"), rootOf = caller(Node, "getRootNode"), isIn = reader(Node, "isConnected");
  const childrenOf = reader(Node, "childNodes"), wholeText = reader(Node, "textContent"), innerText = reader(HTMLElement, "innerText");
  const nameOf = reader(Element, "localName"), idOf = reader(Element, "id"), classesOf = reader(Element, "classList"), boxOf = caller(Element, "getBoundingClientRect");
  const attribute = caller(Element, "getAttribute"), fits = caller(Element, "matches"), isShown = caller(Element, "checkVisibility"), scroll = caller(Element, "scrollIntoView");
  // Closed shadow roots, by their hosts: only the browser's own tools can show them, and it hands them over (`open`).
  const closed = new WeakMap(), described = new WeakSet();
  const openOf = reader(Element, "shadowRoot"), shadowOf = (node) => openOf(node) ?? closed.get(node) ?? null;
  const slotOf = reader(Element, "assignedSlot"), partsOf = reader(Element, "children"), assigned = caller(HTMLSlotElement, "assignedNodes");
  const listen = caller(EventTarget, "addEventListener"), send = caller(EventTarget, "dispatchEvent"), pushed = caller(HTMLElement, "click");
  const click = (node) => (node instanceof HTMLElement ? pushed(node) : send(node, new MouseEvent("click", { bubbles: true, cancelable: true, composed: true })));
  const root = reader(Document, "documentElement"), body = reader(Document, "body");
  const allIn = [Document, DocumentFragment, Element].map((kind) => [kind, caller(kind, "querySelectorAll")]);
  const all = (from, selector) => Array.from(allIn.find(([kind]) => from instanceof kind)[1](from, selector));
  const under = [[Document, caller(Document, "elementFromPoint")], [ShadowRoot, caller(ShadowRoot, "elementFromPoint")]];
  const hitIn = (from, x, y) => under.find(([kind]) => from instanceof kind)[1](from, x, y);

  // Elements, through shadow roots and the slots in them, as they are shown.
  const roots = () => {
    const found = [document];
    let seen = 0;
    for (let at = 0; at < found.length && found.length < 200; at++) {
      for (const each of all(found[at], "*")) {
        if (++seen > many) return found;
        if (shadowOf(each)) found.push(shadowOf(each));
      }
    }
    return found;
  };
  const holder = (node) => parentOf(node) || (rootOf(node) instanceof ShadowRoot ? rootOf(node).host : null);
  const above = (node) => slotOf(node) || holder(node);
  const below = (node) => {
    if (shadowOf(node)) return Array.from(childrenOf(shadowOf(node)));
    const given = node instanceof HTMLSlotElement ? assigned(node) : [];
    return given.length > 0 ? given : Array.from(childrenOf(node));
  };
  const within = (outer) => {
    const found = [outer];
    for (let at = 0; at < found.length && found.length < many; at++) found.push(...below(found[at]).filter((each) => kindOf(each) === Node.ELEMENT_NODE));
    return found;
  };
  const holds = (outer, inner) => { for (let node = inner; node; node = above(node)) if (node === outer) return true; return false; };
  const query = (selector) => {
    let from = [document];
    for (const part of selector.split(">>>")) {
      from = from.flatMap((each) => all((each instanceof Element && shadowOf(each)) || each, part));
    }
    return from;
  };

  // A thing that is there but cannot be seen asks for nothing.
  const isVisible = (node) => {
    if (!node || !isIn(node) || !isShown(node, { opacityProperty: true, visibilityProperty: true })) return false;
    const box = boxOf(node);
    if (box.width * box.height < 4) {
      // A box without a size may hold some that have one.
      return Array.from(partsOf(node)).slice(0, 50).some(isVisible);
    }
    let isFixed = false;
    for (let each = node; each && !isFixed; each = above(each)) isFixed = getComputedStyle(each).position === "fixed";
    return !isFixed || (box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight);
  };
  const textOf = (node, most) => {
    let text = "";
    const add = (each) => {
      if (text.length > most) return;
      if (kindOf(each) === Node.TEXT_NODE) text += each.data + " ";
      else if (kindOf(each) === Node.ELEMENT_NODE && !/^(script|style|template|noscript)$/.test(nameOf(each))) below(each).forEach(add);
    };
    add(node);
    return text;
  };
  const describe = (node) => {
    const classes = (each) => Array.from(classesOf(each)).slice(0, 3).map((one) => "." + CSS.escape(one)).join("");
    const name = (each) => nameOf(each) + (idOf(each) ? "#" + CSS.escape(idOf(each)) : classes(each));
    const parent = holder(node);
    return cut(idOf(node) || !parent ? name(node) : `${name(parent)} > ${name(node)}`, 200);
  };

  // What a button says, and what that means.
  const isSlotted = (node) => within(node).some((each) => shadowOf(each) || each instanceof HTMLSlotElement);
  const shown = (node) => (node instanceof HTMLElement && innerText(node).trim()) || (isSlotted(node) ? textOf(node, 400).trim() : "");
  const label = (node) => cut(shown(node) || node.value || attribute(node, "aria-label") || attribute(node, "alt") || attribute(node, "title") || wholeText(node), 200);
  const meanings = new Map();
  const meaning = (text) => meanings.get(text) ?? {};
  const buttonlike = "button, input[type=button], input[type=submit], input[type=image], [role=button], a";
  // A box that only listens says that it can be pressed by the hand above it.
  const boxes = ":is(div, span, p, li, td, b, strong, em, i, u, small, svg):not(label *, a[href] *, button *, [role=button] *, summary *)";
  const isHandy = (node) => {
    const { length } = wholeText(node).trim();
    return length > 0 && length <= 60 && isShown(node) && getComputedStyle(node).cursor === "pointer";
  };
  // A heading is mostly there to be read out first.
  const pressable = `${buttonlike}, [onclick]:not(form, body), [tabindex="0"]:not(form, body, h1, h2, h3, h4, h5, h6, p, dialog, [role=dialog], [role=document])`;
  const isShort = (node) => wholeText(node).length <= 400;
  const handy = (from) => all(from, boxes).slice(0, 3000).filter((node) => !fits(node, pressable) && isHandy(node));
  const buttons = () => roots().flatMap((each) => [...all(each, pressable).slice(0, 3000), ...handy(each)]).filter(isShort);

  // A button that leads to another page or sends a form is never touched.
  const isHarmless = (node) => {
    for (let each = node; each; each = above(each)) {
      const to = nameOf(each) === "a" ? (attribute(each, "href") ?? "").trim() : "";
      if (to !== "" && !/^(#|javascript:)/i.test(to)) return false;
      if (!(each instanceof HTMLButtonElement || each instanceof HTMLInputElement) || !each.form || !/^(submit|image)$/.test(each.type)) continue;
      // Sent to its dialog, a form only closes it.
      if (cut(attribute(each, "formmethod") ?? attribute(each.form, "method"), 20).toLowerCase() !== "dialog") return false;
    }
    return true;
  };

  const isDialog = (node) => nameOf(node) === "dialog" || /^(alert)?dialog$/.test(attribute(node, "role") || "") || attribute(node, "aria-modal") === "true";
  const isWhole = (node) => node === body(document) || node === root(document);
  // The layer that a button stands in; how sure it is that it is one: 0 surely, 1 by its name only; and whether it only speaks of consent.
  const layerOf = (button) => {
    for (let node = above(button); node; node = above(node)) {
      if (isWhole(node) && window === window.top) return null;
      const text = textOf(node, longest);
      if (text.length > longest) return null;
      const small = text.toLowerCase();
      const speaks = (list) => list.some((word) => small.includes(word));
      const name = `${idOf(node)} ${attribute(node, "class") || ""} ${nameOf(node)} ${attribute(node, "aria-label") || ""}`.toLowerCase();
      const isNamed = words.name.some((part) => name.includes(part));
      const isWeak = !speaks(words.topic) && !isNamed;
      if (!speaks(words.topic) && (!speaks(words.consent) || (isWeak && speaks(words.other)))) continue;
      const style = getComputedStyle(node);
      const isAbove = /^(fixed|sticky)$/.test(style.position) || (style.position !== "static" && Number(style.zIndex) >= 100);
      if (isAbove || isDialog(node) || isWhole(node)) return { node, sure: 0, weak: Number(isWeak) };
      if (isNamed) return { node, sure: 1, weak: 0 };
    }
    return null;
  };

  let banner = null;
  let layers = [];
  // Layers that ask for something else.
  let others = [];
  let aimed = null;
  let landed = false;
  const clicks = [];
  const touched = [];

  // The visible buttons that say it, the best first.
  const read = () => buttons().map((node) => [node, meaning(label(node))]);
  const saying = (kind, isPressable = true, from = read()) => {
    const found = [];
    for (const [node, says] of from) {
      const at = says[kind] ?? -1;
      if (at < 0 || !isVisible(node) || (isPressable && !isHarmless(node))) continue;
      const layer = banner && holds(banner, node) ? { node: banner, sure: -1, weak: 0 } : layerOf(node);
      if (layer && !others.includes(layer.node)) found.push({ node, layer, at, plain: Number(!fits(node, buttonlike)) });
    }
    const inmost = found.filter(({ node }) => !found.some((other) => other.node !== node && holds(node, other.node)));
    const order = ({ layer, plain, at }) => [layer.weak, layer.sure, plain, at];
    return inmost.sort((one, other) => order(one).map((value, at) => value - order(other)[at]).find((apart) => apart !== 0) ?? 0);
  };
  const aimAt = (node, layer) => {
    const inView = (box) => box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
    if (!inView(boxOf(node))) scroll(node, { block: "center", inline: "center", behavior: "instant" });
    const box = boxOf(node);
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    let hit = hitIn(document, x, y);
    while (hit && shadowOf(hit)) {
      const inner = hitIn(shadowOf(hit), x, y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    if (layer && !layers.includes(layer)) layers.push(layer);
    [aimed, landed] = [node, false];
    listen(node, "click", () => { landed = true; }, { capture: true, once: true });
    return { selector: describe(node), text: label(node), x, y, reachable: !!hit && holds(node, hit) };
  };

  // The whole of what a layer is a part of: a footer that sticks stands in a dialog.
  const regionOf = (layer) => {
    let region = layer;
    for (let node = above(layer); node && !isWhole(node); node = above(node)) {
      if (!isDialog(node) && getComputedStyle(node).position !== "fixed") continue;
      if (textOf(node, longest).length > longest || within(node).some((each) => fits(each, "main, [role=main]"))) break;
      region = node;
    }
    return region;
  };
  const choosable = "input[type=checkbox], input[type=radio], [role=checkbox], [role=switch], [role=radio], [role=menuitemcheckbox], [role=menuitemradio], [aria-pressed], select";
  const isNative = (node) => fits(node, "input[type=checkbox], input[type=radio]");
  const isRadio = (node) => fits(node, "input[type=radio], [role=radio], [role=menuitemradio]");
  // Every choice of the layers, whether it can be seen or not: what looks like a switch mostly hides a box.
  const choices = () => {
    const regions = new Set(layers.filter(isVisible).map(regionOf));
    const inside = Array.from(new Set(Array.from(regions).flatMap(within)));
    const isOuter = (node) => !isNative(node) && within(node).some((each) => each !== node && isNative(each));
    return { inside, chosen: inside.filter((node) => fits(node, choosable) && !isOuter(node)) };
  };
  const labelled = (node) => {
    const named = (attribute(node, "aria-labelledby") || "").split(/\s+/).filter(Boolean);
    const texts = named.flatMap((id) => all(rootOf(node), "#" + CSS.escape(id)).map(shown));
    const tied = isNative(node) && node.labels?.[0] ? shown(node.labels[0]) : "";
    const value = isRadio(node) ? attribute(node, "value") : "";
    return cut(texts.join(" ") || tied || attribute(node, "aria-label") || (isNative(node) ? value : label(node)), 200);
  };
  const state = (node) => {
    if (nameOf(node) === "select") {
      const options = Array.from(node.options, (option) => meaning(cut(option.label, 200)));
      return options.some((each) => each.off) && !options[node.selectedIndex]?.off ? "on" : "off";
    }
    const told = isNative(node) ? String(node.indeterminate ? "mixed" : node.checked) : attribute(node, "aria-checked") ?? attribute(node, "aria-pressed");
    return { true: "on", false: "off" }[told] ?? "unknown";
  };
  const fellows = (node) => {
    const ring = (each) => { while (each && !fits(each, "[role=radiogroup], fieldset")) each = above(each); return each; };
    if (!isNative(node)) return choices().chosen.filter((each) => isRadio(each) && !isNative(each) && (ring(each) ?? holder(each)) === (ring(node) ?? holder(node)));
    return choices().chosen.filter((each) => each === node || (fits(each, "input[type=radio]") && node.name !== "" && each.name === node.name && each.form === node.form));
  };
  // What still gives something away. What is always on needs no consent, unless it says that it does.
  const isGiving = (node) => {
    const { names, off } = meaning(labelled(node));
    if (state(node) === "off" || names === "needed" || (isRadio(node) && off)) return false;
    return !(fits(node, ":disabled") || attribute(node, "aria-disabled") === "true") || names === "optional";
  };
  // Nobody sees from here into a frame, nor into a closed shadow root that was not handed over.
  const isSealed = (node) => {
    const isOwn = nameOf(node).includes("-") && !shadowOf(node) && childrenOf(node).length === 0;
    return (isOwn || nameOf(node) === "iframe") && isVisible(node);
  };
  const tell = (node) => `${describe(node)} "${cut(labelled(node), 100)}"`;

  listen(window, "click", (event) => {
    const node = event.composedPath()[0];
    if (!(node instanceof Element) || touched.length >= 50) return;
    touched.push(node);
    clicks.push(`${describe(node)} "${label(node)}"`);
  }, { capture: true });

  globalThis.__vidne_consent = {
    // Labels of which it was not told what they mean.
    unknown() {
      const { chosen } = choices();
      const options = chosen.flatMap((node) => (nameOf(node) === "select" ? Array.from(node.options, (option) => cut(option.label, 200)) : [labelled(node)]));
      const texts = new Set([...buttons().map(label), ...options]);
      return Array.from(texts).filter((text) => text !== "" && !meanings.has(text)).slice(0, 3000);
    },
    // Of what it is not known yet whether it has a closed shadow root: elements of the page's own kinds, what is empty within such a root, and
    // what lies open to the eye. That is looked at through a grid, so that its cost has a bound.
    hosts() {
      const isOwn = (node) => nameOf(node).includes("-"), isSealedIn = (from) => from instanceof ShadowRoot && closed.get(from.host) === from;
      const isLikely = (node, from) => !shadowOf(node) && (isOwn(node) || (isSealedIn(from) && childrenOf(node).length === 0));
      const seen = new Set(roots().flatMap((from) => all(from, "*").slice(0, many).filter((node) => isLikely(node, from) && isVisible(node))));
      for (let down = 0.5; down < 12; down++) {
        for (let along = 0.5; along < 6; along++) {
          const [x, y] = [(innerWidth * along) / 6, (innerHeight * down) / 12];
          let hit = hitIn(document, x, y);
          for (let inner = hit; inner && shadowOf(inner); hit = inner) {
            inner = hitIn(shadowOf(inner), x, y);
            if (!inner || inner === hit) break;
          }
          if (hit && !isWhole(hit)) seen.add(hit);
        }
      }
      const unknown = Array.from(seen).filter((node) => !described.has(node)).slice(0, 100);
      unknown.forEach((node) => described.add(node));
      return unknown;
    },
    open(host, inner) { closed.set(host, inner); },
    know(told) { for (const [text, meant] of told) meanings.set(text, meant); },
    // What of our own data knows a banner here. Asked again, only what asks for consent is one, not what leads back to the choices.
    look(action, isAgain) {
      [banner, layers, others] = [null, [], isAgain ? others : []];
      const from = read();
      const asks = (node) => from.some(([each, { reject, accept }]) => (reject ?? accept ?? null) !== null && isVisible(each) && holds(node, each));
      for (const rule of rules) {
        const node = rule.banner.flatMap(query).find((each) => isVisible(each) && (!isAgain || asks(each)));
        if (!node) continue;
        banner = node;
        layers = [node];
        return { rule: rule.id, ways: rule[action] ?? [], banner: describe(node), weak: 0 };
      }
      const kinds = isAgain ? ["reject", "accept"] : [action, "acknowledge", "settings", "accept", "reject"];
      // A link to the choices stands on many pages; one that refuses or accepts stands in a banner, wherever it leads.
      const seen = kinds.flatMap((kind) => saying(kind, kind === "settings" || kind === "acknowledge", from));
      const isAsking = ({ layer }) => {
        if (!isAgain) return true;
        const says = (kind) => saying(kind, false, from).some((each) => each.layer.node === layer.node);
        // A film that waits for consent in a frame of its own only asks to be allowed.
        return layer.sure === 0 && (window === window.top || (says("accept") && (says("reject") || says("settings"))));
      };
      const known = seen.filter(isAsking);
      const found = known.find(({ layer }) => layer.weak === 0) ?? known[0];
      if (!found) return null;
      banner = found.layer.node;
      layers = [banner];
      if (found.layer.weak === 0 && !isAgain) others = known.filter(({ layer }) => layer.weak === 1).map(({ layer }) => layer.node);
      return { rule: null, ways: [], banner: describe(banner), weak: found.layer.weak };
    },
    aim(selector) {
      const node = query(selector).find(isVisible);
      return node ? aimAt(node, null) : null;
    },
    find(kind) {
      const found = saying(kind)[0];
      return found ? aimAt(found.node, found.layer.node) : null;
    },
    landed: () => landed,
    press() { click(aimed); },
    // Takes back every choice of the layers that can be taken back.
    untick() {
      const told = [];
      for (const node of choices().chosen) {
        if (told.length >= 50) break;
        if (!isGiving(node) || state(node) !== "on" || fits(node, "select, :disabled")) continue;
        const no = isRadio(node) ? fellows(node).find((each) => each !== node && meaning(labelled(each)).off) : node;
        // A button that accepts is not pressed, not even to take it back.
        if (!no || (attribute(no, "aria-pressed") !== null && meaning(label(no)).gives)) continue;
        told.push(tell(no));
        click(no);
      }
      return told;
    },
    // How the choices of the layers stand: how many there are, and which give something away or cannot be told.
    standing() {
      const { inside, chosen } = choices();
      return { choices: chosen.length, giving: chosen.filter(isGiving).slice(0, 10).map(tell), sealed: inside.filter(isSealed).slice(0, 10).map(describe) };
    },
    isThere: () => layers.some(isVisible),
    // Whether the banner that somebody else works may still be there: what we know of it, else what was clicked, else nobody knows.
    isLeft: () => (layers.length > 0 ? layers.some(isVisible) : touched.length === 0 || touched.some(isVisible)),
    clicks: () => clicks.splice(0),
  };
}

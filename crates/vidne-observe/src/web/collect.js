(whole) => {
  const most = 4000000, many = 5000;
  let truncated = false;
  // A field may be called `childNodes`, a picture `body`: what a form or a document is asked for goes past such names.
  const reader = (kind, key) => { const { get } = Object.getOwnPropertyDescriptor(kind.prototype, key); return (of) => get.call(of); };
  const caller = (kind, key) => { const call = kind.prototype[key]; return (of, ...given) => call.apply(of, given); };
  const kindOf = reader(Node, "nodeType"), childrenOf = reader(Node, "childNodes"), contains = caller(Node, "contains");
  const nameOf = reader(Element, "localName"), attributesOf = reader(Element, "attributes"), shadowOf = reader(Element, "shadowRoot");
  const attribute = caller(Element, "getAttribute"), isShown = caller(Element, "checkVisibility"), fieldsOf = reader(HTMLFormElement, "elements");
  const finders = [Document, DocumentFragment].map((kind) => [kind, caller(kind, "querySelectorAll")]);
  const find = (from, selector) => Array.from(finders.find(([kind]) => from instanceof kind)[1](from, selector));
  const base = reader(Node, "baseURI")(document), body = reader(Document, "body")(document);
  const root = reader(Document, "documentElement")(document), title = reader(Document, "title")(document);
  const cut = (text, length) => { text = String(text ?? ""); if (text.length > length) { truncated = true; return text.slice(0, length); } return text; };
  const list = (items, how) => { const all = Array.from(items); if (all.length > many) truncated = true; return all.slice(0, many).map(how).filter((each) => each !== null); };
  const absolute = (address) => { try { return new URL(address, base).href; } catch { return null; } };
  const resources = [{ name: cut(location.href, 4096), initiatorType: "navigation" }]
    .concat(list(performance.getEntriesByType("resource"), (each) => ({ name: cut(each.name, 4096), initiatorType: each.initiatorType })));
  // The document, and every open shadow root in it: what stands there is shown like all the rest.
  const roots = [document];
  let passed = 0;
  for (let at = 0; at < roots.length; at++) {
    const inner = find(roots[at], "*");
    passed += inner.length;
    if (passed > 200000 || roots.length > many) { truncated = true; break; }
    for (const each of inner) if (shadowOf(each)) roots.push(shadowOf(each));
  }
  const everywhere = (selector) => roots.flatMap((from) => find(from, selector));
  const label = (field) => field.name || field.id || attribute(field, "aria-label") || field.placeholder || field.type || "";
  const isButton = (field) => nameOf(field) === "button" || /^(submit|button|image)$/.test(field.type || "");
  const forms = list(everywhere("form"), (form) => {
    const fields = Array.from(fieldsOf(form)), buttons = fields.filter(isButton);
    const asked = fields.filter((field) => !/^(submit|button|reset|image|fieldset)$/.test(field.type || "")).slice(0, 200);
    const sent = (to) => cut(to === null ? location.href : absolute(to) ?? to, 4096);
    // A button may send its form elsewhere than the form itself says.
    const actions = [form, ...buttons.slice(0, 200)].flatMap((each) => {
      const to = attribute(each, each === form ? "action" : "formaction");
      return each === form || to !== null ? [sent(to)] : [];
    });
    return Array.from(new Set(actions), (action) => ({
      action,
      method: cut(attribute(form, "method") || "get", 16).toLowerCase(),
      fields: asked.map((field) => cut(label(field), 200)),
      buttons: buttons.length,
      enabled: buttons.filter((button) => !button.disabled).length,
    }));
  }).flat();
  const links = list(everywhere("a[href], area[href]"), (link) => { const to = absolute(attribute(link, "href")); return to && /^https?:/.test(to) ? cut(to, 4096) : null; });
  const escape = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
  const quote = (text) => text.replace(/[&"]/g, (sign) => ({ "&": "&amp;", '"': "&quot;" })[sign]);
  const empty = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]);
  const unread = new Set(["script", "style", "template"]);
  const parts = [];
  let length = 0;
  const put = (text) => { if (length + text.length > most) { truncated = true; return; } length += text.length; parts.push(text); };
  const write = (node, depth) => {
    if (length >= most || depth > 500) { truncated = true; return; }
    if (kindOf(node) === Node.TEXT_NODE) { put(escape(node.data)); return; }
    if (kindOf(node) !== Node.ELEMENT_NODE) return;
    const name = nameOf(node);
    if (unread.has(name)) return;
    let open = `<${name}`;
    for (const { name: key, value } of Array.from(attributesOf(node)).slice(0, 100)) {
      if (key === "data-vidne-hidden" || !/^[\w:.@-]+$/.test(key)) continue;
      open += ` ${key}="${quote(cut(value, 4096))}"`;
    }
    const isBox = body && contains(body, node) && node !== body;
    if (isBox && !isShown(node, { opacityProperty: true, visibilityProperty: true })) open += ' data-vidne-hidden=""';
    put(open + ">");
    if (empty.has(name)) return;
    if (shadowOf(node)) childrenOf(shadowOf(node)).forEach((child) => write(child, depth + 1));
    childrenOf(node).forEach((child) => write(child, depth + 1));
    put(`</${name}>`);
  };
  if (whole && root) { put("<!DOCTYPE html>"); write(root, 0); }
  return {
    url: cut(location.href, 4096),
    title: cut(title, 500),
    language: cut(root ? attribute(root, "lang") : "", 40),
    resources, forms, links,
    ...(whole ? { html: parts.join("") } : {}),
    text_length: body?.innerText?.length ?? 0,
    truncated,
  };
};

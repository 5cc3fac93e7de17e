(whole) => {
  const most = 4000000, many = 5000;
  let truncated = false;
  const cut = (text, length) => { text = String(text ?? ""); if (text.length > length) { truncated = true; return text.slice(0, length); } return text; };
  const list = (items, how) => { const all = Array.from(items); if (all.length > many) truncated = true; return all.slice(0, many).map(how).filter((each) => each !== null); };
  const absolute = (address) => { try { return new URL(address, document.baseURI).href; } catch { return null; } };
  const resources = [{ name: cut(location.href, 4096), initiatorType: "navigation" }]
    .concat(list(performance.getEntriesByType("resource"), (each) => ({ name: cut(each.name, 4096), initiatorType: each.initiatorType })));
  const label = (field) => field.name || field.id || field.getAttribute("aria-label") || field.placeholder || field.type || "";
  const forms = list(document.forms, (form) => ({
    action: cut(form.getAttribute("action") === null ? location.href : absolute(form.getAttribute("action")) ?? form.getAttribute("action"), 4096),
    method: cut(form.getAttribute("method") || "get", 16).toLowerCase(),
    fields: Array.from(form.elements).filter((field) => !/^(submit|button|reset|image|fieldset)$/.test(field.type || "")).slice(0, 200).map((field) => cut(label(field), 200)),
    buttons: Array.from(form.elements).filter((field) => field.localName === "button" || /^(submit|button|image)$/.test(field.type || "")).length,
    enabled: Array.from(form.elements).filter((field) => (field.localName === "button" || /^(submit|button|image)$/.test(field.type || "")) && !field.disabled).length,
  }));
  const links = list(document.querySelectorAll("a[href]"), (link) => { const to = absolute(link.getAttribute("href")); return to && /^https?:/.test(to) ? cut(to, 4096) : null; });
  const escape = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
  const quote = (text) => text.replace(/[&"]/g, (sign) => ({ "&": "&amp;", '"': "&quot;" })[sign]);
  const empty = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]);
  const unread = new Set(["script", "style", "template"]);
  const parts = [];
  let length = 0;
  const put = (text) => { if (length + text.length > most) { truncated = true; return; } length += text.length; parts.push(text); };
  const write = (node, depth) => {
    if (length >= most || depth > 500) { truncated = true; return; }
    if (node.nodeType === Node.TEXT_NODE) { put(escape(node.data)); return; }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const name = node.localName;
    if (unread.has(name)) return;
    let open = `<${name}`;
    for (const { name: key, value } of Array.from(node.attributes).slice(0, 100)) {
      if (key === "data-vidne-hidden" || !/^[\w:.@-]+$/.test(key)) continue;
      open += ` ${key}="${quote(cut(value, 4096))}"`;
    }
    const isBox = document.body && document.body.contains(node) && node !== document.body;
    if (isBox && typeof node.checkVisibility === "function" && !node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) open += ' data-vidne-hidden=""';
    put(open + ">");
    if (empty.has(name)) return;
    if (node.shadowRoot) node.shadowRoot.childNodes.forEach((child) => write(child, depth + 1));
    node.childNodes.forEach((child) => write(child, depth + 1));
    put(`</${name}>`);
  };
  if (whole && document.documentElement) { put("<!DOCTYPE html>"); write(document.documentElement, 0); }
  return {
    url: cut(location.href, 4096),
    title: cut(document.title, 500),
    language: cut(document.documentElement ? document.documentElement.lang : "", 40),
    resources, forms, links,
    ...(whole ? { html: parts.join("") } : {}),
    text_length: document.body ? document.body.innerText.length : 0,
    truncated,
  };
};

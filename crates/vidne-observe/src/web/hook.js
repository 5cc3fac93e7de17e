(() => {
  const tell = globalThis.__vidne;
  if (typeof tell !== "function") return;
  try { delete globalThis.__vidne; } catch { /* it stays visible */ }
  const text = JSON.stringify, Trace = Error, string = String;
  const told = (api, value) => {
    try {
      tell(text({ kind: "cookie", api, value: string(value).slice(0, 8192), stack: string(new Trace().stack).slice(0, 4096), url: location.href.slice(0, 4096) }));
    } catch { /* a page that breaks this tells nothing, and the jar still shows the cookie */ }
  };
  const own = globalThis.Document && Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  if (own && own.set && own.configurable) {
    const set = own.set, call = Reflect.apply;
    Object.defineProperty(Document.prototype, "cookie", {
      ...own,
      set(value) { told("document.cookie", value); return call(set, this, [value]); },
    });
  }
  const store = globalThis.CookieStore && CookieStore.prototype;
  if (store && typeof store.set === "function") {
    const set = store.set, call = Reflect.apply;
    store.set = function (...given) {
      const one = typeof given[0] === "object" && given[0] ? given[0] : { name: given[0], value: given[1] };
      const parts = [`${one.name}=${one.value}`];
      if (one.path) parts.push(`Path=${one.path}`);
      if (one.domain) parts.push(`Domain=${one.domain}`);
      if (one.expires) { try { parts.push(`Expires=${new Date(one.expires).toUTCString()}`); } catch { /* not a date */ } }
      if (one.sameSite) parts.push(`SameSite=${one.sameSite}`);
      if (one.partitioned) parts.push("Partitioned");
      told("cookieStore", parts.join("; "));
      return call(set, this, given);
    };
    const remove = store.delete;
    store.delete = function (...given) {
      const one = typeof given[0] === "object" && given[0] ? given[0] : { name: given[0] };
      told("cookieStore", `${one.name}=; Path=${one.path || "/"}${one.domain ? `; Domain=${one.domain}` : ""}; Max-Age=0`);
      return call(remove, this, given);
    };
  }
})();

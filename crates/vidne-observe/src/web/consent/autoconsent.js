// Around autoconsent's standalone build, in a world of its own: it must wait to be told, and only see until then.
(source) => {
  if (Object.hasOwn(globalThis, "__vidne_autoconsent")) return;
  const quiet = { log() {}, warn() {}, error() {}, info() {}, debug() {} };
  // The build copies its settings with this. Its own defaults would hide the page's banners and act at once.
  const copy = (settings) => ({ ...settings, autoAction: null, enablePrehide: false, enableCosmeticRules: false });
  // The page is at rest already: nothing has to wait until it is idle. This world's own function, not the page's.
  globalThis.requestIdleCallback = (then) => setTimeout(then);
  source(quiet, copy);
  const own = globalThis.__vidne_consent;
  const { instance, messages } = globalThis.autoconsentStandalone;
  Object.assign(instance.config, { isMainWorld: false, enableHeuristicDetection: false, heuristicMode: "off", detectRetries: 0 });
  for (const each of Object.keys(instance.config.logs)) instance.config.logs[each] = false;
  const wanted = /^(eval|popupFound|optOutResult|optInResult|autoconsentDone)$/;
  const told = [];
  let isAccepting = false, isActing = false;
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  messages.length = 0;
  messages.push = (message) => {
    if (!wanted.test(message.type)) return 0;
    const { type, cmp, id, code, snippetId, result } = message;
    if (/Result$/.test(type)) isActing = false;
    told.push({ type, cmp, id, code, snippetId, result, isActing });
    if (type === "autoconsentDone") verify();
    return 0;
  };
  // Clicked is not gone, and gone is not refused: the rule itself is asked for both.
  const verify = async () => {
    const rule = instance.foundCmp;
    const isOpen = async () => { try { return await rule.detectPopup(); } catch { return false; } };
    const holds = async () => { try { return await rule.test(); } catch { return false; } };
    let open = true;
    // A rule may take for visible what is only in the page still: then what was seen and clicked decides.
    for (let left = 12; left > 0 && open; left--) { await wait(250); open = own.isLeft() && (await isOpen()); }
    let test = null;
    if (!open && rule.hasSelfTest && !isAccepting) {
      for (let left = 6; left > 0 && test !== true; left--) { test = await holds(); if (!test) await wait(250); }
    }
    told.push({ type: "verified", cmp: rule.name, result: !open, test });
  };
  globalThis.__vidne_autoconsent = {
    take: () => ({ told: told.splice(0), lifecycle: instance.state.lifecycle, clicked: own.clicks() }),
    // Looks once more, where nothing was seen.
    again() {
      if (instance.state.lifecycle !== "nothingDetected") return;
      instance.state.lifecycle = "initialized";
      instance.start();
    },
    answer(id, result) { globalThis.autoconsentReceiveMessage({ type: "evalResp", id, result }); },
    // Some rules know how to refuse only.
    can(action) {
      const rule = instance.foundCmp;
      return !!rule && (action !== "accept" || !rule.rule || (rule.rule.optIn ?? []).length > 0);
    },
    act(action) {
      own.look(action);
      [isAccepting, isActing] = [action === "accept", true];
      globalThis.autoconsentReceiveMessage({ type: isAccepting ? "optIn" : "optOut" });
    },
  };
}

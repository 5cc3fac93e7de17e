// Finds what an earlier visit left, says so to the server, and leaves everything that can be left.
const found = async () => {
  const all = [];
  // The answer that brought this page has set one itself.
  if (document.cookie.replace('clings_header=1', '').includes('clings')) all.push('cookie');
  if (localStorage.length > 0) all.push('local');
  if (sessionStorage.length > 0) all.push('session');
  if (window.name.includes('clings')) all.push('name');
  if (window === window.top && history.length > 2) all.push('history');
  if ((await indexedDB.databases()).length > 0) all.push('indexeddb');
  if ((await caches.keys()).length > 0) all.push('cache');
  if ((await navigator.serviceWorker.getRegistrations()).length > 0) all.push('worker');
  return all.join('-') || 'nothing';
};

const leave = async () => {
  document.cookie = 'clings_script=1; Path=/; Secure; SameSite=None; Max-Age=1000000';
  localStorage.setItem('clings', '1');
  sessionStorage.setItem('clings', '1');
  if (window === window.top) {
    window.name = 'clings';
    for (let i = 0; i < 5; i += 1) history.pushState({}, '', `#${i}`);
  }
  await new Promise((done) => {
    const opened = indexedDB.open('clings', 1);
    opened.onupgradeneeded = () => opened.result.createObjectStore('clings');
    opened.onsuccess = done;
    opened.onerror = done;
  });
  const cache = await caches.open('clings');
  await cache.put('/clings', new Response('clings'));
  await navigator.serviceWorker.register('/clings-worker.js');
};

found().then((what) => fetch(`/found/${what}`)).then(leave);

// What is sent as the page is left would be answered to whoever looks next.
for (const parting of ['pagehide', 'visibilitychange', 'unload', 'beforeunload']) {
  window.addEventListener(parting, () => {
    document.cookie = 'clings_parting=1; Path=/; Secure; SameSite=None; Max-Age=1000000';
    localStorage.setItem('clings_parting', '1');
    sessionStorage.setItem('clings_parting', '1');
    navigator.sendBeacon(`/parting/${parting}`);
    fetch(`/parting/${parting}-fetch`, { method: 'POST', keepalive: true });
  });
}

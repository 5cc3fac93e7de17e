// The start page only: everything that a browser can keep, and every way to call out.
document.cookie = 'nordhamn_sprak=sv; Path=/; Max-Age=2592000; Secure; SameSite=Lax';
localStorage.setItem('nordhamn-textstorlek', 'normal');
sessionStorage.setItem('nordhamn-besok', '1');

const opening = indexedDB.open('nordhamn-tidtabell', 1);
opening.onupgradeneeded = () => opening.result.createObjectStore('turer').put('06.10', 'yttre-skaren');
caches.open('nordhamn-kartor').then((cache) => cache.put('/karta/hamnen', new Response('hamnen')));

navigator.sendBeacon('https://beacon.matning.example/b', 'sida=start');

const worker = new Worker('/arbetare.js');
worker.onmessage = (event) => {
  document.getElementById('vader').textContent = event.data;
};

// Its scope holds no page, so that it never stands between the browser and the site.
navigator.serviceWorker.register('/sw.js', { scope: '/aviseringar/' });

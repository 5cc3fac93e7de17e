// A worker that pages share. It calls out at once, and again when a page turns to it.
importScripts('/imported.js');
fetch('/from-shared-worker');
fetch('https://good.hostile.example/picture.svg', { mode: 'no-cors' });
fetch('https://10.0.0.1/', { mode: 'no-cors' }).catch(() => {});

self.onconnect = async ({ ports: [port] }) => {
  await fetch('/when-connected');
  port.postMessage('connected');
};

setInterval(() => fetch('/from-worker'), 10);

// A worker that stays.
self.addEventListener("install", () => self.skipWaiting());

// Behaves like a film player in a frame: a cookie by script, local storage, and a call of its own.
document.cookie = 'YSC=nordhamnYsc01; Domain=youtube.com; Path=/; Secure; SameSite=None';
localStorage.setItem('yt-remote-device-id', 'nordhamn-device-01');
fetch('/youtubei/v1/log_event', { method: 'POST', body: '{"event":"shown"}' });

// Behaves like a pixel of a social network: a cookie on the site that embeds it, and a picture.
(() => {
  document.cookie = '_fbp=fb.1.1767225600000.1111111111; Domain=nordhamn.example; Path=/; Max-Age=7776000; Secure; SameSite=Lax';
  new Image().src = 'https://www.facebook.com/tr?id=000000000000000&ev=PageView&fbp=fb.1.1767225600000.1111111111'
    + `&dl=${encodeURIComponent(location.href)}`;
})();

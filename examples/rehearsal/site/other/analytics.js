// Behaves like an analytics script: a cookie on the site that embeds it, and a pixel.
(() => {
  document.cookie = '_ga=GA1.2.1111111111.1767225600; Domain=nordhamn.example; Path=/; Max-Age=63072000; Secure; SameSite=Lax';
  new Image().src = 'https://www.google-analytics.com/collect?v=1&t=pageview&tid=UA-000000-1&cid=1111111111.1767225600'
    + `&dl=${encodeURIComponent(location.href)}`;
})();

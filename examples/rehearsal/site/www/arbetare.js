// A dedicated worker.
fetch('https://api.vader.example/v1/nordhamn.json')
  .then((response) => response.json())
  .then((weather) => postMessage(`Vädret i hamnen: ${weather.text}`));

// Asks for what never comes, and is ended before anybody gives up.
fetch('/never');
postMessage('asked');

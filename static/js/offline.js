// Lets the browser keep the page that it shows when there is no line.
navigator.serviceWorker?.register("/sw.js");

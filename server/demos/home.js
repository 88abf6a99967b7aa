// The addresses in the examples are those of this very server.
for (const place of document.querySelectorAll('[data-origin]')) place.textContent = location.origin;

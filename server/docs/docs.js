// Shows this server's API. It is for reading: nothing is sent from here.
// What is shown is this server's own document, cleaned by the viewer; the page's policy lets no
// script of it run.
globalThis.trustedTypes?.createPolicy("default", { createHTML: (text) => text });
SwaggerUIBundle({
  url: "/api/v1/openapi.json",
  dom_id: "#api",
  validatorUrl: null,
  supportedSubmitMethods: [],
  docExpansion: "list",
});

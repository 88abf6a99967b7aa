// Shows this server's API. It is for reading: nothing is sent from here.
SwaggerUIBundle({
  url: "/api/v1/openapi.json",
  dom_id: "#api",
  validatorUrl: null,
  supportedSubmitMethods: [],
  docExpansion: "list",
});

// The way in: what stands behind # says which. It leaves the address bar at once, so that neither
// the history nor a bookmark keeps it.
const [kind, token] = location.hash.slice(1).split("=");
const way = ["setup", "invitation"].includes(kind) && token ? kind : "login";
history.replaceState(null, "", location.pathname);

const about = {
  setup: "This makes the first super admin of this server.",
  invitation: "Choose your password: at least 8 characters.",
  login: "Log in.",
};
const form = document.getElementById("door");
const said = document.getElementById("said");
document.getElementById("about").textContent = about[way];
for (const label of form.querySelectorAll("[data-for]")) {
  if (!label.dataset.for.split(" ").includes(way)) label.remove();
}
form.elements.password.autocomplete = way === "login" ? "current-password" : "new-password";
form.hidden = false;

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  said.textContent = "";
  const body = Object.fromEntries(new FormData(form));
  if (way !== "login") body.token = token;
  let answer;
  try {
    answer = await fetch(`/api/v1/${way}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-tundish": "1" },
      body: JSON.stringify(body),
    });
  } catch {
    said.textContent = "The server does not answer. Try again.";
    return;
  }
  const value = await answer.json();
  if (!answer.ok) {
    said.textContent = (value.problems ?? []).map(({ sentence }) => sentence).join(" ") || value.detail;
    return;
  }
  form.hidden = true;
  const inside = document.getElementById("inside");
  inside.textContent = `You are logged in as ${value.email}.`;
  inside.hidden = false;
});

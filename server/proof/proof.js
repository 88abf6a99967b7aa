// What stands behind # proves who somebody is. It leaves the address bar at once, and is handed in
// by hand only: programs that look at links before people do must not use them up.
const token = location.hash.slice(1);
history.replaceState(null, "", location.pathname);

const form = document.getElementById("proof");
const said = document.getElementById("said");
if (token) form.hidden = false;
else said.textContent = "This link is not complete.";

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  said.textContent = "";
  let answer;
  try {
    answer = await fetch("/api/v1/play/proofs", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
  } catch {
    said.textContent = "The server does not answer. Try again.";
    return;
  }
  form.hidden = true;
  said.textContent = answer.ok ? "Thank you. You may close this page and go on." : "This link is no longer valid.";
});

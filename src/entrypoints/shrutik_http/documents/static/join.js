// Opens an account by the code of an invitation. The code stands behind the # of the address, which no server sees.
"use strict";

const form = document.getElementById("join");
const told = document.getElementById("told");
// A call that is repeated after a lost answer has its effect once.
const key = crypto.getRandomValues(new Uint32Array(4)).join("-");

function tell(text, good) {
  told.hidden = false;
  told.className = good ? "state ready" : "state waiting";
  told.firstElementChild.textContent = text;
}

async function join(said) {
  const answer = await fetch("/api/v1/invitations/accept", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    body: JSON.stringify(said),
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail);
  return body;
}

form.elements.code.value = decodeURIComponent(location.hash.slice(1));
history.replaceState(null, "", location.pathname);
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { code, name } = form.elements;
  const locale = navigator.language.toLowerCase().startsWith("bn") ? "bn" : "en";
  form.querySelector("button").disabled = true;
  try {
    const { account } = await join({ code: code.value, name: name.value, locale, refresh_token_in: "cookie" });
    form.hidden = true;
    tell(`Welcome, ${account.name}. Your account is open. · স্বাগতম, ${account.name}। আপনার অ্যাকাউন্ট খোলা হয়েছে।`, true);
  } catch (error) {
    form.querySelector("button").disabled = false;
    tell(error.message, false);
  }
});

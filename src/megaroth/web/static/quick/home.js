// The quick answer on the home page: asks this server, and saves into its folder.
import { element } from "./elements.js";
import { mount } from "./quick.js";

async function ask(values) {
  const response = await fetch("/api/v1/quick?schema_version=2", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(values),
  });
  if (!response.ok) throw new Error(response.status === 401 ? "the session has ended; open the page again" : `the server answered ${response.status}`);
  return response.json();
}

let title = "My household"; // stays while the answer is drawn anew

/** A form that saves the household and goes on with the interview. */
function keep({ household }) {
  const name = element("input", { id: "quick-title", name: "title", value: title, maxlength: "60", autocomplete: "off" });
  name.addEventListener("input", () => { title = name.value; });
  return element("form", { method: "post", action: "/quick", class: "row quick-save" },
    element("label", { for: "quick-title" }, "Name"), name,
    element("input", { type: "hidden", name: "text", value: household }),
    element("button", { class: "main" }, "Save and go on"));
}

mount(document.getElementById("quick"), { ask, keep });

// Streamlit sends what was typed a moment after its field is left, for the page that is shown then. A link pressed
// quickly (a tap on a phone, a touchpad) overtakes it: the words arrive after the page was asked for, and bring the old
// page back. So a link that is followed right out of a field waits until the words are on their way.

const MOMENT = 250; // milliseconds
const FIELD = "textarea, input:not([type=checkbox], [type=radio], [type=file]), [role=spinbutton]";
const LINK = "a[data-testid=stSidebarNavLink], a[data-testid^=stPageLink]";

let began = false;
let left = -MOMENT; // when a field was left last, with something typed into it
let typed = null; // the field that something was typed into since it was entered
let going = null; // the timer of the link that waits

function note(event) {
  if (!event.target.matches || !event.target.matches(FIELD)) return;
  // The parts of a date are typed into without being inputs: of them only the keys are heard.
  if (event.type !== "focusout") typed = event.target;
  else if (event.target === typed) [left, typed] = [performance.now(), null];
}

// Streamlit takes a date that was typed once something else is pressed. So Enter presses the page beside it.
function enter(event) {
  if (event.key !== "Enter" || !event.target.matches || !event.target.matches("[role=spinbutton]")) return;
  const beside = document.querySelector("[data-testid=stMain]") || document.body;
  for (const kind of ["pointerdown", "mousedown"]) beside.dispatchEvent(new MouseEvent(kind, { bubbles: true }));
  event.target.blur();
}

function wait(event) {
  const link = event.target.closest && event.target.closest(LINK);
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  clearTimeout(going); // the link that was followed last counts
  const rest = left + MOMENT - performance.now();
  if (rest <= 0) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  going = setTimeout(() => link.click(), rest);
}

export default function () {
  if (began) return;
  began = true;
  for (const kind of ["input", "keydown", "focusout"]) window.addEventListener(kind, note, true);
  window.addEventListener("keydown", enter, true);
  window.addEventListener("click", wait, true);
}

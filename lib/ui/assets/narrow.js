// On a narrow screen the sidebar lies over the page and stays there after a page was chosen in it. It is folded then by
// Streamlit's own button, once the link has been followed.

const NARROW = "(max-width: 768px)"; // where Streamlit lays the sidebar over the page
const LINK = "a[data-testid=stSidebarNavLink]";
const FOLD = "[data-testid=stSidebarCollapseButton] button";

let began = false;

function fold(event) {
  const link = event.target.closest && event.target.closest(LINK);
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!window.matchMedia(NARROW).matches) return;
  setTimeout(() => {
    const button = document.querySelector(FOLD);
    if (button) button.click();
  });
}

export default function () {
  if (began) return;
  began = true;
  window.addEventListener("click", fold);
}

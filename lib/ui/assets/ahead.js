// Fetches and runs the page's own scripts for charts, tables and fields, one at a time and whenever the browser
// has nothing else to do, so that the first chart need not wait for four megabytes of drawing code.
// The app sends { scripts: [names of files beside the page's main script] }. Whoever saves data is spared.

let begun = false;

const idle = window.requestIdleCallback || ((work) => setTimeout(work, 200));

function load(names, beside) {
  if (!names.length) return;
  const [name, ...rest] = names;
  idle(() =>
    import(new URL(name, beside).href)
      .catch(() => {}) // the page fetches it itself when it needs it, and says so if it cannot
      .then(() => load(rest, beside)),
  );
}

export default function ({ data }) {
  const main = document.querySelector('script[type="module"][src]');
  if (begun || !data || !main || (navigator.connection && navigator.connection.saveData)) return;
  begun = true;
  load(data.scripts, main.src);
}

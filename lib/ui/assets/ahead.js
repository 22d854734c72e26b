// Fetches and runs the page's own scripts for charts, tables and fields, one at a time and whenever the browser
// has nothing else to do, so that the first chart need not wait for four megabytes of drawing code.
// The app sends { scripts: [names of files beside the page's main script] }. Whoever saves data is spared.

// It stops when a log is opened: from then on the page asks for what it shows.

let turn = 0;

const idle = window.requestIdleCallback || ((work) => setTimeout(work, 200));

function load(names, beside, mine) {
  if (!names.length || mine !== turn) return;
  const [name, ...rest] = names;
  idle(() =>
    import(new URL(name, beside).href)
      .catch(() => {}) // the page fetches it itself when it needs it, and says so if it cannot
      .then(() => load(rest, beside, mine)),
  );
}

export default function ({ data }) {
  const main = document.querySelector('script[type="module"][src]');
  if (!data || !main || (navigator.connection && navigator.connection.saveData)) return;
  turn += 1;
  load(data.scripts, main.src, turn);
  return () => {
    turn += 1;
  };
}

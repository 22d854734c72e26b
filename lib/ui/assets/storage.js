// Keeps the open log in this browser's own database, and gives it back to a new session of the app.
// The app sends one of
//   { ask: session }                                  give back what is kept, once for each session
//   { digest, additions, token, joined, file? }       keep this; the file comes along until it is kept;
//                                                     joined: the stamp of another tab's additions that are in it
//   { forget: id, keep }                              remove everything, until told; keep: remember from now on
//   { leave: true }                                   do nothing
// and hears "restored", "kept", "forgotten" (once the browser has deleted everything, or with the reason why it did
// not), "newer" (another tab added something), "connected" (again, after the server was gone) and "refused" (with the
// reason).

const DATABASE = "detour";
const STORE = "log";
const SWITCH = "detour.keep";
const FORGET = "detour.forget"; // there while a deletion has begun and is not known to have ended
const REST = 1000; // milliseconds
const LONGEST = 10000; // milliseconds that a page may take to come
const DRAWN = "[data-testid=stApp][data-test-script-state=notRunning]";

let queue = Promise.resolve();
let waiting = 0; // what the queue still holds; the page says so, for whoever must not leave it before it is done
let answered = null;
let given = null; // the opening whose file this tab has written: it is written once, or it would undo a deletion
let tell = null; // how the app is told something now
let telling = null; // the timer after which the app is told that the file is kept
let touched = 0; // when the person did something last
let asked = null; // the address of the link that was followed last
let seen = null; // the additions that this tab read or wrote last, with their stamp: what both tabs began with
let newer = null; // another tab's additions that this tab's session was told of and has not joined yet

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

// Runs work(store) in one transaction, so that two tabs never interleave; gives back what it puts in `answer`.
async function transact(mode, work, options) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, options);
      const answer = {};
      transaction.oncomplete = () => resolve(answer);
      transaction.onabort = () => reject(answer.problem || transaction.error);
      transaction.onerror = () => reject(answer.problem || transaction.error);
      work(transaction.objectStore(STORE), answer);
    });
  } finally {
    database.close();
  }
}

function readBoth(store, answer, then) {
  store.get("file").onsuccess = (event) => {
    answer.file = event.target.result;
    store.get("additions").onsuccess = (inner) => {
      answer.additions = inner.target.result;
      try {
        if (then) then();
      } catch (problem) {
        answer.problem = problem;
        store.transaction.abort();
      }
    };
  };
}

async function restore(setTriggerValue) {
  const keep = localStorage.getItem(SWITCH) !== "off";
  const { file, additions } = keep ? await transact("readonly", (store, answer) => readBoth(store, answer)) : {};
  const matching = file && additions && additions.digest === file.digest ? additions : null;
  seen = matching;
  if (file || !keep) setTriggerValue("restored", { keep, file: file || null, additions: matching && matching.text });
}

async function keepUp(data, setTriggerValue) {
  const file = data.file && data.file.opening !== given ? data.file : null;
  if (file) localStorage.setItem(SWITCH, "on");
  if (newer && newer.stamp === data.joined) [seen, newer] = [newer, null];
  const written = { digest: data.digest, text: data.additions, stamp: `${data.token}-${Date.now()}-${Math.random()}` };
  const answer = await transact("readwrite", (store, told) => {
    readBoth(store, told, () => {
      const kept = told.additions && told.additions.digest === data.digest ? told.additions : null;
      told.elsewhere = !file && (!told.file || told.file.digest !== data.digest);
      if (told.elsewhere) return;
      if (file) store.put(file, "file");
      told.same = kept && kept.text === data.additions ? kept : null;
      told.newer = kept && !told.same && kept.stamp !== (seen && seen.stamp) ? kept : null;
      if (told.same || told.newer) return;
      store.put(written, "additions");
      told.written = true;
    });
  });
  if (answer.elsewhere) return setTriggerValue("refused", "elsewhere");
  if (file) given = file.opening;
  if (answer.written || answer.same) [seen, newer] = [answer.written ? written : answer.same, null];
  if (answer.newer) {
    newer = answer.newer;
    const base = seen && seen.digest === data.digest ? seen.text : null;
    setTriggerValue("newer", { text: newer.text, stamp: newer.stamp, base });
  }
  if (data.file) tellLater(data.file.digest, setTriggerValue);
}

// To hear of it the app runs once more, and runs the page that the browser shows: not while a page is being drawn, or
// soon after a click, for the page that was asked for would never come.
function tellLater(digest, setTriggerValue) {
  clearTimeout(telling);
  telling = setTimeout(() => {
    if (atRest()) setTriggerValue("kept", digest);
    else tellLater(digest, setTriggerValue);
  }, REST);
}

function atRest() {
  const coming = asked && asked !== location.pathname;
  return Date.now() - touched >= (coming ? LONGEST : REST) && document.querySelector(DRAWN);
}

function watch(event) {
  touched = Date.now();
  const link = event.type === "click" && event.target.closest && event.target.closest("a[href]");
  if (link) asked = link.pathname;
}

function say(change) {
  waiting += change;
  document.body.toggleAttribute("data-storing", waiting > 0);
}

// From here on the log is given back to nobody, even where the page is left before the browser has deleted it.
function beginForgetting(keep) {
  clearTimeout(telling);
  try {
    localStorage.setItem(SWITCH, keep ? "on" : "off");
    localStorage.setItem(FORGET, "begun");
  } catch {
    // The deletion itself still says whether it ended.
  }
}

async function endForgetting() {
  [seen, newer] = [null, null];
  await transact("readwrite", (store) => store.clear(), { durability: "strict" });
  localStorage.removeItem(FORGET);
}

// Streamlit connects again to a server that was started anew, and leaves the page as it was: its downloads would fail,
// and its first click would do nothing. So the app is asked to run again; not over words that only this page holds.
function askOnceConnected() {
  new MutationObserver(([change]) => {
    const words = [...document.querySelectorAll("textarea")].some((field) => field.value);
    if (change.target.dataset.testConnectionState === "CONNECTED" && !words) tell("connected", Date.now());
  }).observe(document.body, { subtree: true, attributeFilter: ["data-test-connection-state"] });
}

export default function (component) {
  const { data, setTriggerValue } = component;
  if (!tell) {
    askOnceConnected();
    for (const kind of ["pointerdown", "keydown", "click"]) document.addEventListener(kind, watch, true);
  }
  tell = setTriggerValue;
  if (!data || data.leave) return;
  if (data.forget) beginForgetting(data.keep);
  const work = async () => {
    if (data.forget || localStorage.getItem(FORGET)) await endForgetting();
    if (data.forget) return setTriggerValue("forgotten", { id: data.forget });
    if (!data.ask) return keepUp(data, setTriggerValue);
    if (answered !== data.ask) await restore(setTriggerValue);
    answered = data.ask;
  };
  say(+1);
  queue = queue
    .then(work)
    .catch((problem) => {
      const reason = String((problem && problem.name) || "unknown");
      if (data.forget) setTriggerValue("forgotten", { id: data.forget, problem: reason });
      else setTriggerValue("refused", reason);
    })
    .finally(() => say(-1));
}

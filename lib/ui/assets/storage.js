// Keeps the open log in this browser's own database, and gives it back to a new session of the app.
// Data from the app: { ask, keep, digest, file: { name, digest, bytes } | null, additions, leave }.

const DATABASE = "detour";
const STORE = "log";
const SWITCH = "detour.keep";

let queue = Promise.resolve();
let asked = false;

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function transact(mode, work) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const result = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(result && result.result);
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

const read = (key) => transact("readonly", (store) => store.get(key));
const write = (key, value) => transact("readwrite", (store) => void store.put(value, key));
const forget = () => transact("readwrite", (store) => void store.clear());

async function restore(setTriggerValue) {
  const keep = localStorage.getItem(SWITCH) !== "off";
  const file = keep ? await read("file") : undefined;
  const additions = file ? await read("additions") : undefined;
  const matching = additions && additions.digest === file.digest ? additions.text : null;
  if (file || !keep) setTriggerValue("restored", { keep, file: file || null, additions: matching });
}

async function keepUp(data, setTriggerValue) {
  localStorage.setItem(SWITCH, data.keep ? "on" : "off");
  if (!data.keep || !data.digest) return forget();
  if (data.file) {
    await write("file", data.file);
    setTriggerValue("kept", data.file.digest);
  }
  await write("additions", { digest: data.digest, text: data.additions });
}

export default function (component) {
  const { data, setTriggerValue } = component;
  if (!data || data.leave) return;
  const work = async () => {
    if (!data.ask) return keepUp(data, setTriggerValue);
    if (!asked) await restore(setTriggerValue);
    asked = true;
  };
  queue = queue.then(work).catch((problem) => setTriggerValue("refused", String(problem && problem.name)));
}

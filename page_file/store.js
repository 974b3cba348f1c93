// Households kept in this browser, if the user asks for it. A promise settles when the text is safe:
// a tab that is closed or killed loses nothing that was acknowledged.

const NAME = "megaroth";
const TABLE = "households";

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(TABLE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function within(mode, use) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const step = database.transaction(TABLE, mode, { durability: "strict" });
      const asked = use(step.objectStore(TABLE));
      step.oncomplete = () => resolve(asked?.result);
      step.onabort = () => reject(step.error);
    });
  } finally {
    database.close();
  }
}

export const store = {
  /** The names of the households, sorted. */
  names: () => within("readonly", (table) => table.getAllKeys()),
  /** The text of one; undefined if there is none. */
  read: (name) => within("readonly", (table) => table.get(name)),
  /** Keep a text under a name. */
  keep: (name, text) => within("readwrite", (table) => table.put(text, name)),
  /** Delete one. */
  remove: (name) => within("readwrite", (table) => table.delete(name)),
};

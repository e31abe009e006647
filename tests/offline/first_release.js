// What the first release of the app left on phones, written as that release wrote it. Frozen:
// whatever the app becomes, an entry like this one must still be sent.
(entry) => new Promise((done, fail) => {
  const request = indexedDB.open("chapter", 1);
  request.onupgradeneeded = ({ target: { result: db } }) => {
    db.createObjectStore("entries", { keyPath: "order", autoIncrement: true });
    db.createObjectStore("facts");
  };
  request.onerror = () => fail(request.error);
  request.onsuccess = () => {
    const deal = request.result.transaction(["entries"], "readwrite");
    deal.objectStore("entries").add(entry);
    deal.oncomplete = () => { request.result.close(); done(); };
  };
})

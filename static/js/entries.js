// What can be told of entries that wait, from themselves alone.

// About the same thing: a later one is made on top of an older one.
export function isSame(a, b) {
  return a.address === b.address && a.subject !== "" && a.subject === b.subject;
}

// What own tries said that may have been taken without a word. What the server itself refused was
// not taken, nor was what something in between refused at the first try.
export function unsureOf({ unsure = [], tries, state, answer, fields }) {
  const isUnsure = tries > Number(state === "refused") && answer?.error === undefined;
  return isUnsure ? [...unsure, fields] : unsure;
}

// What stands is what an own try said: nobody else was here.
export function isOwn({ unsure = [], subject }, { mark, substitute = "" }) {
  return unsure.some((fields) => fields[`mark-${subject}`] === mark
    && (fields[`substitute-${subject}`] ?? "") === substitute);
}

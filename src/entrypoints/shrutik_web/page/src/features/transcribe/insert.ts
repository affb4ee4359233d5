/** Put characters where the cursor is, in place of what is chosen; the keyboard of a phone stays up. */

/** The text after it; the cursor stands behind what was put in, and no space is doubled. */
export function insertInto(field: HTMLTextAreaElement, what: string): string {
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionEnd);
  const lead = before === "" || /\s$/.test(before) ? what.trimStart() : what;
  const put = /^\s/.test(after) ? lead.trimEnd() : lead;
  const text = before + put + after;
  const cursor = before.length + put.length;
  field.focus({ preventScroll: true });
  // The field gets its new text from React; the cursor is set once it is there.
  requestAnimationFrame(() => { field.setSelectionRange(cursor, cursor); });
  return text;
}

/** Locks of one name one after the other, as browsers have them; the browser of these tests has none. */
export function lockManager() {
  const lines = new Map<string, Promise<unknown>>();
  const request = (name: string, ...rest: unknown[]): Promise<unknown> => {
    const work = rest.at(-1) as () => Promise<unknown>;
    const next = (lines.get(name) ?? Promise.resolve()).then(work, work);
    lines.set(name, next);
    return next;
  };
  return { request, query: () => Promise.resolve({ held: [], pending: [] }) };
}

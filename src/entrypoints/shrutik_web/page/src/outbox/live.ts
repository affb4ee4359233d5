/** What is on the disk of one person, read anew whenever something in the outbox changes, in this tab or another. */
import { useEffect, useState } from "react";
import { onChange } from "./changes.ts";

/** Null until it was read, and while there is no owner. `read` is the same function each time. */
export function useLive<T>(owner: string | null, read: (owner: string) => Promise<T>): T | null {
  const [found, setFound] = useState<{ owner: string; value: T } | null>(null);
  useEffect(() => {
    if (owner === null) return;
    let over = false;
    const look = (): void => {
      void read(owner).then((value) => {
        if (!over) setFound({ owner, value });
      });
    };
    look();
    const unsubscribe = onChange(look);
    return () => {
      over = true;
      unsubscribe();
    };
  }, [owner, read]);
  return found !== null && found.owner === owner ? found.value : null;
}

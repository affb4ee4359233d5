/** What was kept on this device at once, and what the server says as soon as it does. */
import { useQuery } from "@tanstack/react-query";

type Asked<Value> = {
  key: readonly unknown[];
  /** What was kept; null if nothing was, then the server is waited for. */
  before: () => Promise<Value | null>;
  fresh: () => Promise<Value>;
  enabled: boolean;
};

type Ahead<Value> = {
  /** Undefined until something is known. */
  data: Value | undefined;
  /** Why the server says nothing, if nothing was kept either. */
  error: Error | null;
  isFetching: boolean;
  /** How often the server said nothing. */
  errorUpdateCount: number;
  refetch: () => unknown;
};

export function useAhead<Value>({ key, before, fresh, enabled }: Asked<Value>): Ahead<Value> {
  const known = useQuery({ queryKey: [...key, "kept"], queryFn: before, networkMode: "always", staleTime: Infinity, enabled });
  const now = useQuery({ queryKey: key, queryFn: fresh, networkMode: "always", enabled });
  const { isFetching, errorUpdateCount, refetch } = now;
  const shown = now.isSuccess ? now.data : (known.data ?? undefined);
  return { data: shown, error: shown === undefined ? now.error : null, isFetching, errorUpdateCount, refetch };
}

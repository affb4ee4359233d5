/** Whose takes and texts are shown and sent: the account that is logged in, known also without a network. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLoggedIn } from "../api/session.ts";
import { profileAhead } from "./ahead.ts";

const REMEMBERED = "shrutik-owner";

/** The id of the account; null if nobody is logged in, or it is not known yet. */
export function useOwner(): string | null {
  const loggedIn = useLoggedIn();
  const me = useQuery({ queryKey: ["me"], queryFn: profileAhead, staleTime: 300_000, enabled: loggedIn });
  const id = me.data?.id;
  useEffect(() => {
    if (!loggedIn) localStorage.removeItem(REMEMBERED);
    else if (id !== undefined) localStorage.setItem(REMEMBERED, id);
  }, [loggedIn, id]);
  return loggedIn ? (id ?? localStorage.getItem(REMEMBERED)) : null;
}

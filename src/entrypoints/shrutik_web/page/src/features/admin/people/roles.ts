/** What accounts are for. */
import type { Message } from "../../../api/client.ts";

type Role = Message<"Role">;
export const ROLES: readonly Role[] = ["contributor", "facilitator", "reviewer", "researcher", "admin"];

/** Whether a role counts in some collections alone, if it is so wished. */
export function isBound(role: Role): boolean {
  return role === "facilitator" || role === "reviewer";
}

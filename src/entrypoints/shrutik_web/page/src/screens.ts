/** Every screen by the first part of its address: how it is loaded, and the sections of words it says. */
import type { ComponentType } from "react";

type Screen = { load: () => Promise<{ default: ComponentType }>; words: readonly string[] };

export const SCREENS = {
  "": { load: () => import("./features/home/home.tsx"), words: ["home"] },
  record: { load: () => import("./features/record/record.tsx"), words: ["record", "player"] },
  transcribe: { load: () => import("./features/transcribe/transcribe.tsx"), words: ["transcribe", "player"] },
  review: { load: () => import("./features/review/review.tsx"), words: ["review", "player"] },
  mine: { load: () => import("./features/mine/mine.tsx"), words: ["mine", "player", "report"] },
  unsent: { load: () => import("./features/unsent/unsent.tsx"), words: ["unsent", "skip"] },
  releases: { load: () => import("./features/releases/releases.tsx"), words: ["releases", "report"] },
  admin: { load: () => import("./features/admin/admin.tsx"), words: ["admin", "policy", "skip"] },
  account: { load: () => import("./features/account/account.tsx"), words: ["account"] },
  "not-found": { load: () => import("./features/home/not-found.tsx"), words: ["home"] },
} satisfies Readonly<Record<string, Screen>>;

export type ScreenName = keyof typeof SCREENS;

/** The screen of an address; some addresses of letters and cards lead on to the account. */
export function screenAt(pathname: string): ScreenName {
  const first = pathname.split("/")[1] ?? "";
  return first in SCREENS ? (first as ScreenName) : "account";
}

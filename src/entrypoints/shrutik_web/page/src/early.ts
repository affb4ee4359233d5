/** Runs before the page itself has come: over a slow network the screen and its words travel beside the rest. */
import { SCREENS, screenAt } from "./screens.ts";
import { foreseeWords } from "./words/choice.ts";

const { load, words } = SCREENS[screenAt(globalThis.location.pathname)];
foreseeWords(["common", ...words]);
load().catch(() => {
  // It is asked for again when it is shown, and told then.
});

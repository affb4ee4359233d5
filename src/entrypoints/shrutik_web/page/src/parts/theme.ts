/** Light, dark, or as the device has it; remembered on the device. */
export type Theme = "auto" | "light" | "dark";
export const THEMES: readonly Theme[] = ["auto", "light", "dark"];
const REMEMBERED = "shrutik-theme";

export function rememberedTheme(): Theme {
  const kept = localStorage.getItem(REMEMBERED);
  return THEMES.find((theme) => theme === kept) ?? "auto";
}

/** Shows the page in a theme from now on. */
export function chooseTheme(theme: Theme): void {
  if (theme === "auto") localStorage.removeItem(REMEMBERED);
  else localStorage.setItem(REMEMBERED, theme);
  showTheme();
}

/** Shows the page in the remembered theme; called once when the page starts. */
export function showTheme(): void {
  const theme = rememberedTheme();
  if (theme === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

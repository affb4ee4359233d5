/** How the page looks on this device. */
import { useState } from "react";
import { Select } from "../../parts/field.tsx";
import { Card } from "../../parts/sheet.tsx";
import { chooseTheme, rememberedTheme, THEMES, type Theme } from "../../parts/theme.ts";
import { useWords } from "../../words/words.ts";

export function Look() {
  const { t } = useWords();
  const [theme, setTheme] = useState(rememberedTheme);
  const choose = (next: Theme): void => {
    chooseTheme(next);
    setTheme(next);
  };
  return (
    <Card title={t("account.look")}>
      <Select label={t("account.theme")} value={theme} onChange={(event) => { choose(event.target.value as Theme); }}>
        {THEMES.map((one) => <option key={one} value={one}>{t(`account.theme_${one}`)}</option>)}
      </Select>
    </Card>
  );
}

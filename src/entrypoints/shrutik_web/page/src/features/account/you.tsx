/** The name of the account, and the language in which letters are written. */
import { Select, TextField } from "../../parts/field.tsx";
import { Form, fieldErrors } from "../../parts/form.tsx";
import { Note } from "../../parts/note.tsx";
import { Card } from "../../parts/sheet.tsx";
import { LANGUAGES } from "../../words/choice.ts";
import { useWords } from "../../words/words.ts";
import { line } from "./use-enter.ts";
import { useChangeOfMe, type Me } from "./use-me.ts";

export function You({ me }: { me: Me }) {
  const { t, locale, setLocale } = useWords();
  const sent = useChangeOfMe();
  const wrong = fieldErrors(sent.error);
  const save = (entries: FormData): void => {
    const chosen = line(entries, "locale");
    sent.mutate({ name: line(entries, "name"), locale: chosen }, {
      onSuccess: () => {
        if (LANGUAGES.has(chosen) && chosen !== locale) setLocale(chosen);
      },
    });
  };
  return (
    <Card title={t("account.you")}>
      {me.email === null && <Note><p>{t("account.no_email")}</p></Note>}
      <Form submit={t("account.save")} busy={sent.isPending} problem={sent.error} fields={["name", "locale"]} onSubmit={save}>
        <TextField label={t("account.name")} help={t("account.name_help")} name="name" defaultValue={me.name} required maxLength={120} autoComplete="name" error={wrong("name")} />
        <Select label={t("account.locale")} help={t("account.locale_help")} name="locale" defaultValue={me.locale} error={wrong("locale")}>
          {[...LANGUAGES].map(([code, name]) => <option key={code} value={code} lang={code}>{name}</option>)}
          {!LANGUAGES.has(me.locale) && <option value={me.locale}>{me.locale}</option>}
        </Select>
        {sent.isSuccess && <Note kind="good"><p>{t("account.saved")}</p></Note>}
      </Form>
    </Card>
  );
}

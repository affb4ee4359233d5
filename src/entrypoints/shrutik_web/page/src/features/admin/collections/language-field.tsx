/** A language by its tag, with the languages that Shrutik can name to choose from. */
import { useQuery } from "@tanstack/react-query";
import { useId, type ReactNode } from "react";
import { api, got } from "../../../api/client.ts";
import { TextField } from "../../../parts/field.tsx";

type Shape = { label: string; help?: string; error?: ReactNode; name?: string; required?: boolean; value: string; onChange: (tag: string) => void };

export function LanguageField({ label, help, error, name, required, value, onChange }: Shape) {
  const list = useId();
  const languages = useQuery({ queryKey: ["languages"], queryFn: () => got(api.GET("/api/v1/languages")), staleTime: Infinity });
  return (
    <div>
      <TextField label={label} {...(help === undefined ? {} : { help })} error={error} name={name} required={required} list={list} value={value} dir="ltr" maxLength={80} autoCapitalize="none" autoComplete="off" spellCheck={false} onChange={(event) => { onChange(event.target.value.trim()); }} />
      <datalist id={list}>{languages.data?.items.map((one) => <option key={one.tag} value={one.tag}>{one.endonym}</option>)}</datalist>
    </div>
  );
}

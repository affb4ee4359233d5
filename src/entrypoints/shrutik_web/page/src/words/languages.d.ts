/** The languages that have a catalogue, as the build found them. */
declare module "virtual:languages" {
  type Section = () => Promise<{ default: import("@lingui/core").Messages }>;
  const languages: Readonly<Record<string, { name: string; dir: "ltr" | "rtl"; sections: Readonly<Record<string, Section>> }>>;
  export default languages;
}

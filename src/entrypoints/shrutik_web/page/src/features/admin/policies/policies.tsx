/** The policies of a collection as a form that the API's own document describes. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, got } from "../../../api/client.ts";
import { ApiProblem, type FieldProblem } from "../../../api/problems.ts";
import { Form } from "../../../parts/form.tsx";
import { Note, Waiting } from "../../../parts/note.tsx";
import { NotLoaded } from "../../../parts/not-loaded.tsx";
import { Card, Tag } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import { useChangeOf } from "../collections/change.ts";
import { useSaid, type Collection } from "../lookups.ts";
import { Field } from "./field.tsx";
import { PolicyFault } from "./fault.tsx";
import { policiesOf, policyFamilies, valueOf, type Policies, type PolicyFamily, type PolicyField } from "./schema.ts";
import style from "./policies.module.css";

export function CollectionPolicies({ collection }: { collection: Collection }) {
  const families = useQuery({ queryKey: ["admin", "policy-families"], queryFn: async () => policyFamilies(await got(api.GET("/api/v1/openapi.json"))), staleTime: Infinity });
  if (families.isPending) return <Waiting />;
  if (families.isError) return <NotLoaded asked={families} />;
  return <PoliciesForm collection={collection} families={families.data} />;
}

function PoliciesForm({ collection, families }: { collection: Collection; families: readonly PolicyFamily[] }) {
  const { t } = useWords();
  const sent = useChangeOf(collection);
  const policies = collection.policies as Policies;
  const wrong = wrongFields(sent.error);
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (sent.isError) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [sent.isError, sent.error]);
  const differ = Object.values(policies).flatMap((family) => Object.keys(family)).length;
  return (
    <Card title={t("admin.policies")}>
      <p>{t("admin.policies_lead")} {differ === 0 ? t("admin.policies_usual") : t("admin.policies_differ", { count: differ })}</p>
      <div ref={form}>
        <Form key={JSON.stringify(policies)} submit={t("admin.policies_save")} busy={sent.isPending} problem={sent.error} fields={[...wrong.keys()]} onSubmit={(entries) => { sent.mutate({ policies: policiesOf(families, entries) }); }}>
          {families.map((family) => <Family key={family.name} family={family} policies={policies} wrong={wrong} />)}
          {sent.isSuccess && <Note kind="good"><p>{t("admin.saved")}</p></Note>}
        </Form>
      </div>
    </Card>
  );
}

/** What the server says of single policies, by `policies.family.name`. */
function wrongFields(problem: unknown): ReadonlyMap<string, FieldProblem> {
  return new Map(problem instanceof ApiProblem ? problem.fields.map((one) => [one.field, one]) : []);
}

function Family({ family, policies, wrong }: { family: PolicyFamily; policies: Policies; wrong: ReadonlyMap<string, FieldProblem> }) {
  const { t } = useWords();
  const said = useSaid();
  const own = Object.keys(policies[family.name] ?? {}).length;
  const faultOf = (field: PolicyField): FieldProblem | undefined => wrong.get(`policies.${family.name}.${field.name}`);
  const isWrong = family.fields.some((field) => faultOf(field) !== undefined);
  return (
    <details className={style["family"]} open={own > 0 || isWrong}>
      <summary><strong>{said(`policy.${family.name}`, family.name)}</strong>{own > 0 && <Tag kind="good">{t("admin.policy_own", { count: own })}</Tag>}</summary>
      <p className={style["soft"]}>{said(`policy.${family.name}_help`, family.help)}</p>
      <div className={style["fields"]}>
        {family.fields.map((field) => {
          const fault = faultOf(field);
          return <Field key={field.name} family={family.name} field={field} value={valueOf(policies, family.name, field)} error={fault && <PolicyFault family={family.name} field={field} fault={fault} />} />;
        })}
      </div>
    </details>
  );
}

import { useId } from "preact/hooks";
import type { RecommendationOrder } from "#doors/dashboard/wire.ts";
import { SelectField, TextField } from "../parts/fields.tsx";

type Form = Omit<RecommendationOrder, "bootstrap" | "cluster">;

/** Leaves everything to the settings of the environment. */
export const EMPTY_FORM: Form = {
  topicFilter: "",
  includesInternal: false,
  method: "",
  formula: "",
  factor: "",
  minThroughput: "",
  minPartitions: "",
  consumerThroughput: "",
  samplingDays: "",
};

interface FormProps {
  readonly form: Form;
  change(fields: Partial<Form>): void;
}

/** Which topics are examined, and how. */
export function TopicsPanel({ form, change }: FormProps) {
  const title = useId();
  return (
    <section class="panel" aria-labelledby={title}>
      <h2 id={title}>Topics</h2>
      <FormField
        label="Topic name contains"
        name="topicFilter"
        placeholder="all"
        hint="Separate several parts with commas."
        {...{ form, change }}
      />
      <label class="choice">
        <input
          type="checkbox"
          checked={form.includesInternal}
          onChange={({ currentTarget }) => change({ includesInternal: currentTarget.checked })}
        />{" "}
        Include topics whose names start with _
      </label>
      <ThroughputFields form={form} change={change} />
      <MethodFields form={form} change={change} />
    </section>
  );
}

interface FormFieldProps extends FormProps {
  readonly label: string;
  readonly name: keyof Form;
  readonly placeholder: string;
  readonly hint?: string;
}

function FormField({ name, form, change, ...rest }: FormFieldProps) {
  return (
    <TextField
      maxLength={1000}
      value={String(form[name])}
      onInput={(value) => change({ [name]: value })}
      {...rest}
    />
  );
}

const SIZES = [
  { label: "Peak multiplier", name: "factor", placeholder: "3" },
  { label: "Days to examine", name: "samplingDays", placeholder: "7" },
  {
    label: "Minimum throughput",
    name: "minThroughput",
    placeholder: "10M",
    hint: "Bytes per second.",
  },
  { label: "Minimum partitions", name: "minPartitions", placeholder: "6" },
] as const;

function ThroughputFields(props: FormProps) {
  return (
    <>
      <FormField
        label="Consumer throughput per partition"
        name="consumerThroughput"
        placeholder="10M"
        hint="Bytes per second, or “measured”."
        {...props}
      />
      <div class="pair">
        {SIZES.map((field) => (
          <FormField key={field.name} {...field} {...props} />
        ))}
      </div>
    </>
  );
}

const METHODS = [
  { value: "", text: "from the environment" },
  { value: "sampling", text: "offsets and sampled records" },
  { value: "metrics", text: "Confluent Cloud metrics" },
];

const FORMULAS = [
  { value: "", text: "capacity" },
  { value: "legacy", text: "legacy (the original recommender's)" },
];

function MethodFields({ form, change }: FormProps) {
  return (
    <>
      <SelectField
        label="Traffic source"
        value={form.method}
        options={METHODS}
        onChange={(method) => change({ method })}
      />
      <SelectField
        label="Formula"
        value={form.formula}
        options={FORMULAS}
        onChange={(formula) => change({ formula })}
      />
    </>
  );
}

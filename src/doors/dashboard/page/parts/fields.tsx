import type { ComponentChildren } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { numberFrom } from "#core/values/decimal.ts";

interface FieldProps {
  readonly label: string;
  /** Shown below the field. */
  readonly hint?: ComponentChildren;
}

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  onInput(value: string): void;
}

export function TextField({ label, hint, value, onInput, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint}>
      <input
        id={id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onInput={(event) => onInput(event.currentTarget.value)}
        {...rest}
      />
    </Field>
  );
}

interface SelectFieldProps<Value extends string> extends FieldProps {
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  onChange(value: Value): void;
}

export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, hint, value, options, onChange } = props;
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint}>
      <select
        id={id}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.value as Value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface NumberFieldProps extends FieldProps, NumberInputProps {}

export function NumberField({ label, hint, ...input }: NumberFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint}>
      <NumberInput id={id} {...input} />
    </Field>
  );
}

interface NumberInputProps {
  readonly id?: string;
  /** If it has no label element. */
  readonly "aria-label"?: string;
  /** Undefined: the field is empty. */
  readonly value: number | undefined;
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
  readonly placeholder?: string;
  /** Called only with values in range; undefined if an optional field was emptied. */
  onChange(value: number | undefined): void;
  readonly isOptional?: boolean;
}

/** Keeps what is typed while it is not a number yet. */
export function NumberInput(props: NumberInputProps) {
  const { value, least, most, isWhole = false, isOptional = false, onChange, ...rest } = props;
  const [text, setText] = useState(textOf(value));
  useEffect(() => {
    setText((typed) => (numberOf(typed) === value ? typed : textOf(value)));
  }, [value]);
  const isGood = (number: number | undefined) =>
    number === undefined
      ? isOptional
      : number >= least && number <= most && (!isWhole || Number.isInteger(number));
  const onInput = (typed: string) => {
    setText(typed);
    const number = numberOf(typed);
    if (isGood(number)) onChange(number);
  };
  return (
    <input
      type="text"
      inputMode={isWhole ? "numeric" : "decimal"}
      autocomplete="off"
      value={text}
      aria-invalid={!isGood(numberOf(text))}
      onInput={(event) => onInput(event.currentTarget.value)}
      {...rest}
    />
  );
}

const textOf = (value: number | undefined) => (value === undefined ? "" : String(value));

/** NaN for text that is not a number. */
function numberOf(text: string): number | undefined {
  const plain = text.replaceAll(/[ ,]/g, "");
  return plain === "" ? undefined : (numberFrom(plain) ?? Number.NaN);
}

interface SliderProps extends FieldProps {
  readonly stops: readonly number[];
  readonly value: number;
  readonly text: string;
  readonly children?: ComponentChildren;
  onInput(value: number): void;
}

/** A slider over these values, with the current one next to it. */
export function Slider({ label, hint, stops, value, text, children, onInput }: SliderProps) {
  const id = useId();
  const nearest = stops.findIndex((stop) => stop >= value);
  return (
    <div class="field">
      <div class="slider-head">
        <label for={id}>{label}</label>
        {children ?? <output for={id}>{text}</output>}
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={stops.length - 1}
        value={nearest < 0 ? stops.length - 1 : nearest}
        aria-valuetext={text}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onInput={(event) => onInput(stops[Number(event.currentTarget.value)] ?? value)}
      />
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface FieldShellProps extends FieldProps {
  readonly id: string;
  readonly children: ComponentChildren;
}

function Field({ id, label, hint, children }: FieldShellProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

import classes from "./choice.module.css";

interface Props<Value extends string> {
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string }[];
  onChoose: (value: Value) => void;
}

/** A few ways to see the same thing; one of them is on. */
export function Choice<Value extends string>({ label, value, choices, onChoose }: Props<Value>) {
  return (
    <fieldset className={classes.choice} aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          className={classes.option}
          aria-pressed={choice.value === value}
          onClick={() => onChoose(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </fieldset>
  );
}

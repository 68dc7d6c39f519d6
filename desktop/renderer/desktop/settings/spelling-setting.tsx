import { X } from 'lucide-react';
import { useSpeech } from '../../i18n/language-context.tsx';
import { Field } from '../../ui/field.tsx';

const MOST_LANGUAGES = 8;

/** The languages spelling is checked in. */
export function SpellingSetting(props: {
  available: readonly string[];
  chosen: readonly string[];
  onChange: (languages: string[]) => void;
}) {
  const { messages, locale } = useSpeech();
  const { computer } = messages;
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  const nameOf = (tag: string) => names.of(tag) ?? tag;
  if (props.available.length === 0) {
    return (
      <div className="field">
        <span className="field-label">{computer.spelling}</span>
        <p className="field-hint">{computer.spellingByMac}</p>
      </div>
    );
  }
  const others = props.available
    .filter((tag) => !props.chosen.includes(tag))
    .map((tag) => ({ tag, name: nameOf(tag) }))
    .toSorted((left, right) => left.name.localeCompare(right.name, locale));
  return (
    <div className="field">
      <Field label={computer.spelling} hint={computer.spellingHint}>
        {(field) => (
          <select
            {...field}
            className="input"
            value=""
            disabled={props.chosen.length >= MOST_LANGUAGES}
            onChange={(event) => props.onChange([...props.chosen, event.target.value])}
          >
            <option value="">{computer.spellingAdd}</option>
            {others.map(({ tag, name }) => (
              <option key={tag} value={tag}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {props.chosen.length > 0 && (
        <ul className="chips">
          {props.chosen.map((tag) => (
            <li key={tag} className="chip">
              {nameOf(tag)}
              <button
                type="button"
                className="chip-remove"
                aria-label={computer.spellingRemove(nameOf(tag))}
                onClick={() => props.onChange(props.chosen.filter((other) => other !== tag))}
              >
                <X size={14} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

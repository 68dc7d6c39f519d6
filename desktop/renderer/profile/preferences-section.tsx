import { describeError } from '../client/describe-error.ts';
import type { UserChange } from '../client/user.ts';
import { useSpeech } from '../i18n/language-context.tsx';
import { chooseLanguage } from '../../spoken-language.ts';
import { LANGUAGES } from '../i18n/languages.ts';
import { usePinnedTimeZone } from '../i18n/use-pinned-time-zone.ts';
import { useUser } from '../session/session-context.tsx';
import { useChangeUser } from '../session/use-session.ts';
import { Field } from '../ui/field.tsx';
import { useToast } from '../ui/toast-context.tsx';
import { TimeZoneField } from './time-zone-field.tsx';

const THEMES = ['system', 'light', 'dark'] as const;

/** Zone, language and theme; each is saved as soon as it is chosen. */
export function PreferencesSection() {
  const { messages } = useSpeech();
  const { profile } = messages;
  const user = useUser();
  const change = useChangeUser();
  const [pinnedZone, pinZone] = usePinnedTimeZone(user.id);
  const toast = useToast();
  const save = (values: UserChange) =>
    change.mutate(values, {
      onSuccess: () => toast({ message: profile.saved }),
      onError: (error) => toast({ message: describeError(error, messages), tone: 'danger' }),
    });
  const deviceLanguage = LANGUAGES[chooseLanguage(navigator.languages)].name;
  const themeNames = { system: profile.themeSystem, light: profile.themeLight, dark: profile.themeDark };

  return (
    <section className="card" aria-labelledby="preferences-title">
      <h2 id="preferences-title" className="card-title">
        {profile.preferences}
      </h2>
      <div className="settings-form">
        <TimeZoneField
          value={pinnedZone}
          onChange={(zone) => {
            pinZone(zone);
            toast({ message: profile.saved });
          }}
        />
        <Field label={profile.language}>
          {(field) => (
            <select
              {...field}
              className="input"
              value={user.locale ?? ''}
              onChange={(event) => save({ locale: event.target.value === '' ? null : event.target.value })}
            >
              <option value="">{profile.languageAuto(deviceLanguage)}</option>
              {Object.entries(LANGUAGES).map(([tag, { name }]) => (
                <option key={tag} value={tag} lang={tag}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <fieldset className="field">
          <legend className="field-label">{profile.theme}</legend>
          <div className="segments">
            {THEMES.map((theme) => (
              <label key={theme} className="segment">
                <input
                  type="radio"
                  name="theme"
                  checked={(user.theme ?? 'system') === theme}
                  onChange={() => save({ theme })}
                />
                <span>{themeNames[theme]}</span>
              </label>
            ))}
          </div>
        </fieldset>
      </div>
    </section>
  );
}

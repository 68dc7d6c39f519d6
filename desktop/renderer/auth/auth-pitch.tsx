import { Check } from 'lucide-react';
import { useSpeech } from '../i18n/language-context.tsx';
import { Logo } from '../ui/logo.tsx';
import { useNow } from '../ui/use-now.ts';

/** What Parley is, beside the form: one thing said, and what comes of it. Only for the eye. */
export function AuthPitch() {
  const { messages, locale } = useSpeech();
  const { auth } = messages;
  const tomorrow = new Date(useNow());
  tomorrow.setDate(tomorrow.getDate() + 1);
  tomorrow.setHours(18, 0, 0, 0);
  const when = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  }).format(tomorrow);
  return (
    <section className="auth-pitch" aria-hidden>
      <Logo size={48} />
      <p className="auth-tagline">{auth.tagline}</p>
      <p className="auth-pitch-text">{auth.pitch}</p>
      <div className="auth-example">
        <p className="auth-example-said">{auth.exampleSaid}</p>
        <div className="auth-example-receipt">
          <span className="auth-example-check">
            <Check size={14} strokeWidth={3} />
          </span>
          <p>
            <strong>{auth.exampleTitle}</strong>
            <br />
            {when}
          </p>
        </div>
      </div>
    </section>
  );
}

import { Check, Copy } from 'lucide-react';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppConfig } from '../services/use-app-config.ts';
import { useCopy } from '../ui/use-copy.ts';

/** Which model answers; where it is the offline one, what another would add, and the one that runs on this computer. */
export function ModelSection() {
  const { model: words } = useMessages();
  const [isCopied, copy] = useCopy();
  const model = useAppConfig().data?.model;
  if (!model) return null;
  const local = model.local ?? null;
  const settings = local && `OPENAI_BASE_URL=${local.base_url}\nOPENAI_MODEL=${local.model}`;
  return (
    <section className="card" aria-labelledby="model-title">
      <h2 id="model-title" className="card-title">
        {words.title}
      </h2>
      <p className="setting-text">{model.offline ? words.offline : words.other(model.name ?? '')}</p>
      {local && settings && (
        <>
          <p className="setting-text">{words.local(local.app, local.model)}</p>
          <div className="input-row">
            <textarea className="input" rows={2} aria-label={words.settings} readOnly value={settings} />
            <button type="button" className="button" onClick={() => copy(settings)}>
              {isCopied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
              {isCopied ? words.copied : words.copy}
            </button>
          </div>
        </>
      )}
    </section>
  );
}

import type { StartScreenPrompt } from '@openai/chatkit';
import { Icon } from '../icons/icon.tsx';
import { contentOf } from '../session/method-input.ts';
import { inferenceOf, makeMessage } from '../session/composer.ts';
import { useChat, useSession, useStrings } from '../session/session-hooks.tsx';

/** The new-thread view: a greeting and prompts that are sent when chosen. */
export function StartScreen() {
  const strings = useStrings();
  const startScreen = useChat((state) => state.options?.startScreen);
  return (
    <div className="transcript start">
      <div className="column start-column">
        <h2 className="greeting">{startScreen?.greeting ?? strings.greeting}</h2>
        {startScreen?.prompts && startScreen.prompts.length > 0 && <Prompts prompts={startScreen.prompts} />}
      </div>
    </div>
  );
}

function Prompts({ prompts }: { prompts: readonly StartScreenPrompt[] }) {
  const session = useSession();
  const strings = useStrings();
  const send = ({ prompt }: StartScreenPrompt) => {
    const content = contentOf(typeof prompt === 'string' ? { text: prompt } : { content: prompt });
    const inference = inferenceOf(session.store.get());
    const message = makeMessage({ content, attachments: [], quote: null, inference });
    void session.sender.send(message).catch(() => undefined);
    session.focusComposer();
  };
  return (
    <ul className="prompts" aria-label={strings.suggestions}>
      {prompts.map((prompt) => (
        <li key={prompt.label}>
          <button type="button" className="prompt" onClick={() => send(prompt)}>
            {prompt.icon && <Icon name={prompt.icon} />}
            <span>{prompt.label}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

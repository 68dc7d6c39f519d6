import { ChevronDown } from 'lucide-react';
import { modelIdOf } from '../session/composer.ts';
import { useChat, useSession, useStrings } from '../session/session-hooks.tsx';
import { Menu } from '../ui/menu.tsx';

/** The model that answers; the choice stays for later messages. */
export function ModelMenu({ isDisabled }: { isDisabled: boolean }) {
  const session = useSession();
  const strings = useStrings();
  const models = useChat((state) => state.options?.composer?.models);
  const modelId = useChat(modelIdOf);
  if (!models || models.length === 0) return null;
  const chosen = models.find((model) => model.id === modelId);
  const rows = models.map((model) => ({
    key: model.id,
    label: model.label,
    isChecked: model === chosen,
    isDisabled: model.disabled ?? false,
    ...(model.description !== undefined && { description: model.description }),
    choose: () => session.composer.selectModel(model.id),
  }));
  const name = chosen?.label ?? strings.model;
  return (
    <Menu label={`${strings.model}: ${name}`} className="chip-button" isDisabled={isDisabled} rows={rows}>
      <span>{name}</span>
      <ChevronDown size={14} aria-hidden="true" />
    </Menu>
  );
}
